package dev.keelson.work.database;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.CountedWrite;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The table of commands that were committed, and of attempts that were declared dead. A commit writes its row first, in
 * its own transaction; so whoever lost the answer can ask, and can make sure that a late attempt dies on the key.
 * Thread-safe.
 */
public final class CommitLog {

    /** The table's rows; policies add their columns as to every other table. */
    public static final RowType ROWS = new RowType(
            TableName.of("keelson_commits"),
            "keelson_commits",
            List.of(
                    column("token", ColumnType.uuid()),
                    column("attempt", ColumnType.integer()),
                    column("committed", ColumnType.bool()),
                    column("actor", ColumnType.text()),
                    column("at", ColumnType.timestamptz())),
            new int[] {0, 1},
            -1,
            List.of());

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String LOCK_TIMEOUT = "1000";

    private static final long LONGEST_PAUSE_MILLIS = 500;

    /** How long a try that began within the deadline may take: more than the longest pause and the lock timeout. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /**
     * What the log says of one attempt.
     *
     * @param committed whether it was committed, or declared dead
     * @param at when
     * @param ours whether it was the asker who declared it dead, just now
     */
    public record Entry(boolean committed, Instant at, boolean ours) {}

    private final Database database;
    private final Shield shield = new Shield();
    private final List<PolicyColumn> policyColumns;
    private final StatementTemplate insert;
    private final StatementTemplate select;
    private final @Nullable StatementTemplate lockTimeout;
    private final Map<StatementTemplate, StatementTemplate> counted = new ConcurrentHashMap<>();

    public CommitLog(Database database, Policies policies) {
        this.database = database;
        ScopedTable table = new ScopedTable(ROWS, policies);
        this.policyColumns = table.rule().columns();
        StatementProfile profile = database.profile();
        this.insert = insertTemplate(table, profile);
        this.select = selectTemplate(table, profile);
        this.lockTimeout = profile.dialect() == SQLDialect.POSTGRES ? lockTimeoutTemplate(profile) : null;
    }

    private static Column column(String name, ColumnType type) {
        return new Column(name, "", type, type.sqlName(), false);
    }

    /** The statement that stores an attempt as committed. */
    public BoundStatement committed(CommitScript.Attempt attempt, WorkContext context, Instant at) {
        return insert(attempt, true, context, at);
    }

    /** The same statement, which fails where the table refuses the row in silence. */
    public BoundStatement counted(BoundStatement committed, Marker marker) {
        StatementTemplate plain = committed.template();
        TemplateBuilder builder = new TemplateBuilder(database.profile());
        StatementTemplate template = counted.computeIfAbsent(
                plain, made -> builder.build(CountedWrite.of(builder, builder.part(made), ROWS, 1)));
        @Nullable Object[] values = new Object[plain.sources() + 1];
        for (int source = 0; source < plain.sources(); source++) {
            values[source] = committed.value(source);
        }
        values[plain.sources()] = marker.logged();
        return new BoundStatement(template, values);
    }

    private BoundStatement insert(CommitScript.Attempt attempt, boolean committed, WorkContext context, Instant at) {
        @Nullable Object[] values = new Object[ROWS.width() + policyColumns.size()];
        values[0] = attempt.token().value();
        values[1] = attempt.number();
        values[2] = committed;
        values[3] = context.actor().name();
        values[4] = at;
        for (int i = 0; i < policyColumns.size(); i++) {
            values[ROWS.width() + i] = policyColumns.get(i).value().apply(context);
        }
        return new BoundStatement(insert, values);
    }

    /** What is known of an attempt, or empty where nobody made it yet. */
    public Optional<Entry> find(CommitScript.Attempt attempt, WorkContext context) {
        return database.query(() -> "read the commit log", selected(attempt, context), rows -> {
            Instant at = rows.next() ? (Instant) Jdbc.read(rows, 2, ColumnType.timestamptz()) : null;
            return at == null ? Optional.empty() : Optional.of(new Entry(rows.getBoolean(1), at, false));
        });
    }

    private BoundStatement selected(CommitScript.Attempt attempt, WorkContext context) {
        List<Object> values = new ArrayList<>(List.of(attempt.token().value(), attempt.number()));
        policyColumns.stream()
                .filter(PolicyColumn::scopes)
                .forEach(column -> values.add(column.value().apply(context)));
        return new BoundStatement(select, values.toArray());
    }

    /**
     * Finds out whether an attempt was committed, and makes sure that it will not be later: its place in the log is
     * taken by a tombstone unless it is taken already.
     *
     * @return the entry: the attempt's own, or a tombstone
     * @throws CommitOutcomeUnknownException if the database cannot be asked within five seconds
     */
    public Entry fence(CommitScript.Attempt attempt, WorkContext context, @Nullable Throwable lost) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        long pause = 0;
        Throwable last = lost;
        while (true) {
            long left = deadline - System.nanoTime();
            long wait = pause;
            try {
                return shield.within(left + GRACE.toNanos(), () -> tombstoneOrEntry(attempt, context, deadline, wait))
                        .orElseThrow(() -> new CommitOutcomeUnknownException(attempt.token(), lost));
            } catch (DatabaseException notYet) {
                last = last == null ? notYet : last;
                if (left <= 0) {
                    throw new CommitOutcomeUnknownException(attempt.token(), last);
                }
                pause = Math.min(2 * pause + 5, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private Entry tombstoneOrEntry(CommitScript.Attempt attempt, WorkContext context, long deadline, long wait) {
        pause(wait);
        Instant now = context.clock().instant();
        boolean fenced = database.use(() -> "fence a lost commit", insert.sql(), connection -> {
            if (System.nanoTime() > deadline) {
                throw new SQLTimeoutException("a connection came after the deadline"); // nobody waits for the answer
            }
            connection.setAutoCommit(false);
            try {
                if (lockTimeout != null) { // elsewhere the database's own must do
                    run(connection, new BoundStatement(lockTimeout, new Object[] {LOCK_TIMEOUT}));
                }
                run(connection, insert(attempt, false, context, now));
                connection.commit();
                return true;
            } catch (SQLException failure) {
                connection.rollback();
                if ("23505".equals(failure.getSQLState())) {
                    return false;
                }
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        });
        if (fenced) {
            return new Entry(false, now, true);
        }
        return find(attempt, context)
                .orElseThrow(() -> new DatabaseException("read the commit log's own entry", select.sql(), null, null));
    }

    /**
     * Follows the chain of a command's attempts to its end.
     *
     * @param fence whether to make sure that an attempt nobody has answered for yet cannot be committed later
     */
    public Chain follow(CommandToken token, WorkContext context, boolean fence) {
        for (int number = 1; ; number++) {
            CommitScript.Attempt attempt = new CommitScript.Attempt(token, number);
            Optional<Entry> entry = fence ? Optional.of(fence(attempt, context, null)) : find(attempt, context);
            if (entry.isEmpty()) {
                return new Chain(Optional.empty(), number);
            }
            if (entry.get().committed()) {
                return new Chain(entry, number);
            }
            if (entry.get().ours()) {
                return new Chain(Optional.empty(), number + 1);
            }
        }
    }

    /**
     * The end of a chain of attempts.
     *
     * @param committed the entry of the attempt that was committed, if one was
     * @param attempt its number, or that of the attempt that may be made next
     */
    public record Chain(Optional<Entry> committed, int attempt) {}

    private static void run(Connection connection, BoundStatement bound) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(bound.template().sql())) {
            Jdbc.bind(statement, 1, bound);
            statement.execute();
        }
    }

    /** Called on a thread of the shield's, which nobody interrupts. */
    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static StatementTemplate insertTemplate(ScopedTable table, StatementProfile profile) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        List<Field<?>> columns = new ArrayList<>();
        List<Field<?>> values = new ArrayList<>();
        for (Column column : ROWS.columns()) {
            columns.add(table.field(column.name()));
            values.add(builder.bind(column.type()));
        }
        for (PolicyColumn column : table.rule().columns()) {
            columns.add(table.field(column.name()));
            values.add(builder.bind(column.type()));
        }
        return builder.build(DSL.insertInto(table.table()).columns(columns).values(values));
    }

    private static StatementTemplate selectTemplate(ScopedTable table, StatementProfile profile) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Condition key = table.keyIs(builder);
        Condition scope = table.scope(builder, table.scopeSources(builder));
        return builder.build(DSL.select(table.field("committed"), table.field("at"))
                .from(table.table())
                .where(key.and(scope)));
    }

    private static StatementTemplate lockTimeoutTemplate(StatementProfile profile) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        return builder.build(DSL.select(DSL.function(
                "set_config",
                Object.class,
                DSL.inline("lock_timeout"),
                builder.bind(ColumnType.text()),
                DSL.inline(true))));
    }
}
