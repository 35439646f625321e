package dev.keelson.work.change;

import java.util.ArrayList;
import java.util.List;

/**
 * What one commit is to do, aggregate by aggregate, not yet in order. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 *
 * @param aggregates the aggregates that change or are guarded, in the order they were first seen
 */
public record ChangeSet(List<AggregateChange> aggregates) {

    public ChangeSet {
        aggregates = List.copyOf(aggregates);
    }

    public boolean isEmpty() {
        return aggregates.isEmpty();
    }

    /** Whether another one writes just the same, whatever versions either gives. */
    public boolean writesAs(ChangeSet other) {
        List<Change> own = writes();
        List<Change> others = other.writes();
        if (own.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!isSame(own.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private List<Change> writes() {
        List<Change> writes = new ArrayList<>();
        aggregates.forEach(aggregate -> writes.addAll(aggregate.rows()));
        return writes;
    }

    private static boolean isSame(Change one, Change other) {
        if (one.kind() != other.kind()
                || !one.rowType().equals(other.rowType())
                || !one.written().equals(other.written())) {
            return false;
        }
        for (int column = 0; column < one.rowType().width(); column++) {
            if (column != one.rowType().version() && !one.row().same(column, other.row())) {
                return false;
            }
        }
        return true;
    }
}
