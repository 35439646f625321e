package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;

/**
 * Which aggregate a change belongs to. Immutable.
 *
 * @param type the class of the root
 * @param family the type under which the identifier is unique: the class of the root, or a type above it
 * @param id the identifier as the domain knows it
 * @param root the root's row as last known: its key finds the row in the database
 */
public record AggregateRef(Class<?> type, Class<?> family, Object id, Row root) {

    public RowType rowType() {
        return root.type();
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "[" + root.key() + "]";
    }
}
