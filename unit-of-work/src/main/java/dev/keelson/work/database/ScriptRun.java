package dev.keelson.work.database;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.Marker.Count;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.Errors;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.StatementTemplate.Returning;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script whose statements write a row each: first the token, then a statement for each guarded root, then one
 * for each change. Used by one thread, once.
 */
final class ScriptRun {

    /** So many rows are held by the driver at once. */
    private static final int MAX_BATCH = 1_000;

    private final CommitScript script;
    private final List<BoundStatement> statements;
    private final boolean logged;
    private final Dialect dialect;
    private final int firstWrite;
    private final List<Row> filled = new ArrayList<>();
    private int at;
    private int trips;
    private boolean committing;
    private List<Change> failing = List.of();
    private final List<Stale> stale = new ArrayList<>();
    private final List<GuardRoot> unlocked = new ArrayList<>();
    private @Nullable Count shortfall;

    /**
     * @param logged whether the first statement stores the token
     * @param dialect that of the database
     */
    ScriptRun(CommitScript script, boolean logged, Dialect dialect) {
        this.dialect = dialect;
        this.script = script;
        this.statements = script.statements();
        this.logged = logged;
        this.firstWrite = statements.size() - script.changes().size();
    }

    /**
     * Runs it, and commits, unless a write does not write the rows that it is to.
     *
     * @return whether it committed
     * @throws StaleAggregateException if roots are not as expected
     * @throws SQLException as the database gave it
     */
    boolean on(Connection connection) throws SQLException {
        if (logged && execute(connection) != 1) {
            shortfall = new Count(-1, 0, 0);
            return false;
        }
        for (GuardRoot root : script.guards()) {
            check(connection, root);
        }
        if (!unlocked.isEmpty()) {
            return false;
        }
        if (!stale.isEmpty()) {
            throw new StaleAggregateException(stale);
        }
        while (at < firstWrite) {
            execute(connection);
        }
        while (at < statements.size()) {
            write(connection);
            if (shortfall != null) {
                return false;
            }
        }
        if (!isShort()) {
            trips++;
            committing = true;
            connection.commit();
        }
        return true;
    }

    /** Whether it is one statement, which is a transaction by itself. */
    boolean isShort() {
        return script.isShort();
    }

    /** How often the database was asked. */
    int trips() {
        return trips;
    }

    /** The rows that the database filled in, with their keys and what it filled. */
    List<Row> filled() {
        return filled;
    }

    /** Whether COMMIT was sent, after which a lost connection proves nothing. */
    boolean isCommitting() {
        return committing;
    }

    /** Whether a failure means that the attempt's row was refused by the key of the commit log. */
    boolean isRepeated(SQLException failure) {
        Errors errors = dialect.errors();
        return logged && at == 0 && (errors.isUniqueViolation(failure) || errors.isNotNullViolation(failure));
    }

    /** The statement that was under way. */
    String attempted() {
        return committing
                ? "commit"
                : statements.get(Math.min(at, statements.size() - 1)).toString();
    }

    /** The writes of which one failed; none where that is not known. */
    List<Change> failing() {
        return failing;
    }

    /** The roots that are gone, or could not be locked. */
    List<GuardRoot> unlocked() {
        return unlocked;
    }

    /** The roots that have another version. */
    List<Stale> stale() {
        return stale;
    }

    /** The write that did not write the row that it was to, or null. */
    @Nullable
    Count shortfall() {
        return shortfall;
    }

    /** Whether anything was sent. */
    boolean isSent() {
        return trips > 0;
    }

    private int execute(Connection connection) throws SQLException {
        trips++;
        BoundStatement bound = statements.get(at);
        try (PreparedStatement statement =
                connection.prepareStatement(bound.template().sql())) {
            Jdbc.bind(statement, 1, bound);
            int rows = statement.execute() ? 0 : statement.getUpdateCount();
            at++;
            return rows;
        }
    }

    private void check(Connection connection, GuardRoot root) throws SQLException {
        trips++;
        BoundStatement bound = statements.get(at);
        RowType type = root.rowType();
        int version = type.version();
        try (PreparedStatement statement =
                connection.prepareStatement(bound.template().sql())) {
            Jdbc.bind(statement, 1, bound);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    unlocked.add(root);
                } else if (version >= 0) {
                    Object found = Jdbc.read(rows, 1, type.column(version).type());
                    if (!Objects.equals(found, root.row().get(version))) {
                        OptionalLong known = found instanceof Number number
                                ? OptionalLong.of(number.longValue())
                                : OptionalLong.empty();
                        stale.add(LateFinding.stale(root, known, Reason.CHANGED));
                    }
                }
            }
        }
        at++;
    }

    /** Writes the rows that share the next text. */
    private void write(Connection connection) throws SQLException {
        trips++;
        StatementTemplate template = statements.get(at).template();
        try (PreparedStatement statement = dialect.generatedColumns().prepare(connection, template)) {
            int end = at;
            int most = template.alone() ? 1 : MAX_BATCH;
            while (end < statements.size()
                    && end - at < most
                    && statements.get(end).template() == template) {
                Jdbc.bind(statement, 1, statements.get(end++));
                statement.addBatch();
            }
            check(execute(statement, end - at));
            Returning returning = template.returning();
            if (returning != null) {
                try (ResultSet rows = statement.getGeneratedKeys()) {
                    Returned.read(rows, returning, filled);
                }
            }
            at = end;
        }
    }

    private int[] execute(PreparedStatement batch, int rows) throws SQLException {
        try {
            return batch.executeBatch();
        } catch (BatchUpdateException failure) {
            failing = failed(failure.getUpdateCounts(), rows);
            SQLException cause = failure.getNextException();
            throw cause == null ? failure : cause;
        }
    }

    /** Some drivers stop at the row that failed, some go on after it, and pgjdbc calls all of the batch failed. */
    private List<Change> failed(int[] counts, int rows) {
        List<Change> failed = new ArrayList<>();
        for (int n = 0; n < counts.length; n++) {
            if (counts[n] == Statement.EXECUTE_FAILED) {
                failed.add(change(n));
            }
        }
        return failed.isEmpty() && counts.length < rows ? List.of(change(counts.length)) : failed;
    }

    /** The change of the n-th row of the batch. */
    private Change change(int n) {
        return script.changes().get(at - firstWrite + n);
    }

    /** A driver may not know how many rows of a batch it wrote; a row of which that matters is written alone. */
    private void check(int[] counts) {
        for (int n = 0; n < counts.length && shortfall == null; n++) {
            int place = at - firstWrite + n;
            if (counts[n] != 1
                    && counts[n] != Statement.SUCCESS_NO_INFO
                    && !(counts[n] == 0 && script.mayBeGone().contains(place))) {
                shortfall = new Count(place, place + 1, counts[n]);
            }
        }
    }
}
