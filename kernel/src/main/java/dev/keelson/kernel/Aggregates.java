package dev.keelson.kernel;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The aggregates as one unit of work sees them: found by identity, added, replaced and removed.
 *
 * <p>Each aggregate is loaded whole and at most once; asked again, the same instance comes back. Nothing here writes:
 * changes are found when the unit of work commits. There is no {@code save} and no {@code merge}. For one thread at a
 * time; whoever breaks that gets a {@link dev.keelson.kernel.error.UnitOfWorkStateException}, as does whoever comes
 * after the end.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184), Identity Map (195); Evans, DDD Reference, Aggregates.
 */
public interface Aggregates extends Reading {

    /**
     * Returns the aggregate of this identity, provided that it is as a client saw it: of the version that the client was
     * shown, whether it is loaded now or at hand already.
     *
     * <p>From here on the commit depends on it, as {@link #requireUnchanged} says: if somebody changes it before the
     * commit, the commit is stale, and {@code call} runs the function again, which then finds another version than the
     * client's and says so here. That is told to whoever called, and never tried again, since no other round could end
     * otherwise.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @param expected what the client saw
     * @param <A> the type of the root
     * @throws dev.keelson.kernel.error.StaleAggregateException if it has another version, or is gone; not
     *     {@linkplain dev.keelson.kernel.error.StaleAggregateException#isRetryable() retryable}
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if it was removed in this unit of work
     * @throws dev.keelson.kernel.error.MappingException if such aggregates have no versions
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if it was added in this unit of work and not committed, so
     *     that no client can have seen it
     * @throws dev.keelson.kernel.error.HydrationException if its rows do not make an object
     */
    <A> A get(Class<A> type, Object id, Expected expected);

    /**
     * Returns the aggregate of this identity with its row locked until the transaction ends, as it is now: the lock comes first,
     * and the load has a later snapshot, in the same round trip. One that this unit of work has already stays the object it is,
     * provided that it was not changed meanwhile.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @param lock how
     * @param <A> the type of the root
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is none, or it is locked and {@link
     *     Lock#SKIP_LOCKED} was said
     * @throws dev.keelson.kernel.error.AggregateLockedException if somebody else holds the lock and does not let it go
     * @throws dev.keelson.kernel.error.StaleAggregateException if this unit of work has it in another version
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException in the default isolation, which holds no connection
     * @throws dev.keelson.kernel.error.HydrationException if its rows do not make an object
     */
    <A> A get(Class<A> type, Object id, Lock lock);

    /**
     * Returns the aggregate of this identity with its row locked, as {@link #get(Class, Object, Lock)} does, or empty if there is
     * none, or it is locked and {@link Lock#SKIP_LOCKED} was said.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @param lock how
     * @param <A> the type of the root
     * @throws dev.keelson.kernel.error.AggregateLockedException if somebody else holds the lock and does not let it go
     * @throws dev.keelson.kernel.error.StaleAggregateException if this unit of work has it in another version
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException in the default isolation, which holds no connection
     * @throws dev.keelson.kernel.error.HydrationException if its rows do not make an object
     */
    <A> Optional<A> find(Class<A> type, Object id, Lock lock);

    /**
     * Returns the version that the database had of this aggregate when this unit of work loaded it, or last committed it:
     * what a service gives to a client with the state, as an ETag, and requires later by {@link Expected#version}. Changes
     * that are not committed do not count, nor does what domain code writes into a property that shows the version.
     *
     * @param aggregate the object that this unit of work gave, or one that it replaced
     * @return the version: a number of commits, or of microseconds where it begins with the clock; never negative
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if this unit of work does not hold this very object, or it
     *     was added and not committed yet, or its row has no version yet
     * @throws dev.keelson.kernel.error.MappingException if such aggregates have no versions, or its class is not mapped
     */
    long version(Object aggregate);

    /**
     * Tells whether there is an aggregate of this identity, as {@link #find} would say, but without loading it. For one that
     * this unit of work holds, memory answers: it is there unless it was removed here. Otherwise one statement asks for the
     * root's row alone, and remembers nothing, so that somebody may add or delete it right after. To have it added once, by
     * whomever, use {@link #findOrAdd}; to rest a decision on it, {@link #get} it and say {@link #requireUnchanged}.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     */
    @Override
    boolean exists(Class<?> type, Object id);

    /**
     * Adds a new aggregate, which is inserted at commit. Adding what was removed in this unit of work, or is tracked
     * already as this very instance, is no conflict. Where the database makes identifiers, one is drawn for an aggregate that
     * has none yet: null, the value that its class gives the field at first, or 0 where it is a primitive.
     *
     * @param aggregate the new aggregate
     * @param <A> its type
     * @return the same aggregate, so that one line makes it and keeps it
     * @throws dev.keelson.kernel.error.DuplicateAggregateException if another instance of this identity is tracked
     * @throws dev.keelson.kernel.error.MappingException if its class is not mapped
     * @throws dev.keelson.kernel.error.UnstorableValueException if it has no identifier and cannot be given one, or has one of
     *     its own where only the database may make them
     */
    <A> A add(A aggregate);

    /**
     * Returns the aggregate of this identity, or adds what the function makes where there is none: absent, or removed in this
     * unit of work (then what is made is its next state, as {@link #add} takes it up).
     *
     * <p>Others may find nothing at the same moment and add the same. One commit wins; for the others the row that is there
     * is a conflict like a stale version: {@code call} and {@code run} try again, and the next round finds it. A commit after
     * {@code begin} throws the {@link dev.keelson.kernel.error.DuplicateAggregateException} as it is.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @param made makes the aggregate with just this identifier; called once at most, and only where there is none
     * @param <A> the type of the root
     * @throws IllegalArgumentException if what was made is null, not of this type, or of another identity; nothing was added
     * @throws dev.keelson.kernel.error.DuplicateAggregateException if the identity belongs to an aggregate of another class
     *     within the hierarchy
     * @throws dev.keelson.kernel.error.MappingException if the database makes the identifiers of such aggregates, so that
     *     there is none to find before one is added
     * @throws dev.keelson.kernel.error.HydrationException if its rows do not make an object
     */
    <A> A findOrAdd(Class<A> type, Object id, Supplier<? extends A> made);

    /**
     * Makes this the next state of the aggregate of the same identity: what differs is written at commit, under the
     * version of the loaded one. It is how immutable aggregates change; it may be of another class within the hierarchy.
     * An aggregate that was not loaded before is loaded now, so that after a conflict {@code fresh.replace(old)} says that
     * the client wins.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is no aggregate of this identity
     */
    void replace(Object aggregate);

    /**
     * Removes the aggregate of this identity with all its parts; they are deleted at commit, under its version.
     * Removing what was added in this unit of work forgets it; what was not loaded before is loaded first.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is no aggregate of this identity
     */
    void remove(Object aggregate);

    /**
     * Removes the aggregate of this identity with all its parts, as {@link #remove(Object)} does. One that is not tracked is
     * loaded first, since it is deleted under its version and with the parts that it has.
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is none, or it was removed here already
     * @throws dev.keelson.kernel.error.HydrationException if its rows do not make an object
     */
    void remove(Class<?> type, Object id);

    /**
     * Removes the aggregate of this identity with all its parts, if it still has the version that a client saw. Where the mapping
     * allows it, nothing is loaded: the commit checks the version, and deletes whatever parts there are. Where it does not (parts in
     * a tree, classes with tables of their own, removed rows that are kept hidden, identifiers other than numbers and UUIDs, policies
     * or triggers that look at each row) the aggregate is loaded first, and checked at once.
     *
     * <p>What was removed unseen is not there for the rest of the unit of work, and cannot be added again in it.
     *
     * <pre>{@code
     * work.remove(Order.class, id, Expected.version(seen));
     * }</pre>
     *
     * @param type the type of the root, or a supertype within its hierarchy
     * @param id the identifier, as the domain has it
     * @throws dev.keelson.kernel.error.StaleAggregateException if it is not as expected, or gone: here, or by the commit; either
     *     way not retryable
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if it was removed here already
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if it was added here and is not committed
     * @throws dev.keelson.kernel.error.MappingException if such aggregates have no versions
     */
    void remove(Class<?> type, Object id, Expected expected);

    /**
     * Makes the commit depend on an aggregate that was only read: it fails if the aggregate was changed or deleted
     * meanwhile. A commit that has nothing to write makes the check all the same.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if there is no aggregate of this identity
     */
    void requireUnchanged(Object aggregate);

    /**
     * Returns the repository that was registered for this interface of the domain, bound to this unit of work.
     *
     * @throws dev.keelson.kernel.error.MappingException if none is registered
     */
    <R> R repository(Class<R> type);

    /**
     * Draws the next identifier for a type whose identifiers the database makes, so that an aggregate can be
     * constructed complete. Blocks are fetched ahead; identifiers that are not used leave gaps.
     *
     * @param type the type of the root
     * @param <ID> the type of its identifier, which the caller knows
     * @throws dev.keelson.kernel.error.MappingException if the database does not make identifiers for this type
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the domain class cannot carry the type of its identifier
    <ID> ID nextId(Class<?> type);

    /**
     * Has the commit store the token that the caller of {@code call} or {@code run} gave, even where nothing else is to be
     * written: then a repetition is refused with {@link
     * dev.keelson.kernel.error.CommandAlreadyCommittedException}, where otherwise it would run again, and might write. It
     * takes one statement and one round trip. For commands whose effect lies elsewhere, or who may find that there is
     * nothing to do; what has something to write stores its token anyway.
     *
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the caller gave no token, or no commit log is kept
     */
    void storeToken();

    /**
     * A view of this very unit of work, with the same aggregates and the same commit, that may write what all tenants share; what is a
     * tenant's stays that of the context. The reason is logged at INFO. Without it, a commit that writes a shared aggregate is
     * refused by a {@link dev.keelson.kernel.error.PolicyViolationException}. It holds until the unit of work ends.
     *
     * @param reason why, for whoever reads the log
     * @throws IllegalArgumentException if nothing of the reason is visible
     */
    Aggregates acrossTenants(String reason);

    /**
     * A view of this very unit of work, with the same aggregates and the same commit, that also sees aggregates which were removed
     * and are kept hidden: find, get, lock, query, count and repositories do, and so do references that lead on from what is loaded
     * through it. A hidden aggregate has the parts that went with it. What is hidden cannot be changed before it is restored, unless
     * the domain itself says when it is deleted. The reason is logged at INFO.
     *
     * @param reason why, for whoever reads the log; not blank
     * @throws IllegalArgumentException if the reason says nothing
     */
    @Override
    Aggregates includingDeleted(String reason);

    /**
     * Brings back an aggregate that was removed and is kept hidden, with the parts that went with it: the commit raises its version.
     * It may be changed at once. Called again it gives the same aggregate.
     *
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if it is not there, hidden or not
     * @throws dev.keelson.kernel.error.PolicyViolationException if it is not hidden, or the domain itself says when it is deleted
     */
    <A> A restore(Class<A> type, Object id);
}
