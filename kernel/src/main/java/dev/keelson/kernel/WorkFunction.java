package dev.keelson.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The use case that {@link UnitOfWorkFactory#call} runs in a unit of work and that gives a result.
 *
 * <p>It may run several times, each time on a fresh unit of work: it must load what it decides on through its argument
 * and keep other effects (mail, queues) out, or in an after-commit listener.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception it may throw; inferred as {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface WorkFunction<T extends @Nullable Object, X extends Exception> {

    /**
     * Does the work.
     *
     * @param work the aggregates of the unit of work, which is committed and closed after the return; not to be used then
     * @throws X if the use case fails; nothing is committed
     */
    T apply(Aggregates work) throws X;
}
