package dev.keelson.kernel;

import java.util.List;

/**
 * The other aggregates that refer to this one ({@code customer.orders}), or that a junction table relates to it,
 * resolved on demand.
 *
 * <p>The first {@link #list()} loads the targets of all siblings (the same property of the aggregates loaded together)
 * in one statement. It is a view: the targets are no parts of the aggregate, and what they refer to is changed on
 * their own side. It has no paging; use a query where the collection may be large. Not thread-safe: it belongs to its
 * unit of work.
 *
 * <p>Source: Fowler, PoEAA, Foreign Key Mapping (236), Association Table Mapping (248), Lazy Load (200).
 *
 * @param <T> the root of the other aggregates
 */
public interface Refs<T> {

    /**
     * Returns the targets, unmodifiable, loading them and those of the siblings if they are not there yet.
     *
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if a load is needed and the unit of work is closed
     */
    List<T> list();

    /** Tells whether {@link #list()} returns without a load. */
    boolean isLoaded();

    /**
     * Returns the references of a new aggregate: none, and nothing to load.
     *
     * @param <T> the root of the other aggregates
     */
    static <T> Refs<T> none() {
        return new NoRefs<>();
    }
}
