package dev.keelson.work.execute;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The statements that take old commands out of the commit log. A command is told by the columns that lead the log's key, as the
 * tenant, and its token. Immutable.
 */
final class PurgeStatements {

    private static final Name NEWER = DSL.name("newer");

    private final StatementProfile profile;
    private final ScopedTable table;
    private final int atOnce;
    private final List<String> key = new ArrayList<>();
    private final List<ColumnType> types = new ArrayList<>();
    private final StatementTemplate search;
    private final StatementTemplate lock;
    private final StatementTemplate delete;

    /**
     * @param found how many rows are looked for at once
     * @param atOnce how many commands are locked and deleted at once
     */
    PurgeStatements(StatementProfile profile, Policies policies, int found, int atOnce) {
        this.profile = profile;
        this.table = new ScopedTable(CommitLogTable.ROWS, policies);
        this.atOnce = atOnce;
        for (PolicyColumn column : table.rule().keyColumns()) {
            key.add(column.name());
            types.add(column.type());
        }
        key.add(table.key(0).name());
        types.add(table.key(0).type());
        this.search = search(found);
        this.lock = lock();
        this.delete = delete();
    }

    /** Finds commands of which every row is older. */
    BoundStatement search(Instant time) {
        return new BoundStatement(search, new Object[] {time, time});
    }

    /** The keys of the commands that were found, each once. */
    List<List<Object>> found(ResultSet rows) throws SQLException {
        Set<List<Object>> found = new LinkedHashSet<>();
        while (rows.next()) {
            List<Object> values = new ArrayList<>();
            for (int n = 0; n < types.size(); n++) {
                Object value = ColumnValues.read(rows, n + 1, types.get(n));
                if (value == null) {
                    throw new SQLException("a row of the commit log has no " + key.get(n));
                }
                values.add(value);
            }
            found.add(values);
        }
        return List.copyOf(found);
    }

    /** Locks all rows of these commands, or fails at once where somebody else has one locked. */
    BoundStatement lock(List<List<Object>> commands) {
        return new BoundStatement(lock, values(commands).toArray());
    }

    /** Deletes all rows of these commands, but for those of a command of which a row is not older. */
    BoundStatement delete(List<List<Object>> commands, Instant time) {
        List<Object> values = values(commands);
        values.add(time);
        return new BoundStatement(delete, values.toArray());
    }

    /** The last again and again where they are few, so that all share a text. */
    private List<Object> values(List<List<Object>> commands) {
        List<Object> values = new ArrayList<>();
        for (int n = 0; n < atOnce; n++) {
            values.addAll(commands.get(Math.min(n, commands.size() - 1)));
        }
        return values;
    }

    private StatementTemplate search(int found) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Field<Object> time = TemplateBuilder.untyped(builder.bind(ColumnType.timestamptz()));
        return builder.build(DSL.select(fields())
                .from(table.table())
                .where(table.field("at").lt(time).andNotExists(newer(builder)))
                .limit(DSL.inline(found)));
    }

    private StatementTemplate lock() {
        TemplateBuilder builder = new TemplateBuilder(profile);
        List<Field<?>> order = new ArrayList<>(fields());
        order.add(table.field("attempt"));
        SelectForUpdateStep<?> rows = DSL.select(table.field("attempt"))
                .from(table.table())
                .where(isOneOf(builder))
                .orderBy(order);
        return builder.build(profile.dialect().locks().updateAtOnce(rows));
    }

    private StatementTemplate delete() {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Condition named = isOneOf(builder);
        return builder.build(DSL.deleteFrom(table.table()).where(named.andNotExists(newer(builder))));
    }

    private List<Field<?>> fields() {
        List<Field<?>> fields = new ArrayList<>();
        key.forEach(column -> fields.add(table.field(column)));
        return fields;
    }

    private Condition isOneOf(TemplateBuilder builder) {
        List<RowN> commands = new ArrayList<>();
        for (int n = 0; n < atOnce; n++) {
            List<Field<?>> values = new ArrayList<>();
            types.forEach(type -> values.add(builder.bind(type)));
            commands.add(DSL.row(values));
        }
        return DSL.row(fields()).in(commands);
    }

    /** The rows of the same command that are not older. */
    private Select<?> newer(TemplateBuilder builder) {
        Table<Record> other =
                DSL.table(Names.table(CommitLogTable.ROWS.table())).as(NEWER);
        Condition same = DSL.noCondition();
        for (String column : key) {
            same = same.and(TemplateBuilder.field(NEWER, column).eq(table.field(column)));
        }
        Field<Object> time = TemplateBuilder.untyped(builder.bind(ColumnType.timestamptz()));
        return DSL.selectOne()
                .from(other)
                .where(same.and(TemplateBuilder.field(NEWER, "at").ge(time)));
    }
}
