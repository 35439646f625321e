package dev.keelson.kernel;

/**
 * How a unit of work stands between the database and other units of work.
 *
 * <p>The pinned modes hold one connection and one transaction from the first statement to commit or close, the
 * domain's thinking time included; so keep them short. In every mode versions are checked at commit.
 */
public enum Isolation {

    /**
     * No connection is held: each load borrows one for its statement, in autocommit, and the commit is a transaction of
     * its own. Each load is whole and of one moment, different loads are of different moments. Versions exclude lost
     * updates of what is written; a decision that rests on an aggregate only read takes
     * {@link Aggregates#requireUnchanged}. The mode for nearly all use cases.
     */
    DEFAULT,

    /**
     * Pinned, READ COMMITTED, with row locks: the only mode in which queries may say {@code forUpdate}, {@code
     * skipLocked} or {@code noWait}. For contended roots and for work queues. Loads that do not lock are of different
     * moments, as in {@link #DEFAULT}.
     */
    LOCKING,

    /**
     * Pinned, REPEATABLE READ: all loads and queries are of the moment of the first statement. For reads that must fit
     * each other. Writing what another transaction has changed since is a conflict.
     */
    SNAPSHOT,

    /**
     * Pinned, SERIALIZABLE: the outcome is one that some serial order of the transactions gives. For decisions that
     * rest on queries ("no more than ten open orders"), which versions cannot guard. Conflicts are to be expected; let
     * {@code call} or {@code run} repeat the function.
     */
    SERIALIZABLE
}
