package dev.keelson.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The illusion of an in-memory collection of all aggregates of one type.
 *
 * <p>A domain may extend it with its own words ({@code interface Orders extends Repository<Order, OrderId>}) or declare
 * a repository without it. There is no {@code save}: what changed on an aggregate is found at commit, and the next state of
 * an immutable one is given to {@link #replace}. Each method does what the one of {@link Aggregates} does for the
 * repository's type. An instance belongs to one unit of work and, like it, to one thread at a time.
 *
 * <p>Source: Evans, DDD Reference, Repositories; Fowler, PoEAA, Repository (322).
 *
 * @param <A> the aggregate root
 * @param <ID> its identifier
 */
public interface Repository<A, ID> {

    /** Returns the aggregate of this identifier, or empty if there is none. */
    Optional<A> find(ID id);

    /**
     * Returns the aggregate of this identifier.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is none
     */
    A get(ID id);

    /**
     * Returns the aggregates of these identifiers in the order asked.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if any is missing; it names every missing one
     */
    List<A> getAll(Collection<ID> ids);

    /**
     * Returns those of these aggregates that exist, by identifier in the order asked; a missing one has no entry.
     *
     * @see Aggregates#findAll(Class, Collection)
     */
    Map<ID, A> findAll(Collection<ID> ids);

    /**
     * Tells whether there is an aggregate of this identifier, without loading it.
     *
     * @see Aggregates#exists(Class, Object)
     */
    boolean exists(ID id);

    /**
     * Adds a new aggregate, which is inserted at commit.
     *
     * @return the same aggregate
     * @throws dev.keelson.kernel.error.DuplicateAggregateException if the unit of work already holds this identity
     */
    A add(A aggregate);

    /**
     * Makes this the next state of the aggregate of the same identity; it is how immutable aggregates change.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is no aggregate of this identity
     * @see Aggregates#replace(Object)
     */
    void replace(A aggregate);

    /**
     * Removes the aggregate of this identity with all its parts; they are deleted at commit.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is no aggregate of this identity
     */
    void remove(A aggregate);

    /**
     * Removes the aggregate of this identifier with all its parts; they are deleted at commit. It has a name of its own, since
     * {@code remove(A)} and {@code remove(ID)} would be the same method to the compiler.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is none, or it was removed already
     * @see Aggregates#remove(Class, Object)
     */
    void removeById(ID id);

    /**
     * Removes the aggregate of this identifier with all its parts, if it still has the version that a client saw.
     *
     * @throws dev.keelson.kernel.error.StaleAggregateException if it is not as expected, or gone: here, or by the commit
     * @see Aggregates#remove(Class, Object, Expected)
     */
    void removeById(ID id, Expected expected);
}
