package dev.keelson.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a commit did.
 *
 * <p>A receipt exists only when the commit is certain. It describes that commit, not what others did since. Immutable,
 * except that {@link #current} hands out the aggregates themselves, which belong to their unit of work.
 */
public interface CommitReceipt {

    /** Returns the token stored with the effects; empty if nothing was committed or the commit log is off. */
    Optional<CommandToken> token();

    /** Tells whether there was nothing to commit, so that no connection was taken, unless for a token to be stored. */
    boolean isEmpty();

    /** Returns the number of rows written per table, in the order of writing; guards write none. */
    Map<String, Integer> rows();

    /**
     * Returns the version that this commit gave to an aggregate.
     *
     * @return empty if the commit did not write this aggregate, removed it, or its type has no versions
     */
    OptionalLong version(Class<?> type, Object id);

    /**
     * Returns the instance that has the state now stored, with its new version and generated values. It is another
     * instance than the one given in where the class is immutable.
     *
     * @param type the type of the aggregate's root
     * @param id its identifier
     * @param <A> the type of the aggregate's root
     * @throws dev.keelson.kernel.error.AggregateNotFoundException if the commit did not write this aggregate
     */
    <A> A current(Class<A> type, Object id);

    /**
     * Returns how many aggregates set-based writes of this commit hit: one that two of them hit counts twice.
     *
     * @param type the type of their roots, as the writes name it
     * @return empty if the commit had no such write, or its answer was lost so that only the commit log told of it
     */
    default OptionalLong hits(Class<?> type) {
        return OptionalLong.empty();
    }

    /** Returns the number of network round trips that the commit took. */
    int roundTrips();
}
