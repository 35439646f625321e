package dev.keelson.work.render;

import dev.keelson.kernel.CommandToken;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.CountedWrite;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the commit log, each built once.
 *
 * <p>The attempt after a tombstone takes its number from it: {@code (select attempt + 1 ... for share)}. Where the tombstone
 * is not there any more as it was seen, there is no number, the key refuses the row, and with it the commit; while it is
 * there, the lock keeps it as it is until the attempt is committed. Immutable, thread-safe.
 */
public final class LogStatements {

    /** So many tokens are read at once. */
    public static final int PAGE = 1_000;

    private static final int TOKEN = 0;
    private static final int ATTEMPT = 1;
    private static final int COMMITTED = 2;
    private static final int AUTHOR = 3;
    private static final int ACTOR = 4;
    private static final int AT = 5;
    private static final int WIDTH = CommitLogTable.ROWS.width();

    private enum Text {
        FIRST,
        NEXT,
        FIRST_TOMBSTONE,
        NEXT_TOMBSTONE,
        CHAIN,
        RENEWAL,
        BETWEEN
    }

    private static final String LOCK_TIMEOUT = "1000";

    private final ScopedTable table;
    private final List<PolicyColumn> policyColumns;
    private final StatementProfile profile;
    private final Map<Text, StatementTemplate> texts = new ConcurrentHashMap<>();
    private final Map<StatementTemplate, StatementTemplate> counted = new ConcurrentHashMap<>();

    public LogStatements(StatementProfile profile, Policies policies) {
        this.profile = profile;
        this.table = new ScopedTable(CommitLogTable.ROWS, policies);
        this.policyColumns = table.rule().inserted();
        template(Text.FIRST); // each commit has it, so that its rendering is the build's to pay
    }

    /** Built when it is first asked for, since most applications never ask for most of them. */
    private StatementTemplate template(Text text) {
        StatementTemplate known = texts.get(text);
        if (known != null) {
            return known;
        }
        StatementTemplate built = switch (text) {
            case FIRST -> insert(false, false);
            case NEXT -> insert(true, false);
            case FIRST_TOMBSTONE -> insert(false, true);
            case NEXT_TOMBSTONE -> insert(true, true);
            case CHAIN -> chain();
            case RENEWAL -> renewal();
            case BETWEEN -> between();
        };
        StatementTemplate other = texts.putIfAbsent(text, built);
        return other == null ? built : other;
    }

    /**
     * Stores an attempt as committed. That of an attempt after the first is refused by the key (a duplicate where it is taken, a
     * null where the tombstone before it is not there as it was); so nobody needs to count what it wrote.
     */
    public BoundStatement committed(CommitScript.Attempt attempt, Moment moment, Instant at) {
        return new BoundStatement(
                template(attempt.after() == null ? Text.FIRST : Text.NEXT), committedValues(attempt, moment, at));
    }

    /** The values of the row that stores an attempt as committed. */
    @Nullable
    Object[] committedValues(CommitScript.Attempt attempt, Moment moment, Instant at) {
        @Nullable
        Object[] values = values(attempt.token(), attempt.number(), attempt.author(), attempt.after(), moment);
        values[COMMITTED] = true;
        values[AT] = at;
        return values;
    }

    /** Stores a first attempt as committed for each row of a common table expression, with sources behind those so far. */
    QueryPart committedFrom(TemplateBuilder builder, Name rows) {
        List<Field<?>> columns = new ArrayList<>();
        List<Field<?>> values = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            columns.add(table.field(CommitLogTable.ROWS.column(i).name()));
            values.add(builder.bind(CommitLogTable.ROWS.column(i).type()));
        }
        for (PolicyColumn column : policyColumns) {
            columns.add(table.field(column.name()));
            values.add(builder.bind(column.type()));
        }
        return DSL.insertInto(table.table())
                .columns(columns)
                .select(DSL.select(values).from(DSL.table(rows)));
    }

    /**
     * Declares an attempt dead, by the database's clock.
     *
     * @param author the call that gives it up, {@link CommitLogTable#QUESTION}, or null
     * @param after when the tombstone before it was written; null for the first
     */
    public BoundStatement tombstone(
            CommandToken token, int attempt, @Nullable Long author, @Nullable Instant after, Moment moment) {
        @Nullable Object[] values = values(token, attempt, author, after, moment);
        values[COMMITTED] = false;
        return new BoundStatement(template(after == null ? Text.FIRST_TOMBSTONE : Text.NEXT_TOMBSTONE), values);
    }

    private @Nullable Object[] values(
            CommandToken token, int attempt, @Nullable Long author, @Nullable Instant after, Moment moment) {
        int policies = policyColumns.size();
        @Nullable Object[] values = new Object[WIDTH + policies + (after == null ? 0 : 1)];
        values[TOKEN] = token.value();
        values[ATTEMPT] = after == null ? attempt : attempt - 1;
        values[AUTHOR] = author;
        values[ACTOR] = moment.context().actor().name();
        for (int i = 0; i < policies; i++) {
            values[WIDTH + i] = moment.value(policyColumns.get(i));
        }
        if (after != null) {
            values[WIDTH + policies] = after;
        }
        return values;
    }

    /** The same statement as {@link #committed} gives, which fails where the table refuses the row in silence. */
    BoundStatement counted(BoundStatement committed, Marker marker) {
        StatementTemplate plain = committed.template();
        TemplateBuilder builder = new TemplateBuilder(profile);
        StatementTemplate template = counted.computeIfAbsent(
                plain, made -> builder.build(CountedWrite.of(builder, builder.part(made), CommitLogTable.ROWS, 1)));
        @Nullable Object[] values = new Object[plain.sources() + 1];
        for (int source = 0; source < plain.sources(); source++) {
            values[source] = committed.value(source);
        }
        values[plain.sources()] = marker.logged();
        return new BoundStatement(template, values);
    }

    /** Reads all attempts of a command in order: number, whether committed, author, time, and the database's own time. */
    public BoundStatement chain(CommandToken token, Moment moment) {
        List<Object> values = scopes(moment);
        values.add(token.value());
        return new BoundStatement(template(Text.CHAIN), values.toArray());
    }

    /** Has a tombstone that a question left be as young as one that is written now. */
    public BoundStatement renewal(CommandToken token, int attempt, Moment moment) {
        List<Object> values = scopes(moment);
        values.add(token.value());
        values.add(attempt);
        return new BoundStatement(template(Text.RENEWAL), values.toArray());
    }

    /**
     * Reads the tokens behind one up to another in their order, each with 1 where an attempt of it was committed, else
     * 0; {@link #PAGE} of them at the most.
     */
    public BoundStatement between(CommandToken after, CommandToken last, Moment moment) {
        List<Object> values = scopes(moment);
        values.add(after.value());
        values.add(last.value());
        return new BoundStatement(template(Text.BETWEEN), values.toArray());
    }

    private List<Object> scopes(Moment moment) {
        List<Object> values = new ArrayList<>();
        for (PolicyColumn scope : table.rule().walls()) {
            values.add(moment.value(scope));
        }
        return values;
    }

    /** Has a transaction wait for locks a second at the most; null where only the database's own setting does. */
    public static @Nullable BoundStatement lockTimeout(StatementProfile profile) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        QueryPart setting = profile.dialect().locks().timeout(builder);
        return setting == null ? null : new BoundStatement(builder.build(setting), new Object[] {LOCK_TIMEOUT});
    }

    private StatementTemplate insert(boolean follows, boolean tombstone) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        int after = WIDTH + policyColumns.size();
        for (int source = 0; source < after + (follows ? 1 : 0); source++) {
            builder.source();
        }
        List<Field<?>> columns = new ArrayList<>();
        List<Field<?>> values = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            Column column = CommitLogTable.ROWS.column(i);
            columns.add(table.field(column.name()));
            if (i == ATTEMPT && follows) {
                values.add(DSL.field(followed(builder, after)));
            } else {
                values.add(i == AT && tombstone ? now() : builder.bind(i, column.type()));
            }
        }
        for (int i = 0; i < policyColumns.size(); i++) {
            PolicyColumn column = policyColumns.get(i);
            columns.add(table.field(column.name()));
            values.add(builder.bind(WIDTH + i, column.type()));
        }
        return builder.build(DSL.insertInto(table.table()).columns(columns).values(values));
    }

    /** The number after that of the tombstone, which stays as it is until the transaction ends. */
    private Select<Record1<Integer>> followed(TemplateBuilder builder, int after) {
        Condition scope = table.scope(column -> builder.bind(WIDTH + policyColumns.indexOf(column), column.type()));
        SelectForUpdateStep<Record1<Integer>> tombstone = DSL.select(
                        table.field(ATTEMPT).coerce(Integer.class).plus(DSL.inline(1)))
                .from(table.table())
                .where(table.keyIs(column -> builder.bind(column.equals(table.key(0)) ? TOKEN : ATTEMPT, column.type()))
                        .and(dead())
                        .and(table.field(AT).eq(TemplateBuilder.untyped(builder.bind(after, ColumnType.timestamptz()))))
                        .and(scope));
        return profile.dialect().locks().share(tombstone);
    }

    private Condition dead() {
        return table.field(COMMITTED).eq(TemplateBuilder.untyped(DSL.inline(false)));
    }

    /** The database's own clock, not the start of the transaction. */
    private Field<Instant> now() {
        return profile.dialect().clock();
    }

    private StatementTemplate chain() {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Condition scope = table.scope(builder, table.scopeSources(builder));
        Field<Object> token = TemplateBuilder.untyped(builder.bind(table.key(0).type()));
        return builder.build(
                DSL.select(table.field(ATTEMPT), table.field(COMMITTED), table.field(AUTHOR), table.field(AT), now())
                        .from(table.table())
                        .where(scope.and(table.field(TOKEN).eq(token)))
                        .orderBy(table.field(ATTEMPT)));
    }

    private StatementTemplate between() {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Condition scope = table.scope(builder, table.scopeSources(builder));
        Field<Object> token = table.field(TOKEN).coerce(Object.class);
        return builder.build(DSL.select(
                        token, DSL.max(DSL.when(dead(), DSL.inline(0)).otherwise(DSL.inline(1))))
                .from(table.table())
                .where(scope.and(token.gt(TemplateBuilder.untyped(builder.bind(ColumnType.uuid()))))
                        .and(token.le(TemplateBuilder.untyped(builder.bind(ColumnType.uuid())))))
                .groupBy(token)
                .orderBy(token)
                .limit(DSL.inline(PAGE)));
    }

    private StatementTemplate renewal() {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Condition scope = table.scope(builder, table.scopeSources(builder));
        return builder.build(DSL.update(table.table())
                .set(table.field(AT).coerce(Instant.class), now())
                .where(scope.and(table.keyIs(builder))
                        .and(dead())
                        .and(table.field(AUTHOR).eq(TemplateBuilder.untyped(DSL.inline(CommitLogTable.QUESTION))))));
    }
}
