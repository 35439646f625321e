package dev.keelson.work.render;

import dev.keelson.value.ColumnType;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The texts of writes. Sources come in this order: the policies' values, then for scalar statements the rows' values, for
 * set-based ones an array a column. Thread-safe; whoever asks keeps what was made.
 */
final class WriteTemplates {

    private static final Name ROWS = DSL.unquotedName("u");

    private final Policies policies;

    WriteTemplates(Policies policies) {
        this.policies = policies;
    }

    /** An insert of a few rows: policies' values, then row by row all columns. */
    StatementTemplate insert(RowType type, int rows) {
        TemplateBuilder builder = new TemplateBuilder();
        List<PolicyColumn> stamps = policies.rule(type).columns();
        int[] stampSources = sources(builder, stamps.size());
        InsertValuesStepN<Record> insert = DSL.insertInto(table(type)).columns(insertedColumns(type, stamps));
        for (int row = 0; row < rows; row++) {
            List<Field<?>> values = new ArrayList<>();
            for (int i = 0; i < stampSources.length; i++) {
                values.add(builder.bind(stampSources[i], stamps.get(i).type()));
            }
            type.columns().forEach(column -> values.add(builder.bind(column.type())));
            insert = insert.values(values);
        }
        return builder.build(insert);
    }

    /** An insert of any number of rows: policies' values, then an array a column. */
    StatementTemplate insertAll(RowType type) {
        TemplateBuilder builder = new TemplateBuilder();
        List<PolicyColumn> stamps = policies.rule(type).columns();
        List<Field<?>> selected = new ArrayList<>();
        for (PolicyColumn stamp : stamps) {
            selected.add(builder.bind(stamp.type()));
        }
        List<Field<?>> arrays = new ArrayList<>();
        for (Column column : type.columns()) {
            selected.add(TemplateBuilder.field(ROWS, "c" + arrays.size()));
            arrays.add(builder.bindArray(builder.source(), column.type()));
        }
        return builder.build(DSL.insertInto(table(type))
                .columns(insertedColumns(type, stamps))
                .select(DSL.select(selected).from(TemplateBuilder.unnest(ROWS, arrays))));
    }

    /** An update of one row: the scopes' values, the new values, the key. */
    StatementTemplate update(RowType type, ColumnSet changed) {
        TemplateBuilder builder = new TemplateBuilder();
        int[] scopes = scopeSources(builder, type);
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        for (int n = 0; n < changed.size(); n++) {
            Column column = type.column(changed.get(n));
            values.put(field(type, column.name()), builder.bind(column.type()));
        }
        int[] keys = sources(builder, type.keyWidth());
        return builder.build(DSL.update(table(type))
                .set(values)
                .where(scoped(builder, type, scopes).and(key(builder, type, keys))));
    }

    /** An update of any number of rows: the scopes' values, an array a new value, an array a key column. */
    StatementTemplate updateAll(RowType type, ColumnSet changed) {
        TemplateBuilder builder = new TemplateBuilder();
        int[] scopes = scopeSources(builder, type);
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        List<Field<?>> arrays = new ArrayList<>();
        for (int n = 0; n < changed.size(); n++) {
            Column column = type.column(changed.get(n));
            values.put(field(type, column.name()), TemplateBuilder.field(ROWS, "c" + arrays.size()));
            arrays.add(builder.bindArray(builder.source(), column.type()));
        }
        Condition keys = keys(builder, type, arrays);
        return builder.build(DSL.update(table(type))
                .set(values)
                .from(TemplateBuilder.unnest(ROWS, arrays))
                .where(scoped(builder, type, scopes).and(keys)));
    }

    /** A delete of one row: the scopes' values, the key. */
    StatementTemplate delete(RowType type) {
        TemplateBuilder builder = new TemplateBuilder();
        int[] scopes = scopeSources(builder, type);
        int[] keys = sources(builder, type.keyWidth());
        return builder.build(
                DSL.deleteFrom(table(type)).where(scoped(builder, type, scopes).and(key(builder, type, keys))));
    }

    /** A delete of any number of rows: the scopes' values, an array a key column. */
    StatementTemplate deleteAll(RowType type) {
        TemplateBuilder builder = new TemplateBuilder();
        int[] scopes = scopeSources(builder, type);
        List<Field<?>> arrays = new ArrayList<>();
        Condition keys = keys(builder, type, arrays);
        return builder.build(DSL.deleteFrom(table(type))
                .using(TemplateBuilder.unnest(ROWS, arrays))
                .where(scoped(builder, type, scopes).and(keys)));
    }

    private static List<Field<?>> insertedColumns(RowType type, List<PolicyColumn> stamps) {
        List<Field<?>> columns = new ArrayList<>();
        stamps.forEach(stamp -> columns.add(field(type, stamp.name())));
        type.columns().forEach(column -> columns.add(field(type, column.name())));
        return columns;
    }

    private static Condition key(TemplateBuilder builder, RowType type, int[] sources) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < sources.length; n++) {
            Column column = type.column(type.keyColumn(n));
            condition = condition.and(same(type, column, builder.bind(sources[n], column.type())));
        }
        return condition;
    }

    private static Condition keys(TemplateBuilder builder, RowType type, List<Field<?>> arrays) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < type.keyWidth(); n++) {
            Column column = type.column(type.keyColumn(n));
            condition = condition.and(same(type, column, TemplateBuilder.field(ROWS, "c" + arrays.size())));
            arrays.add(builder.bindArray(builder.source(), column.type()));
        }
        return condition;
    }

    private static Condition same(RowType type, Column column, Field<?> value) {
        Field<Object> field = field(type, column.name());
        return column.nullable()
                ? field.isNotDistinctFrom(TemplateBuilder.untyped(value))
                : field.eq(TemplateBuilder.untyped(value));
    }

    private int[] scopeSources(TemplateBuilder builder, RowType type) {
        return sources(builder, policies.rule(type).scopes().size());
    }

    private Condition scoped(TemplateBuilder builder, RowType type, int[] sources) {
        List<PolicyColumn> scopes = policies.rule(type).scopes();
        Condition condition = DSL.noCondition();
        for (int i = 0; i < sources.length; i++) {
            ColumnType scopeType = scopes.get(i).type();
            condition = condition.and(
                    field(type, scopes.get(i).name()).eq(TemplateBuilder.untyped(builder.bind(sources[i], scopeType))));
        }
        return condition;
    }

    private static int[] sources(TemplateBuilder builder, int count) {
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = builder.source();
        }
        return sources;
    }

    private static Table<Record> table(RowType type) {
        return DSL.table(Names.table(type.table()));
    }

    private static Field<Object> field(RowType type, String column) {
        return TemplateBuilder.field(Names.table(type.table()), column);
    }
}
