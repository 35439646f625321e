package dev.keelson.kernel;

/**
 * An object defined by its identity through time and change, not by its attributes.
 *
 * <p>Optional: a mapped class need not implement it. It does not prescribe {@code equals}; two states of one entity
 * share an identity and may differ in everything else.
 *
 * <p>Source: Evans, DDD Reference, Entities.
 *
 * @param <ID> the type of the identity
 */
public interface Entity<ID> {

    /** Returns the identity, which does not change during the life of the entity. */
    ID id();
}
