package dev.keelson.work.execute;

import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.database.Transaction;
import dev.keelson.work.execute.CommitOutcome.Hit;
import dev.keelson.work.execute.Returned.Answers;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.Marker.Count;
import dev.keelson.work.render.ScriptStep;
import dev.keelson.work.render.ScriptStep.WriteBatch;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
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

/** One run of a script whose statements write a row each, step by step. Used by one thread, once. */
final class ScriptRun {

    private final CommitScript script;
    private final Dialect dialect;
    private final int most;
    private final String comment;
    private final Answers answers = Answers.none();
    private final List<Stale> stale = new ArrayList<>();
    private final List<GuardRoot> unlocked = new ArrayList<>();
    private int trips;
    private boolean storingToken;
    private boolean committing;
    private @Nullable StatementTemplate underway;
    private List<Change> failing = List.of();
    private @Nullable Count shortfall;

    /**
     * @param dialect that of the database
     * @param most so many rows the driver is given at once
     * @param comment in front of each statement
     */
    ScriptRun(CommitScript script, Dialect dialect, int most, String comment) {
        this.comment = comment;
        this.most = most;
        this.dialect = dialect;
        this.script = script;
    }

    /** Whose work it is, and when. */
    Moment moment() {
        return script.moment();
    }

    /**
     * Runs it, and commits, unless roots are not as expected or a write does not write the rows that it is to.
     *
     * @return whether it committed
     * @throws SQLException as the database gave it
     */
    boolean on(Transaction transaction) throws SQLException {
        Connection connection = transaction.connection();
        for (BoundStatement ahead : transaction.ahead()) {
            execute(connection, ahead);
        }
        boolean checked = false;
        for (ScriptStep step : script.steps()) {
            if (!checked && !isBeforeChecks(step)) {
                checked = true;
                if (!areRootsAsExpected()) {
                    return false;
                }
            }
            run(connection, step);
            if (shortfall != null) {
                return false;
            }
        }
        if (!checked && !areRootsAsExpected()) {
            return false;
        }
        if (!transaction.commitsByItself()) {
            trips++;
            committing = true;
            connection.commit();
        }
        return true;
    }

    /** Whether the checks of roots are still to come, or under way. */
    private static boolean isBeforeChecks(ScriptStep step) {
        return step instanceof ScriptStep.StoreToken || step instanceof ScriptStep.ReadRoot;
    }

    /** Whether every guarded root is locked, and has the version that was expected. */
    boolean areRootsAsExpected() {
        return unlocked.isEmpty() && stale.isEmpty();
    }

    private void run(Connection connection, ScriptStep step) throws SQLException {
        switch (step) {
            case ScriptStep.StoreToken token -> {
                storingToken = true;
                if (execute(connection, token.statement()) != 1) {
                    shortfall = new Count(-1, 0, 0);
                }
                storingToken = false;
            }
            case ScriptStep.ReadRoot root -> check(connection, root);
            case ScriptStep.DeferConstraints defer -> execute(connection, defer.statement());
            case WriteBatch batch -> write(connection, batch);
            case ScriptStep.WriteSet set -> answers.hits().add(hit(connection, set.statement()));
            case ScriptStep.LockRoots lock -> throw ofOneMessage(lock);
            case ScriptStep.CheckRoots check -> throw ofOneMessage(check);
            case ScriptStep.WriteRows rows -> throw ofOneMessage(rows);
            case ScriptStep.WholeCommit whole -> throw ofOneMessage(whole);
            case ScriptStep.TokenFromRoot root -> throw ofOneMessage(root);
        }
    }

    private static IllegalArgumentException ofOneMessage(ScriptStep step) {
        return new IllegalArgumentException(step + " is no plain statement");
    }

    /** Whether one message in autocommit is all of it. */
    boolean isShort() {
        return script.isShort();
    }

    /** How often the database was asked. */
    int trips() {
        return trips;
    }

    /** What came back. */
    Answers answers() {
        return answers;
    }

    /** Whether COMMIT was sent, after which a lost connection proves nothing. */
    boolean isCommitting() {
        return committing;
    }

    /** Whether a failure means that the attempt's row was refused by the key of the commit log. */
    boolean isRepeated(SQLException failure) {
        return storingToken
                && (dialect.errors().isUniqueViolation(failure)
                        || dialect.errors().isNotNullViolation(failure));
    }

    /** The statement that was under way. */
    String attempted() {
        return committing || underway == null ? "commit" : underway.sql();
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

    private int execute(Connection connection, BoundStatement bound) throws SQLException {
        begin(bound.template());
        try (PreparedStatement statement =
                connection.prepareStatement(comment + bound.template().sql())) {
            Jdbc.bind(statement, 1, bound);
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private void begin(StatementTemplate template) {
        trips++;
        underway = template;
    }

    private void check(Connection connection, ScriptStep.ReadRoot step) throws SQLException {
        BoundStatement bound = step.statement();
        GuardRoot root = step.root();
        int version = root.rowType().version();
        begin(bound.template());
        try (PreparedStatement statement =
                connection.prepareStatement(comment + bound.template().sql())) {
            Jdbc.bind(statement, 1, bound);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    unlocked.add(root);
                } else if (version >= 0) {
                    ColumnType type = root.rowType().column(version).type();
                    Object found = ColumnValues.read(rows, 1, type);
                    if (!Objects.equals(found, root.row().get(version))) {
                        OptionalLong known = found instanceof Number number
                                ? OptionalLong.of(number.longValue())
                                : OptionalLong.empty();
                        stale.add(LateFinding.stale(root, known, Reason.CHANGED));
                    }
                }
            }
        }
    }

    private Hit hit(Connection connection, BoundStatement bound) throws SQLException {
        begin(bound.template());
        return Returned.hit(connection, bound, comment);
    }

    private void write(Connection connection, WriteBatch batch) throws SQLException {
        int atOnce = batch.rows().get(0).template().alone() ? 1 : most;
        for (int from = 0; from < batch.rows().size() && shortfall == null; from += atOnce) {
            write(connection, batch, from, Math.min(from + atOnce, batch.rows().size()));
        }
    }

    /** Writes some of the rows that share a text. */
    private void write(Connection connection, WriteBatch batch, int from, int to) throws SQLException {
        StatementTemplate template = batch.rows().get(from).template();
        begin(template);
        try (PreparedStatement statement =
                dialect.generatedColumns().prepare(connection, template.commented(comment))) {
            for (int n = from; n < to; n++) {
                Jdbc.bind(statement, 1, batch.rows().get(n));
                statement.addBatch();
            }
            check(execute(statement, batch.from() + from, to - from), batch.from() + from);
            Returning returning = template.returning();
            if (returning != null) {
                try (ResultSet rows = statement.getGeneratedKeys()) {
                    Returned.read(rows, returning, answers.filled());
                }
            }
        }
    }

    private int[] execute(PreparedStatement batch, int first, int rows) throws SQLException {
        try {
            return batch.executeBatch();
        } catch (BatchUpdateException failure) {
            failing = failed(failure.getUpdateCounts(), first, rows);
            throw failure.getNextException() == null ? failure : failure.getNextException();
        }
    }

    /** Some drivers stop at the row that failed, some go on after it, and pgjdbc calls all of the batch failed. */
    private List<Change> failed(int[] counts, int first, int rows) {
        List<Change> failed = new ArrayList<>();
        for (int n = 0; n < counts.length; n++) {
            if (counts[n] == Statement.EXECUTE_FAILED) {
                failed.add(script.changes().get(first + n));
            }
        }
        return failed.isEmpty() && counts.length < rows
                ? List.of(script.changes().get(first + counts.length))
                : failed;
    }

    /** A driver may not know how many rows of a batch it wrote; a row of which that matters is written alone. */
    private void check(int[] counts, int first) {
        for (int n = 0; n < counts.length && shortfall == null; n++) {
            int place = first + n;
            if (counts[n] != 1
                    && counts[n] != Statement.SUCCESS_NO_INFO
                    && !(counts[n] == 0 && script.mayBeGone().contains(place))) {
                shortfall = new Count(place, place + 1, counts[n]);
            }
        }
    }
}
