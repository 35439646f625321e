package dev.keelson.work.shapes;

import dev.keelson.work.hydrate.ChildRows;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The rows of one aggregate as a load would find them: in any order, unless their table is sorted. */
record RowsInMemory(AggregateRows rows, Random random) implements ChildRows {

    @Override
    public List<Row> of(TableModel table, Row parent) {
        return matching(table, table.parentColumns(), parent.keyOf(table.parentKey()), true);
    }

    @Override
    public List<Row> ofNode(TableModel table, Row node) {
        List<Integer> key = IntStream.range(0, table.rowType().keyWidth())
                .mapToObj(table.rowType()::keyColumn)
                .toList();
        return matching(table, table.nodeColumns(), node.keyOf(key), false);
    }

    private List<Row> matching(TableModel table, List<Integer> columns, Object key, boolean top) {
        List<Row> matching = new ArrayList<>();
        for (Row row : rows.of(table.index())) {
            boolean atTop = table.nodeColumns().stream().allMatch(column -> row.get(column) == null);
            if (atTop == top && row.keyOf(columns).equals(key)) {
                matching.add(row);
            }
        }
        if (table.sorting().isEmpty()) {
            Collections.shuffle(matching, random);
        }
        return matching;
    }
}
