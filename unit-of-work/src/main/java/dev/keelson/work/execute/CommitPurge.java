package dev.keelson.work.execute;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.impl.DSL;

/**
 * Takes old commands out of the commit log, those of all tenants, and each with its whole chain of attempts or not at all:
 * without the tombstone that it began with, a committed command could be committed again.
 *
 * <p>Each step is a transaction of its own. It locks the rows of some commands, which no attempt can follow from then on, and
 * deletes, as seen afterwards, those that nothing newer was added to. It waits for nobody: what others have locked stays.
 * Thread-safe.
 */
public final class CommitPurge {

    /** So many commands are locked at once. */
    private static final int COMMANDS_PER_STEP = 500;

    /** So many rows are looked for at once. */
    private static final int ROWS_PER_SEARCH = 10_000;

    private final Database database;
    private final Policies policies;

    public CommitPurge(Database database, Policies policies) {
        this.database = database;
        this.policies = policies;
    }

    /** The same by the connections of another role. */
    public CommitPurge as(DataSource role) {
        return new CommitPurge(new Database(role, database.profile()), policies);
    }

    /** Whom row-level security binds finds nothing of other tenants, and would report that nothing is old. */
    private void requireUnbound() {
        if (policies.rowSecurity(CommitLogTable.ROWS).isEmpty()) {
            return;
        }
        TemplateBuilder builder = new TemplateBuilder(database.profile());
        BoundStatement asked = new BoundStatement(
                builder.build(DSL.query(
                        "select row_security_active({0})",
                        DSL.inline(Names.table(CommitLogTable.ROWS.table()).toString()))),
                new Object[0]);
        if (database.query(
                () -> "look whether row-level security binds the role",
                asked,
                rows -> rows.next() && rows.getBoolean(1))) {
            throw new UnitOfWorkStateException(
                    "purge the commit log",
                    "bound by row-level security, which hides the rows of all tenants from its role but those of one",
                    "Purge by a role with BYPASSRLS: keelson.schema().purgeCommits(time, dataSource)");
        }
    }

    /**
     * Deletes all rows of each command whose newest is older than this.
     *
     * @return how many rows went
     * @throws IllegalArgumentException if that time is still to come
     * @throws UnitOfWorkStateException if row-level security binds the role
     * @throws DatabaseException if the database fails; what went before stays gone
     */
    public long olderThan(Instant time) {
        if (time.isAfter(Clock.systemUTC().instant())) {
            throw new IllegalArgumentException("Cannot purge the commit log of what is older than " + time
                    + ": that is still to come, and commits would be forgotten as soon as they are made. Give a time"
                    + " further back than any request is repeated or asked about, such as 30 days ago.");
        }
        requireUnbound();
        PurgeStatements statements =
                new PurgeStatements(database.profile(), policies, ROWS_PER_SEARCH, COMMANDS_PER_STEP);
        long gone = 0;
        while (true) {
            List<List<Object>> commands = database.query(
                    () -> "search the commit log for old commands", statements.search(time), statements::found);
            long before = gone;
            for (int from = 0; from < commands.size(); from += COMMANDS_PER_STEP) {
                int to = Math.min(from + COMMANDS_PER_STEP, commands.size());
                gone += delete(statements, commands.subList(from, to), time);
            }
            if (gone == before) { // none is left, or none of them can be deleted
                return gone;
            }
        }
    }

    /** Deletes those of these commands that nobody has locked. */
    private int delete(PurgeStatements statements, List<List<Object>> commands, Instant time) {
        try {
            return step(statements, commands, time);
        } catch (DatabaseException failure) {
            if (!database.profile().dialect().errors().isLockNotAvailable(failure)) {
                throw failure;
            }
            int half = commands.size() / 2; // an attempt under way has one locked, which is not so old any more, then
            return half == 0
                    ? 0
                    : delete(statements, commands.subList(0, half), time)
                            + delete(statements, commands.subList(half, commands.size()), time);
        }
    }

    private int step(PurgeStatements statements, List<List<Object>> commands, Instant time) {
        BoundStatement lock = statements.lock(commands);
        BoundStatement delete = statements.delete(commands, time);
        return database.use(() -> "purge the commit log", null, connection -> {
            int usual = connection.getTransactionIsolation();
            if (usual
                    != Connection
                            .TRANSACTION_READ_COMMITTED) { // the delete must see what was committed before the lock
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            connection.setAutoCommit(false);
            try {
                Jdbc.update(connection, lock);
                int rows = Jdbc.update(connection, delete);
                connection.commit();
                return rows;
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
                if (usual != Connection.TRANSACTION_READ_COMMITTED) {
                    connection.setTransactionIsolation(usual);
                }
            }
        });
    }
}
