package dev.keelson.work;

import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a unit of work, and whether it may be used still. A unit of work belongs to the thread that began it; what {@code
 * call} and {@code run} began is theirs to commit and to close.
 */
final class Ownership {

    /** Who began it. */
    enum Begun {
        /** Somebody by hand, who commits and closes it. */
        BY_HAND,
        /** A call without a token of its caller's. */
        BY_CALL,
        /** A call with a token of its caller's. */
        BY_COMMAND,
        /** A reading, which nobody commits. */
        TO_READ
    }

    private static final String RELOAD =
            "Reload in a fresh unit of work and try again there, or let keelson.run(...) do it";
    private static final String ASK = "Find out what became of that commit before anything is done again";

    private final Begun begun;
    private final Thread owner = Thread.currentThread();
    private @Nullable String failure;
    private boolean untilDiscarded;
    private String mend = RELOAD;
    private boolean excused;
    private boolean closed;
    private boolean committing;
    private OpenWork.@Nullable Entry entry;

    Ownership(Begun begun) {
        this.begun = begun;
    }

    /**
     * Lets its thread in to read.
     *
     * @param type what it is about; a message is made of both only where one is needed
     * @throws UnitOfWorkStateException if it is closed or another thread's
     */
    void read(String attempted, Class<?> type) {
        if (closed || !Thread.currentThread().equals(owner)) {
            read(attempted + " " + type.getSimpleName());
        }
    }

    /**
     * Lets its thread in to read.
     *
     * @throws UnitOfWorkStateException if it is closed or another thread's
     */
    void read(String attempted) {
        if (!Thread.currentThread().equals(owner)) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "begun by " + named(owner) + " and used by " + named(Thread.currentThread()),
                    begun == Begun.TO_READ
                            ? "Read in each thread by itself, and hand identifiers over instead of objects"
                            : "Begin a unit of work for each thread, and hand identifiers over instead of objects");
        }
        if (closed && begun == Begun.TO_READ) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "a reading that is over, since its function has returned",
                    "Read and follow references inside of the function, and return what they gave");
        }
        if (closed) {
            throw new UnitOfWorkStateException(
                    attempted, "closed", "Begin another one; objects of this one can be given to its replace(...)");
        }
    }

    /** Virtual threads most often have no name. */
    static String named(Thread thread) {
        return thread.getName().isEmpty() ? "thread #" + thread.threadId() : "thread '" + thread.getName() + "'";
    }

    /**
     * Lets its thread in where it began it by hand.
     *
     * @throws UnitOfWorkStateException if it is one of a call, closed, or another thread's
     */
    void byHand(String attempted) {
        read(attempted);
        if (isManaged()) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "one of call(...) or run(...), which commit it once, after the function, and close it",
                    "Return from the function to have it committed, or throw; a unit of work that is yours to commit is"
                            + " opened by units.begin(context)");
        }
    }

    /**
     * Lets in whose call was given a token.
     *
     * @throws UnitOfWorkStateException if it was not, or this is no call
     */
    void commanded(String attempted) {
        if (begun != Begun.BY_COMMAND) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "one without a token of its caller's, and nobody could repeat what has none",
                    "Give the command's token to call(context, token, ...) or run(context, token, ...)");
        }
    }

    /** Whether it is one of a call, which commits and closes it. */
    boolean isManaged() {
        return begun != Begun.BY_HAND;
    }

    /**
     * Lets its thread in to commit.
     *
     * @throws UnitOfWorkStateException if, besides, a commit failed in a way that cannot be mended in it
     */
    void commit(String attempted) {
        read(attempted);
        if (committing) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "being committed already",
                    "A listener may change aggregates before a commit, which then goes on by itself");
        }
        if (failure != null) {
            throw new UnitOfWorkStateException(
                    attempted, "not to be committed any more, since a commit of it failed: " + failure, mend);
        }
        excused = false;
        committing = true;
    }

    /** A commit came to an end, good or bad. */
    void committed() {
        committing = false;
    }

    /**
     * A commit threw, which is reason enough for changes to be left uncommitted.
     *
     * @param mendable whether another commit may follow; otherwise it can be read from now on, but not committed
     * @param usable whether its transaction goes on; otherwise another commit may follow in another one, after a discard
     */
    void failed(Throwable cause, boolean mendable, boolean usable) {
        excused = true;
        mend = cause instanceof CommitOutcomeUnknownException ? ASK : RELOAD;
        failure = mendable && usable ? null : withoutFullStop(told(cause));
        untilDiscarded = mendable;
    }

    /** It was discarded, and another transaction begins. */
    void renewed() {
        if (untilDiscarded) {
            failure = null;
        }
    }

    private static String told(Throwable cause) {
        return cause instanceof KeelsonException own ? own.summary() : String.valueOf(cause.getMessage());
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    boolean isExcused() {
        return excused;
    }

    boolean isClosed() {
        return closed;
    }

    /** Has it known as open until it is closed. */
    void open(OpenWork.Entry known) {
        entry = known;
    }

    void close() {
        closed = true;
        if (entry != null) {
            entry.end();
        }
    }
}
