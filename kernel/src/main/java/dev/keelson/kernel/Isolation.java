package dev.keelson.kernel;

/**
 * Which transaction a unit of work uses for its reads and its commit.
 *
 * <p>The pinned modes hold one connection and one transaction from the first statement to commit, discard or close, the
 * domain's thinking time included; so keep them short. A pinned unit of work never takes a second connection. Each of them
 * takes {@linkplain Lock locks}. Once it is committed, its transaction is over: aggregates stay readable, and nothing more can
 * be loaded or committed in it. So it is after a failure that the database told; what never reached the database, such as a
 * value that no column holds, can be mended and committed. In every mode versions are checked at commit.
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
     * Pinned, READ COMMITTED, for {@linkplain Lock locks}: what is locked is loaded after that, by a later snapshot, so that
     * it is as it is. For contended roots and for work queues. Loads are of different moments, as in {@link #DEFAULT}.
     */
    LOCKING,

    /**
     * Pinned, REPEATABLE READ: all loads and queries are of the moment of the first statement. For reads that must fit
     * each other. Writing or locking what another transaction has changed since is a conflict.
     */
    SNAPSHOT,

    /**
     * Pinned, SERIALIZABLE: the outcome is one that some serial order of the transactions gives. For decisions that
     * rest on queries ("no more than ten open orders"), which versions cannot guard. Conflicts are to be expected, also
     * where nothing was written, since what was read counts only once COMMIT was answered; let {@code call} or {@code run}
     * repeat the function: {@code units.call(context, Isolation.SERIALIZABLE, work -> ...)}.
     */
    SERIALIZABLE
}
