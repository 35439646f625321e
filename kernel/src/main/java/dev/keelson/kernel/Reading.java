package dev.keelson.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The aggregates as one who only reads sees them. Each is loaded whole and at most once; asked again, the same instance comes
 * back. There is nothing here that adds, changes or removes.
 *
 * <p>What {@link UnitOfWorkFactory#read(WorkContext, ReadFunction)} hands to its function is this and no more: its aggregates are
 * plain objects of which nobody remembers what they were, so that changes of them are neither found nor written. A unit of work's
 * {@link Aggregates} are readings too, so that what takes a {@code Reading} serves both. For one thread at a time; whoever breaks
 * that gets a {@link dev.keelson.kernel.error.UnitOfWorkStateException}, as does whoever comes after the end.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195); Evans, DDD Reference, Aggregates.
 */
public interface Reading {

    /**
     * Returns the aggregate of this identity, or empty if there is none.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @param <A> the type of the root
     * @throws dev.keelson.kernel.error.HydrationException if its rows do not make an object
     */
    <A> Optional<A> find(Class<A> type, Object id);

    /**
     * Returns the aggregate of this identity.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @param <A> the type of the root
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is none
     * @throws dev.keelson.kernel.error.HydrationException if its rows do not make an object
     */
    <A> A get(Class<A> type, Object id);

    /**
     * Returns the aggregates of these identities in the order asked, by one statement per 1,000 that are not at hand.
     *
     * @param type the type of the roots, or a supertype within their hierarchy
     * @param ids the identifiers
     * @param <A> the type of the roots
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if any is missing; it names every missing one
     */
    <A> List<A> getAll(Class<A> type, Collection<?> ids);

    /**
     * Returns those of these aggregates that exist, by one statement per 1,000 that are not at hand.
     *
     * @param type the type of the roots, or a supertype within their hierarchy
     * @param ids the identifiers
     * @param <ID> the type of the identifiers
     * @param <A> the type of the roots
     * @return the aggregates by identifier, in the order asked; a missing one has no entry
     */
    <ID, A> Map<ID, A> findAll(Class<A> type, Collection<ID> ids);

    /**
     * Tells whether there is an aggregate of this identity, as {@link #find} would say, but without loading it. For one that is at
     * hand, memory answers. Otherwise one statement asks for the root's row alone, and remembers nothing, so that somebody may add
     * or delete it right after.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     */
    boolean exists(Class<?> type, Object id);

    /**
     * A view of this very reading, with the same aggregates, that also sees those which were removed and are kept hidden: find, get
     * and query do, and so do references that lead on from what is loaded through it. A hidden aggregate has the parts that went with
     * it. The reason is logged at INFO.
     *
     * @param reason why, for whoever reads the log; not blank
     * @throws IllegalArgumentException if the reason says nothing
     */
    Reading includingDeleted(String reason);
}
