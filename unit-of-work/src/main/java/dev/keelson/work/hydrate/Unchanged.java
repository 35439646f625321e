package dev.keelson.work.hydrate;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells that an aggregate is as it is remembered, value by value in the order of the object, without taking it apart: most of what a
 * unit of work has loaded is. What it cannot tell, by far not all shapes, is taken apart and compared by rows. Makes no row. Used by
 * one thread.
 */
final class Unchanged {

    private final AggregateModel model;
    private final Comparison comparison;
    private final int[] next;
    private AggregateRows remembered;

    Unchanged(AggregateModel model, Comparison comparison, AggregateRows remembered) {
        this.model = model;
        this.comparison = comparison;
        this.remembered = remembered;
        this.next = new int[model.tables().size()];
    }

    /** Whether it tells of aggregates of this mapping. */
    @SuppressWarnings("ReferenceEquality") // there is one mapping of each class
    boolean isOf(AggregateModel other) {
        return model == other;
    }

    /** Whether taking the aggregate apart would give the very rows that are remembered; if not, it may be unchanged all the same. */
    boolean isSure(Object aggregate, AggregateRows rows) {
        remembered = rows;
        Arrays.fill(next, 0);
        next[0] = 1;
        try {
            return comparison.isSame(this, aggregate, rows.root()) && areAllSeen();
        } catch (RuntimeException unstorable) { // whoever takes it apart tells what is wrong
            return false;
        }
    }

    /** The next row of a table, or null where all were seen. */
    @Nullable
    Row next(int table) {
        List<Row> rows = remembered.of(table);
        int place = next[table];
        if (place >= rows.size()) {
            return null;
        }
        next[table] = place + 1;
        return rows.get(place);
    }

    private boolean areAllSeen() {
        for (int table = 0; table < next.length; table++) {
            if (next[table] != remembered.of(table).size()) {
                return false;
            }
        }
        return true;
    }
}
