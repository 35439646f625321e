package dev.keelson.kernel;

import java.util.List;

/**
 * Takes part in every commit: before its changes are looked at, after it is certain, or after it failed. Listeners are
 * called in the order they were registered, in the thread of their unit of work, and must be thread-safe. They know the
 * aggregates and no database, so they may stand in the application layer; one that has something to ask the database asks a
 * repository of the domain, {@code work.repository(Orders.class)}, whose implementation may.
 *
 * <p>Events are those that aggregates recorded: each is given once to {@link #beforeCommit} and once to {@link
 * #afterCommit}, aggregate by aggregate in the order in which the unit of work first saw them, each aggregate's in the order of
 * recording. They are cleared when the commit is certain, and not before: a commit that failed and is tried again
 * gives them again.
 *
 * <p>Source: Evans, DDD Reference, Domain Events.
 */
public interface CommitListener {

    /**
     * Before the changes of a commit are looked at. Aggregates may be changed, added and removed here, which becomes part of
     * the same commit: an outbox is an aggregate added for each event. As long as a round of listeners leaves new changes or
     * events, all are called again, 8 times at most. {@code plan()} does not call them.
     *
     * @param context for whom and by whom the unit of work is
     * @param work the aggregates of the unit of work, which cannot be committed here
     * @param events what was recorded since the listeners were called last, maybe nothing
     * @throws RuntimeException to veto the commit: nothing is written, the exception is thrown by {@code commit()}, and the
     *     unit of work may be mended and committed again
     */
    default void beforeCommit(WorkContext context, Aggregates work, List<Object> events) {}

    /**
     * After a commit is certain, also one that had nothing to write. What this throws is logged, since it can undo
     * nothing; what must not be lost belongs into the commit itself.
     *
     * @param context for whom and by whom the unit of work was
     * @param receipt what was committed
     * @param events all that was recorded, once and in order; maybe nothing
     */
    default void afterCommit(WorkContext context, CommitReceipt receipt, List<Object> events) {}

    /**
     * After a commit failed, whatever the reason; also before it is tried again by {@code call} or {@code run}. What this
     * throws is added to the failure as suppressed.
     *
     * @param context for whom and by whom the unit of work was
     * @param failure what {@code commit()} will throw
     */
    default void afterFailure(WorkContext context, RuntimeException failure) {}
}
