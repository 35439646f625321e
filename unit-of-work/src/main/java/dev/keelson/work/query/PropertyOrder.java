package dev.keelson.work.query;

import java.util.List;
import org.jooq.SortField;

/**
 * The order of roots by a property, ascending or descending. Roots without the property count as greater than all others, unless said
 * otherwise. Immutable.
 */
public final class PropertyOrder {

    private final List<SortedColumn> columns;

    PropertyOrder(List<SortedColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Roots without the property first. */
    public PropertyOrder nullsFirst() {
        return new PropertyOrder(
                columns.stream().map(column -> column.withNullsFirst(true)).toList());
    }

    /** Roots without the property last. */
    public PropertyOrder nullsLast() {
        return new PropertyOrder(
                columns.stream().map(column -> column.withNullsFirst(false)).toList());
    }

    /** The same for jOOQ's own statements. */
    public List<SortField<?>> fields() {
        return columns.stream().<SortField<?>>map(SortedColumn::sorted).toList();
    }

    /** The columns to sort by, the first first. */
    List<SortedColumn> columns() {
        return columns;
    }
}
