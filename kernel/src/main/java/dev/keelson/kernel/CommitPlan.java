package dev.keelson.kernel;

import java.util.List;

/**
 * What a commit would do, as ordered data.
 *
 * <p>Making a plan touches no database and changes nothing in memory, and commit executes exactly this plan, unless a
 * before-commit listener changes something in between. What only the commit knows stands in it as a word: {@code
 * <generated>} for values that the database makes, {@code <commit time>} for the instant of the policies' stamps.
 * Immutable and thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
public interface CommitPlan {

    /** Returns the operations in the order of execution; unmodifiable. */
    List<? extends RowOperation> operations();

    /** Tells whether there is nothing to do. */
    default boolean isEmpty() {
        return operations().isEmpty();
    }
}
