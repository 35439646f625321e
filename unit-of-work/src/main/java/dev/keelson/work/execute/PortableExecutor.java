package dev.keelson.work.execute;

import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.database.Connections;
import dev.keelson.work.database.Transaction;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitOutcome.Committed;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.ErrorMeaning;
import dev.keelson.work.sql.Errors;
import dev.keelson.work.watch.Sent;
import dev.keelson.work.watch.WorkWatch;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commits by plain JDBC, on any database: the roots are locked and their versions read one by one, rows that share a text
 * are written by one batch, and the number of rows that each write met is checked. Several round trips, one transaction.
 * Thread-safe.
 */
public final class PortableExecutor implements ScriptExecutor {

    private final Dialect dialect;
    private final boolean logged;
    private final Resolver resolver;
    private final Shield shield;
    private final int batch;

    /**
     * @param dialect that of the database
     * @param log the commit log, or null where none is kept
     * @param shield keeps interrupts away from commits
     * @param batch how many rows the driver is given at once
     */
    public PortableExecutor(Dialect dialect, @Nullable CommitLog log, Shield shield, int batch) {
        this.batch = batch;
        this.shield = shield;
        this.dialect = dialect;
        this.logged = log != null;
        this.resolver = new Resolver(log);
    }

    @Override
    public CommitOutcome execute(CommitScript script, WorkScope scope) {
        Connections connections = scope.connections();
        ScriptRun run = new ScriptRun(script, dialect, batch, scope.watch().comment(WorkWatch::purposeOfCommit));
        SQLException failure = run(script, run, scope);
        boolean refused = !run.areRootsAsExpected() || run.shortfall() != null;
        if (failure == null && !refused) {
            return new Committed(
                    run.trips(), run.answers().filled(), run.answers().hits());
        }
        if (failure != null && !refused && isUnanswered(run, failure)) {
            shield.release(connections);
            return resolver.lost(script, scope, run.trips(), failure);
        }
        return shield.run(connections.isHeld(), unused -> refused(script, run, failure, scope));
    }

    /** Whether nobody but the log can tell what became of it. */
    private boolean isUnanswered(ScriptRun run, SQLException failure) {
        Errors errors = dialect.errors();
        return run.isCommitting() ? !errors.provesRollback(failure) : logged && run.isSent() && isLost(failure, errors);
    }

    private CommitOutcome refused(CommitScript script, ScriptRun run, @Nullable SQLException failure, WorkScope scope) {
        Connections connections = scope.connections();
        LateFinding finding = new LateFinding(script, connections);
        if (!run.unlocked().isEmpty()) {
            throw finding.unlocked(run.unlocked(), run.stale());
        }
        if (!run.stale().isEmpty()) {
            throw finding.withHidden(new StaleAggregateException(run.stale()));
        }
        if (run.shortfall() != null) {
            throw finding.of(List.of(run.shortfall()));
        }
        if (failure == null) {
            throw new IllegalStateException("a commit that was not refused and did not fail was committed");
        }
        Errors errors = dialect.errors();
        if (run.isRepeated(failure)) {
            connections.release();
            CommitOutcome repeated = resolver.repeated(script, scope, failure, true);
            if (repeated != null) {
                return repeated;
            }
        }
        KeelsonException ofSet = Failures.ofSet(Failures.told(failure, script.marker(), errors), script);
        if (ofSet != null) {
            throw ofSet;
        }
        RuntimeException stale = errors.isSerializationFailure(failure) ? finding.serialization(failure) : null;
        if (stale != null) {
            throw stale;
        }
        throw new HiddenCause(script, connections, errors)
                .of(Failures.translate(failure, script, run.attempted(), run.failing(), errors), failure);
    }

    /** The connection broke; the log lets the same command be tried again. */
    private static boolean isLost(SQLException failure, Errors errors) {
        ServerError error = ServerError.of(failure, errors);
        return error == null || error.meaning() == ErrorMeaning.SERVER_SHUTDOWN;
    }

    private @Nullable SQLException run(CommitScript script, ScriptRun run, WorkScope scope) {
        Connections connections = scope.connections();
        Sent told = scope.watch().begin(WorkWatch::purposeOfCommit);
        if (told == null) {
            return shield.run(connections.isHeld(), way -> run(run, connections, way));
        }
        try {
            SQLException failure = shield.run(connections.isHeld(), way -> {
                PlainText.begins(told, script.steps());
                return run(run, connections, way);
            });
            told.answered(script.changes().size(), run.trips(), failure);
            return failure;
        } catch (RuntimeException failure) {
            told.failed(failure);
            throw failure;
        } finally {
            told.tell();
        }
    }

    private static @Nullable SQLException run(ScriptRun run, Connections connections, Shield.Way way) {
        try (Transaction transaction =
                connections.transaction(WorkWatch::purposeOfCommit, run.isShort(), run.moment())) {
            way.connected();
            try {
                if (!run.on(transaction)) {
                    transaction.rollBack(new SQLException("a write did not write the rows that it was to"));
                    return null;
                }
            } catch (SQLException failure) {
                transaction.rollBack(failure);
                way.leaving();
                return failure;
            } catch (RuntimeException refused) {
                transaction.rollBack(refused);
                throw refused;
            }
            transaction.committed();
            way.leaving();
            return null;
        } catch (SQLException failure) {
            return failure;
        }
    }
}
