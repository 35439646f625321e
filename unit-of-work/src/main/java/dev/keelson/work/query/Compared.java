package dev.keelson.work.query;

import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/** What a property is, to who compares it. Immutable. */
interface Compared {

    /** How two values stand to each other. */
    enum Order {
        LT,
        LE,
        GT,
        GE
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
