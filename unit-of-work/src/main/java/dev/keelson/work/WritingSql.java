package dev.keelson.work;

import dev.keelson.work.sets.SetDelete;
import dev.keelson.work.sets.SetUpdate;

/**
 * The SQL of a unit of work, which besides reading writes many aggregates at once:
 *
 * <pre>{@code
 * work.sql().update(Order.class).set("status", CLOSED).where(order -> order.field("placedAt").lt(day)).onCommit();
 * work.sql().update(Order.class, "lines").set("quantity", 0).whereRoot(order -> order.field("status").eq(CLOSED)).onCommit();
 * work.sql().delete(Order.class).where(order -> order.field("status").eq(VOID)).onCommit();
 * }</pre>
 *
 * Each write is a statement of the commit, whose rows are those that a loop over the aggregates would leave. Used by the thread of its unit of
 * work.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
public interface WritingSql extends Sql {

    /**
     * Sets properties of aggregates of this type, which may be one within a hierarchy.
     *
     * @throws IllegalArgumentException if they lie in several tables
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the database takes no such writes
     */
    SetUpdate update(Class<?> type);

    /**
     * Sets properties of their parts, and raises the versions of their roots.
     *
     * @param parts the path of a collection or a part, such as {@code "lines"} or {@code "lines.discounts"}
     * @throws IllegalArgumentException if it leads to none, or these cannot be written at once
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the database takes no such writes
     */
    SetUpdate update(Class<?> type, String parts);

    /**
     * Removes aggregates of this type with all their parts, or has them hidden where a policy hides what is removed.
     *
     * @throws IllegalArgumentException if they cannot be removed at once
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the database takes no such writes
     */
    SetDelete delete(Class<?> type);

    /**
     * Removes their parts, and raises the versions of their roots.
     *
     * @param parts the path of a collection or a part, such as {@code "lines"}
     * @throws IllegalArgumentException if it leads to none, or these cannot be removed at once
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the database takes no such writes
     */
    SetDelete delete(Class<?> type, String parts);

    /**
     * Inserts from a select are not there: no constructor would see what is added.
     *
     * @throws IllegalArgumentException always
     */
    void insert(Class<?> type);
}
