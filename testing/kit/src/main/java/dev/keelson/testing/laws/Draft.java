package dev.keelson.testing.laws;

import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Container;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row in the making. Used by one thread.
 *
 * @param extensions those of the rows of a joined hierarchy that go with it
 */
@SuppressWarnings("ArrayRecordComponent") // filled in place, and compared with nothing
record Draft(TableModel table, @Nullable Object[] values, List<@Nullable Object[]> extensions) {

    static Draft of(TableModel table) {
        return new Draft(table, new Object[table.rowType().width()], new ArrayList<>());
    }

    static void copy(Row from, List<Integer> columns, @Nullable Object[] to, List<Integer> own) {
        for (int n = 0; n < own.size(); n++) {
            to[own.get(n)] = from.get(columns.get(n));
        }
    }

    /** The row of a joined hierarchy that goes with another. */
    static Row extension(TableModel table, List<Row> rows, Row owner) {
        Object key = owner.keyOf(table.parentKey());
        return rows.stream()
                .filter(row -> row.keyOf(table.parentColumns()).equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Hangs it on the row of its owner, or of the node above it in a tree. */
    void hang(Row owner, boolean inTree) {
        if (!inTree) {
            copy(owner, table.parentKey(), values, table.parentColumns());
            return;
        }
        if (!table.recursive()) {
            copy(owner, table.parentColumns(), values, table.parentColumns());
        }
        copy(owner, table.rowType().keyColumns(), values, table.nodeColumns());
    }

    /** Whether some column of a value is filled, or it has further rows. */
    boolean isFilled(ColumnContent content) {
        return !extensions.isEmpty()
                || ColumnMaker.columns(content).stream().anyMatch(column -> values[column] != null);
    }

    /** Whether no row is there that is the same by its key, by a unique rule, or as an element of a set. */
    boolean isNew(CollectionContent content, List<Row> rows) {
        RowType type = table.rowType();
        List<List<Integer>> rules = new ArrayList<>(type.uniques());
        rules.add(type.keyColumns());
        rules.removeIf(rule -> rule.stream().anyMatch(column -> values[column] == null));
        if (content.container().kind() == Container.Kind.SET) {
            List<Integer> all = new ArrayList<>();
            for (int column = 0; column < type.width(); column++) {
                if (column != table.position()) {
                    all.add(column);
                }
            }
            rules.add(all);
        }
        Row row = new Row(type, values);
        return rows.stream()
                .noneMatch(known ->
                        rules.stream().anyMatch(rule -> known.keyOf(rule).equals(row.keyOf(rule))));
    }
}
