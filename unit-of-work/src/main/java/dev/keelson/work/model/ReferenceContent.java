package dev.keelson.work.model;

import java.util.List;

/**
 * A reference to another aggregate that the domain holds as the object itself or as a {@link dev.keelson.kernel.Ref};
 * the row holds the target's identifier. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Foreign Key Mapping (236).
 *
 * @param identifier where the target's identifier lies in this row
 * @param columns the same columns in the order of the target's key
 * @param target the aggregates that it may be, known once all are mapped
 * @param onDemand whether the domain holds a {@code Ref}, which loads when it is asked
 */
public record ReferenceContent(ColumnContent identifier, List<Integer> columns, Late<Roots> target, boolean onDemand)
        implements ColumnContent {

    public ReferenceContent {
        columns = List.copyOf(columns);
    }
}
