package dev.keelson.work;

import dev.keelson.kernel.Reading;
import dev.keelson.work.mapping.PropertyGetter;
import dev.keelson.work.query.PropertyField;
import dev.keelson.work.scan.MethodReferences;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/**
 * A reading as infrastructure sees it: it asks the database by queries, too. {@link Keelson#readSql} gives one that only reads;
 * each unit of work is one. Used by one thread at a time, the one that began it, and says so when misused.
 */
public interface SqlReading extends Reading {

    @Override
    SqlReading includingDeleted(String reason);

    /** Starts a query for whole aggregates of this type, which may be a type above or within a hierarchy. */
    <A> AggregateQuery<A> query(Class<A> type);

    /** SQL of the application's own, over tables of aggregates and of their parts; {@link AggregateQuery#as} is the shorter way to read models. */
    Sql sql();

    /**
     * The root's table of this type, for conditions and sorting where no code is generated; where each class of a hierarchy
     * has a table of its own, what these have in common.
     */
    Table<Record> table(Class<?> type);

    /**
     * A property of aggregates of this type, for conditions and sorting: {@code work.field(Order.class, "total").gt(limit)}.
     *
     * @param path such as {@code "total"}, {@code "shippingAddress.city"}, or inside a JSON value {@code "metadata.utm.source"}
     * @param <T> the property's type, which the caller knows
     * @throws IllegalArgumentException if there is no such property, or it lies in rows of its own
     */
    <T> PropertyField<T> field(Class<?> type, String path);

    /** A property by its accessor, {@code work.field(Order::total)}; otherwise as {@link #field(Class, String)}. */
    default <A, T> PropertyField<T> field(PropertyGetter<A, T> property) {
        MethodReferences.Property named = MethodReferences.property(property);
        return field(named.declaringClass(), named.name());
    }

    /**
     * The property of aggregates of this type that lies in a column of generated code, {@code work.field(Order.class, ORDERS.TOTAL)}:
     * it takes the domain's values, where the generated field takes the column's.
     *
     * @throws IllegalArgumentException if the root's table has no such column, or no property lies in it alone
     */
    default Field<Object> field(Class<?> type, TableField<?, ?> generated) {
        return Objects.requireNonNull(table(type).field(generated.getName(), Object.class), generated::toString);
    }
}
