package dev.keelson.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The illusion of an in-memory collection of all aggregates of one type.
 *
 * <p>A domain may extend it with its own words ({@code interface Orders extends Repository<Order, OrderId>}) or declare
 * a repository without it. There is no {@code save}: what changed on an aggregate is found at commit. An instance
 * belongs to one unit of work and, like it, to one thread at a time.
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
     * Adds a new aggregate, which is inserted at commit.
     *
     * @throws dev.keelson.kernel.error.DuplicateAggregateException if the unit of work already holds this identity
     */
    void add(A aggregate);

    /** Removes the aggregate of this identity with all its parts; they are deleted at commit. */
    void remove(A aggregate);
}
