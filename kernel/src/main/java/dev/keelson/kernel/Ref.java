package dev.keelson.kernel;

/**
 * A reference to another aggregate that is resolved on demand and stored as a foreign key.
 *
 * <p>The identifier is there without any load. The first {@link #get()} loads the targets of all sibling references
 * (the same property of the aggregates loaded together) in one statement. It does not make the target a part of the
 * aggregate: changes to the target raise the target's version only. A plain identifier ({@code CustomerId}) remains
 * the simpler choice where the target is not walked to.
 *
 * <p>Two references are equal if their identifiers are, whoever made them and whether or not they are loaded. Not
 * thread-safe: a reference that was loaded belongs to its unit of work.
 *
 * <p>Source: Evans, DDD Reference, Aggregates; Fowler, PoEAA, Foreign Key Mapping (236), Lazy Load (200).
 *
 * @param <T> the root of the other aggregate
 */
public interface Ref<T> {

    /** Returns the identifier of the target; never loads. */
    Object id();

    /**
     * Returns the identifier of the target as what it is: {@code customer.id(CustomerId.class)}; never loads.
     *
     * @param type the class of the target's identifiers, or a type above it
     * @param <ID> the same
     * @throws IllegalArgumentException if the identifier is of another class
     */
    default <ID> ID id(Class<ID> type) {
        Object id = id();
        if (!type.isInstance(id)) {
            throw new IllegalArgumentException("Cannot give the identifier of a reference as " + type.getName()
                    + ": it is of " + id.getClass().getName() + ". Ask for the class of the target's own identifier.");
        }
        return type.cast(id);
    }

    /**
     * Returns the target, loading it and those of the sibling references if it is not there yet.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is no such aggregate
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if a load is needed and the unit of work is closed
     * @throws IllegalStateException if a load is needed and the reference came from {@link #of(Object)}
     */
    T get();

    /** Tells whether {@link #get()} returns without a load. */
    boolean isLoaded();

    /**
     * Makes a reference by identifier alone, for a new aggregate. It cannot load; the aggregate read back later can.
     *
     * @param id the identifier of the target
     * @param <T> the root of the other aggregate
     */
    static <T> Ref<T> of(Object id) {
        return new DetachedRef<>(id, null);
    }

    /**
     * Makes a reference to a target at hand.
     *
     * @param id the identifier of the target
     * @param target the target itself
     * @param <T> the root of the other aggregate
     */
    static <T> Ref<T> of(Object id, T target) {
        return new DetachedRef<>(id, target);
    }
}
