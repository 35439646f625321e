package dev.keelson.work.query;

import java.util.List;
import org.jooq.SortField;

/**
 * The order of roots by a property, ascending or descending. Immutable.
 *
 * @param fields the columns to sort by, the first first
 */
public record PropertyOrder(List<SortField<?>> fields) {

    public PropertyOrder {
        fields = List.copyOf(fields);
    }

    /** Roots without the property first. */
    public PropertyOrder nullsFirst() {
        return new PropertyOrder(
                fields.stream().<SortField<?>>map(SortField::nullsFirst).toList());
    }

    /** Roots without the property last. */
    public PropertyOrder nullsLast() {
        return new PropertyOrder(
                fields.stream().<SortField<?>>map(SortField::nullsLast).toList());
    }
}
