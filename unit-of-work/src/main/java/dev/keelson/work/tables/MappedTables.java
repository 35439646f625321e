package dev.keelson.work.tables;

import dev.keelson.work.load.select.ColumnValues;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a mapping and of its policies, told without a database: what generated tables ask for the types of their columns. The commit
 * log is none of them. Immutable and thread-safe.
 */
public final class MappedTables {

    private final Map<String, TableColumns> tables;

    private MappedTables(Map<String, TableColumns> tables) {
        this.tables = tables;
    }

    /** The tables of a model, with what the policies add. */
    public static MappedTables of(DomainModel model, Policies policies) {
        Map<TableName, Columns> all = new LinkedHashMap<>();
        for (AggregateModel aggregate : model.aggregates()) {
            ColumnValues values = new ColumnValues(aggregate);
            for (TableModel table : aggregate.tables()) {
                add(all, table.rowType(), policies, position -> values.at(table, position));
            }
        }
        for (RowType own : policies.tables()) {
            add(all, own, policies, position -> null);
        }
        Map<String, TableColumns> tables = new LinkedHashMap<>();
        all.forEach((name, columns) -> tables.put(
                name.toString(), new TableColumns(name, columns.path, List.copyOf(columns.byName.values()))));
        return new MappedTables(tables);
    }

    /** The columns of one table while they are gathered, which several classes may use. */
    private record Columns(String path, Map<String, MappedColumn> byName) {

        void add(MappedColumn column) {
            byName.merge(column.name(), column, MappedColumn::with);
        }
    }

    private static void add(
            Map<TableName, Columns> all, RowType rows, Policies policies, IntFunction<@Nullable ScalarContent> values) {
        Columns columns = all.computeIfAbsent(rows.table(), table -> new Columns(rows.path(), new LinkedHashMap<>()));
        TableRule rule = policies.rule(rows);
        List<PolicyColumn> last = new ArrayList<>(rule.columns());
        last.removeAll(rule.keyColumns());
        rule.keyColumns().forEach(column -> add(columns, rows, column));
        for (int position = 0; position < rows.width(); position++) {
            Column column = rows.column(position);
            ScalarContent content = values.apply(position);
            columns.add(new MappedColumn(
                    column.name(),
                    rows.path() + "." + column.label(),
                    content == null ? column.type() : content.type(),
                    content));
        }
        last.forEach(column -> add(columns, rows, column));
    }

    private static void add(Columns columns, RowType rows, PolicyColumn column) {
        if (rows.position(column.name()) < 0) { // else a property of the domain shows it
            columns.add(new MappedColumn(column.name(), rows.path() + "." + column.noun(), column.type(), null));
        }
    }

    /** All of them, in the order of the mapping, parents before their children. */
    public List<TableColumns> all() {
        return List.copyOf(tables.values());
    }

    /**
     * One of them.
     *
     * @param name with its schema where one was configured
     * @throws IllegalStateException if there is none, since the mapping was changed after the code was generated
     */
    TableColumns table(String name) {
        TableColumns table = tables.get(name);
        if (table == null) {
            throw outdated(name, "the mapping has no such table");
        }
        return table;
    }

    /** A column that is there. */
    MappedColumn column(TableName table, String column) {
        for (MappedColumn one : table(table.toString()).columns()) {
            if (one.name().equals(column)) {
                return one;
            }
        }
        throw new IllegalStateException(table + " has no column " + column);
    }

    /** That generated code is older than the mapping. */
    static IllegalStateException outdated(String table, String problem) {
        return new IllegalStateException("Cannot use the generated table " + table + ": " + problem
                + ". The mapping was changed after the code was generated: generate it anew.");
    }
}
