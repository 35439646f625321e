package dev.keelson.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The use case that {@link UnitOfWorkFactory#read(WorkContext, ReadFunction)} runs in a reading and that gives a result.
 *
 * <p>It may run several times, each time in a fresh reading: it keeps other effects (mail, queues) out.
 *
 * @param <R> what it reads by
 * @param <T> the type of the result
 * @param <X> the checked exception it may throw; inferred as {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface ReadFunction<R extends Reading, T extends @Nullable Object, X extends Exception> {

    /**
     * Reads.
     *
     * @param reading finds aggregates; not to be used after the return, though the aggregates may be
     * @throws X if the use case fails
     */
    T apply(R reading) throws X;
}
