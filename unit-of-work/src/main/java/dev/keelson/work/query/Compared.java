package dev.keelson.work.query;

import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.RowN;

/** What a property is, to who compares it. Immutable. */
interface Compared {

    /** How two values stand to each other. */
    enum Order {
        LT,
        LE,
        GT,
        GE;

        /** That a field stands so to another. */
        <V> Condition holds(Field<V> field, Field<V> other) {
            return switch (this) {
                case LT -> field.lt(other);
                case LE -> field.le(other);
                case GT -> field.gt(other);
                case GE -> field.ge(other);
            };
        }

        /** That the first fields of two rows that differ stand so. */
        Condition holds(RowN row, RowN other) {
            return switch (this) {
                case LT -> row.lt(other);
                case LE -> row.le(other);
                case GT -> row.gt(other);
                case GE -> row.ge(other);
            };
        }
    }

    /** What messages call the property. */
    String label();

    /** The property as one field of jOOQ's, whose values are the domain's. */
    Field<Object> field();

    /** The columns to sort by, in their order. */
    List<SortedColumn> sorted(boolean descending);

    Condition eq(Object value);

    Condition ne(Object value);

    Condition in(Collection<?> values);

    Condition isNull();

    Condition compare(Order order, Object value);
}
