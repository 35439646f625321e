package dev.keelson.work.change;

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
}
