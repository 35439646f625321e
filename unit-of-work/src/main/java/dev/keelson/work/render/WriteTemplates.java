package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ArrayRows;
import dev.keelson.work.sql.GivenRows;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import dev.keelson.work.sql.ValueRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The texts of writes. Sources come in this order: the policies' values, then for scalar statements the rows' values, for
 * set-based ones an array a column, and last what a counted one needs. Thread-safe; whoever asks keeps what was made.
 */
final class WriteTemplates {

    private static final String ROWS = "u";
    private static final int[] NOTHING = {};

    private final Policies policies;
    private final StatementProfile profile;

    WriteTemplates(Policies policies, StatementProfile profile) {
        this.policies = policies;
        this.profile = profile;
    }

    /** An insert of a few rows: policies' values, then row by row the columns written. */
    StatementTemplate insert(RowType type, ColumnSet written, int rows, boolean counted) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = ScopedTable.written(type, policies, Visibility.VISIBLE);
        List<PolicyColumn> stamps = table.rule().inserted();
        int[] stampSources = new int[stamps.size()];
        for (int i = 0; i < stampSources.length; i++) {
            stampSources[i] = builder.source();
        }
        List<Column> columns = columns(type, written);
        List<RowN> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<Field<?>> fields = new ArrayList<>();
            for (int i = 0; i < stampSources.length; i++) {
                fields.add(builder.bind(stampSources[i], stamps.get(i).type()));
            }
            columns.forEach(column -> fields.add(builder.bind(column.type())));
            values.add(DSL.row(fields));
        }
        QueryPart insert = type.identity()
                ? profile.dialect()
                        .generatedColumns()
                        .insertGiven(table.table(), names(columns, table), DSL.sql("values {0}", DSL.list(values)))
                : DSL.insertInto(table.table(), fields(columns, table)).valuesOfRows(values);
        return ReadBack.of(builder, insert, table, type, type.filled(), new Expected(counted, rows));
    }

    /** An insert of any number of rows: policies' values, then an array a column written. */
    StatementTemplate insertAll(RowType type, ColumnSet written, boolean counted) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = ScopedTable.written(type, policies, Visibility.VISIBLE);
        List<Column> columns = columns(type, written);
        List<Field<?>> selected = new ArrayList<>();
        table.rule().inserted().forEach(stamp -> selected.add(builder.bind(stamp.type())));
        ArrayRows rows = new ArrayRows(builder, ROWS, type);
        columns.forEach(column -> selected.add(rows.column(column.type())));
        Select<Record> values = DSL.select(selected).from(rows.table());
        QueryPart insert = type.identity()
                ? profile.dialect().generatedColumns().insertGiven(table.table(), names(columns, table), values)
                : DSL.insertInto(table.table(), fields(columns, table)).select(values);
        return ReadBack.of(builder, insert, table, type, type.filled(), new Expected(counted, 0));
    }

    /** What updates, hides or restores one row: the scopes' values, the policies' values, the new values, the key. */
    StatementTemplate update(RowType type, Kind kind, Visibility seen, ColumnSet changed, boolean counted) {
        return update(type, kind, seen, changed, new Expected(counted, 1));
    }

    /** The same of a root, if it has the expected version: the scopes' values, the new values, the key, the version if there are any. */
    StatementTemplate updateExpected(RowType type, Visibility seen, ColumnSet changed) {
        ScopedTable table = new ScopedTable(type, policies, seen);
        return update(table, type, Kind.UPDATE, changed, type.version() >= 0, Expected.ANY);
    }

    private StatementTemplate update(RowType type, Kind kind, Visibility seen, ColumnSet changed, Expected expected) {
        return update(ScopedTable.written(type, policies, seen), type, kind, changed, false, expected);
    }

    private StatementTemplate update(
            ScopedTable table, RowType type, Kind kind, ColumnSet changed, boolean versioned, Expected expected) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        int[] scopes = table.scopeSources(builder);
        Map<Field<?>, Field<?>> values = stamps(builder, table, kind);
        for (int n = 0; n < changed.size(); n++) {
            values.put(
                    table.field(changed.get(n)),
                    builder.bind(type.column(changed.get(n)).type()));
        }
        Condition row = table.scope(builder, scopes).and(table.keyIs(builder));
        if (versioned) {
            ColumnType version = type.column(type.version()).type();
            row = row.and(table.field(type.version()).eq(TemplateBuilder.untyped(builder.bind(version))));
        }
        QueryPart update = DSL.update(table.table()).set(values).where(row);
        return ReadBack.of(builder, update, table, type, type.generated(), expected);
    }

    /**
     * What updates, hides or restores several rows: the scopes' values, then row by row the new values and the key; or any number of
     * them: the scopes' values, an array a new value, an array a key column.
     *
     * @param count how many rows, or 0 for any number of them as arrays
     */
    StatementTemplate updateAll(
            RowType type, Kind kind, Visibility seen, ColumnSet changed, int count, boolean counted) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = ScopedTable.written(type, policies, seen);
        int[] scopes = table.scopeSources(builder);
        Map<Field<?>, Field<?>> values = stamps(builder, table, kind);
        GivenRows rows = rows(builder, type, count, changed.size() + type.keyWidth());
        for (int n = 0; n < changed.size(); n++) {
            Column column = type.column(changed.get(n));
            values.put(table.field(column.name()), rows.column(column.type()));
        }
        Condition key = table.keyIs(column -> rows.column(column.type()));
        QueryPart update = DSL.update(table.table())
                .set(values)
                .from(rows.table())
                .where(table.scope(builder, scopes).and(key));
        return ReadBack.of(builder, update, table, type, type.generated(), new Expected(counted, count));
    }

    /** The columns that policies write besides, each with the source of its value. */
    private static Map<Field<?>, Field<?>> stamps(TemplateBuilder builder, ScopedTable table, Kind kind) {
        Map<Field<?>, Field<?>> stamps = new LinkedHashMap<>();
        for (PolicyColumn column : Values.written(table.rule(), kind)) {
            stamps.put(table.field(column.name()), builder.bind(column.type()));
        }
        return stamps;
    }

    private static GivenRows rows(TemplateBuilder builder, RowType type, int count, int width) {
        return count == 0 ? new ArrayRows(builder, ROWS, type) : new ValueRows(builder, ROWS, type, count, width);
    }

    /** A delete of one row: the scopes' values, the key. */
    StatementTemplate delete(RowType type, Visibility seen, boolean counted) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = ScopedTable.written(type, policies, seen);
        int[] scopes = table.scopeSources(builder);
        Condition key = table.keyIs(builder);
        QueryPart delete =
                DSL.deleteFrom(table.table()).where(table.scope(builder, scopes).and(key));
        return ReadBack.of(builder, delete, table, type, NOTHING, new Expected(counted, 1));
    }

    /**
     * A delete of several rows: the scopes' values, then row by row the key; or of any number of them: the scopes' values, an
     * array a key column.
     *
     * @param count how many rows, or 0 for any number of them as arrays
     */
    StatementTemplate deleteAll(RowType type, Visibility seen, int count, boolean counted) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = ScopedTable.written(type, policies, seen);
        int[] scopes = table.scopeSources(builder);
        GivenRows rows = rows(builder, type, count, type.keyWidth());
        Condition key = table.keyIs(column -> rows.column(column.type()));
        QueryPart delete = DSL.deleteFrom(table.table())
                .using(rows.table())
                .where(table.scope(builder, scopes).and(key));
        return ReadBack.of(builder, delete, table, type, NOTHING, new Expected(counted, count));
    }

    /**
     * A delete of all rows of a table that hang on roots, by the tables between: the scopes' values, then root by root its key; or for
     * any number of roots: the scopes' values, an array a key column.
     *
     * @param count how many roots, or 0 for any number of them as arrays
     */
    StatementTemplate deleteBelow(AggregateModel model, TableModel below, int count) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = ScopedTable.written(below.rowType(), policies, Visibility.VISIBLE);
        Condition hangs = table.scope(builder, table.scopeSources(builder));
        RowType root = model.root();
        GivenRows keys = rows(builder, root, count, root.keyWidth());
        Map<Integer, Field<Object>> key = new HashMap<>();
        for (int column : root.keyColumns()) {
            key.put(column, keys.column(root.column(column).type()));
        }
        List<Table<?>> using = new ArrayList<>();
        ScopedTable lower = table;
        TableModel at = below;
        while (at.parent() > 0) {
            TableModel parent = model.tables().get(at.parent());
            ScopedTable upper = new ScopedTable(parent.rowType(), policies);
            using.add(upper.table());
            hangs = hangs.and(hangs(at, lower, upper::field));
            lower = upper;
            at = parent;
        }
        using.add(keys.table());
        return builder.build(DSL.deleteFrom(table.table()).using(using).where(hangs.and(hangs(at, lower, key::get))));
    }

    private static Condition hangs(TableModel table, ScopedTable rows, IntFunction<Field<Object>> above) {
        Condition hangs = DSL.noCondition();
        for (int n = 0; n < table.parentColumns().size(); n++) {
            hangs = hangs.and(rows.field(table.parentColumns().get(n))
                    .eq(above.apply(table.parentKey().get(n))));
        }
        return hangs;
    }

    private static List<Column> columns(RowType type, ColumnSet written) {
        if (written.size() == 0) {
            return type.columns();
        }
        List<Column> columns = new ArrayList<>(written.size());
        for (int n = 0; n < written.size(); n++) {
            columns.add(type.column(written.get(n)));
        }
        return columns;
    }

    private static List<String> inserted(List<Column> columns, ScopedTable table) {
        List<String> names = new ArrayList<>();
        table.rule().inserted().forEach(stamp -> names.add(stamp.name()));
        columns.forEach(column -> names.add(column.name()));
        return names;
    }

    private static List<Field<?>> fields(List<Column> columns, ScopedTable table) {
        List<Field<?>> fields = new ArrayList<>();
        inserted(columns, table).forEach(column -> fields.add(table.field(column)));
        return fields;
    }

    /** The same columns where no table may stand before them. */
    private static List<Name> names(List<Column> columns, ScopedTable table) {
        return inserted(columns, table).stream().map(Names::name).toList();
    }
}
