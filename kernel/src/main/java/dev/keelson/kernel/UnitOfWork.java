package dev.keelson.kernel;

/**
 * One business transaction: it remembers the aggregates it loaded and writes what changed on them.
 *
 * <p>It is not a database session: in the {@linkplain Isolation#DEFAULT default mode} no connection is held while the
 * domain thinks. It does not undo changes to objects; after a failure load afresh. Units of work do not nest; open a
 * second one. For one thread at a time.
 *
 * <p>What {@code call} and {@code run} hand to their function is theirs to commit and to close: there {@link #commit()} and
 * {@link #close()} are refused, while {@link #plan()} and {@link #discard()} work as everywhere.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184), Optimistic Offline Lock (416), Coarse-Grained Lock (438).
 */
public interface UnitOfWork extends Aggregates, AutoCloseable {

    /**
     * Returns what {@link #commit()} would do now. Touches no database and changes nothing.
     *
     * @throws dev.keelson.kernel.error.UnstorableValueException if a value does not fit its column
     * @throws dev.keelson.kernel.error.PolicyViolationException if a policy forbids a change
     */
    CommitPlan plan();

    /**
     * Writes all changes, all or none, with all version checks, in one transaction. In memory nothing (versions,
     * generated values, events) changes before the commit is certain. In the default mode the unit of work may go on
     * and commit again; a pinned one is over.
     *
     * @throws dev.keelson.kernel.error.StaleAggregateException if another unit of work was faster
     * @throws dev.keelson.kernel.error.UnstorableValueException if a value does not fit its column, or an aggregate has more
     *     rows than it may; no SQL was sent
     * @throws dev.keelson.kernel.error.DuplicateAggregateException if the identity of an added aggregate is taken
     * @throws dev.keelson.kernel.error.ConstraintViolationException if the database refuses by a constraint
     * @throws dev.keelson.kernel.error.PolicyViolationException if a policy forbids a change
     * @throws dev.keelson.kernel.error.CommitOutcomeUnknownException if the connection broke and the database cannot
     *     be asked what became of the commit
     * @throws dev.keelson.kernel.error.ForeignTransactionException if the connection is in somebody else's transaction,
     *     which stays as it is; no SQL was sent
     * @throws dev.keelson.kernel.error.DatabaseException if the database fails otherwise
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if an earlier failure forbids a commit, or inside of
     *     {@code call} and {@code run}
     */
    CommitReceipt commit();

    /** Drops all uncommitted changes on purpose, so that {@link #close()} does not complain about them. */
    void discard();

    /**
     * Ends the unit of work and gives back what it holds. Never commits. Changes left uncommitted, neither by an
     * exception nor by {@link #discard()}, are told in a warning, which names the first aggregate found. For that the
     * aggregates are compared with what they were, up to the first difference; {@code call} and {@code run} need not do so.
     * A second call does nothing.
     *
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException inside of {@code call} and {@code run}
     */
    @Override
    void close();
}
