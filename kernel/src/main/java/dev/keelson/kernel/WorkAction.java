package dev.keelson.kernel;

/**
 * The use case that {@link UnitOfWorkFactory#run} runs in a unit of work and that gives no result.
 *
 * <p>It may run several times; what {@link WorkFunction} says of that holds here too.
 *
 * @param <X> the checked exception it may throw; inferred as {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface WorkAction<X extends Exception> {

    /**
     * Does the work.
     *
     * @param work the aggregates of the unit of work; not to be used after the return
     * @throws X if the use case fails; nothing is committed
     */
    void accept(Aggregates work) throws X;
}
