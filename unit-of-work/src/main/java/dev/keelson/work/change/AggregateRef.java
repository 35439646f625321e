package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;

/**
 * Which aggregate a change belongs to. Immutable.
 *
 * @param type the class of the root
 * @param id the identifier as the domain knows it
 * @param root the root's row as last known: its key finds the row in the database
 */
public record AggregateRef(Class<?> type, Object id, Row root) {

    public RowType rowType() {
        return root.type();
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "[" + root.key() + "]";
    }
}
