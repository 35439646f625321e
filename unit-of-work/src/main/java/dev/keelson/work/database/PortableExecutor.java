package dev.keelson.work.database;

import dev.keelson.work.sql.ErrorMeaning;
import dev.keelson.work.sql.Errors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commits by plain JDBC, on any database: the roots are locked and their versions read one by one, rows that share a text
 * are written by one batch, and the number of rows that each write met is checked. Several round trips, one transaction.
 * Thread-safe.
 */
public final class PortableExecutor implements ScriptExecutor {

    private final Database database;
    private final boolean logged;
    private final Resolver resolver;
    private final LateFinding finding;
    private final Shield shield = new Shield();

    /**
     * @param log the commit log, or null where none is kept
     */
    public PortableExecutor(Database database, @Nullable CommitLog log) {
        this.database = database;
        this.logged = log != null;
        this.resolver = new Resolver(log);
        this.finding = new LateFinding(database);
    }

    @Override
    public CommitOutcome execute(CommitScript script) {
        return shield.run(() -> commit(script));
    }

    private CommitOutcome commit(CommitScript script) {
        ScriptRun run = new ScriptRun(script, logged, database.profile().dialect());
        SQLException failure = run(run);
        if (!run.unlocked().isEmpty()) {
            throw finding.unlocked(script, run.unlocked(), run.stale());
        }
        if (run.shortfall() != null) {
            throw finding.of(script, List.of(run.shortfall()));
        }
        if (failure == null) {
            return new CommitOutcome(run.trips(), run.filled());
        }
        Errors errors = database.profile().dialect().errors();
        if (run.isCommitting() ? !errors.provesRollback(failure) : logged && run.isSent() && isLost(failure, errors)) {
            return resolver.lost(script, run.trips(), failure);
        }
        RuntimeException repeated = run.isRepeated(failure) ? resolver.repeated(script, failure, true) : null;
        throw repeated != null ? repeated : Failures.translate(failure, script, run.attempted(), run.failing(), errors);
    }

    /** The connection broke; the log lets the same command be tried again. */
    private static boolean isLost(SQLException failure, Errors errors) {
        ServerError error = ServerError.of(failure, errors);
        return error == null || error.meaning() == ErrorMeaning.SERVER_SHUTDOWN;
    }

    private @Nullable SQLException run(ScriptRun run) {
        try (Connection connection = database.borrow(() -> "commit")) {
            connection.setAutoCommit(run.isShort());
            try {
                if (!run.on(connection)) {
                    connection.rollback();
                }
            } catch (SQLException failure) {
                if (!run.isShort()) {
                    rollback(connection, failure);
                }
                return failure;
            } catch (RuntimeException refused) {
                rollback(connection, refused);
                throw refused;
            }
            connection.setAutoCommit(true);
            return null;
        } catch (SQLException failure) {
            return failure;
        }
    }

    /** Leaves the connection clean for the next borrower. */
    static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}
