package dev.keelson.kernel;

/**
 * How the row of a root is locked, until the transaction of its unit of work ends. A lock keeps others from changing and
 * removing the aggregate; they may read it. It needs an isolation that holds a connection; with {@link Isolation#DEFAULT} it is
 * refused.
 *
 * <p>Source: Fowler, PoEAA, Pessimistic Offline Lock (426), for what it is not: this lock ends with its transaction.
 */
public enum Lock {

    /** Waits until whoever holds the lock lets it go, as long as the lock timeout allows. */
    FOR_UPDATE,

    /** Fails at once where somebody else holds the lock, which ends the transaction. */
    NO_WAIT,

    /** Takes an aggregate that somebody else has locked for one that is not there: for work queues. */
    SKIP_LOCKED
}
