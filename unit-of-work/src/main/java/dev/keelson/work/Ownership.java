package dev.keelson.work;

import dev.keelson.kernel.error.UnitOfWorkStateException;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a unit of work, and whether it may be used still. A unit of work belongs to the thread that began it.
 */
final class Ownership {

    private final Thread owner = Thread.currentThread();
    private @Nullable String failure;
    private boolean closed;

    /**
     * Lets its thread in to read.
     *
     * @throws UnitOfWorkStateException if it is closed or another thread's
     */
    void read(String attempted) {
        if (!Thread.currentThread().equals(owner)) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "it was begun by thread '" + owner.getName() + "' and is used by thread '"
                            + Thread.currentThread().getName() + "'",
                    "Begin a unit of work for each thread, and hand identifiers over instead of objects");
        }
        if (closed) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "it is closed",
                    "Begin another one; objects of this one can be given to its replace(...)");
        }
    }

    /**
     * Lets its thread in to commit.
     *
     * @throws UnitOfWorkStateException if, besides, a commit failed in a way that cannot be mended in it
     */
    void commit(String attempted) {
        read(attempted);
        if (failure != null) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "an earlier commit of it failed: " + failure,
                    "Reload in a fresh unit of work and try again there, or let keelson.run(...) do it");
        }
    }

    /** From now on it can be read, but not committed. */
    void fail(Throwable cause) {
        failure = String.valueOf(cause.getMessage());
    }

    boolean hasFailed() {
        return failure != null;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
