package dev.keelson.work;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.ReadFunction;
import dev.keelson.kernel.WorkFunction;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads that are inside of a function of {@code call}, {@code run} or {@code read} right now, so that another one begun there can be
 * refused. It detects, and does nothing else: no unit of work is found through it. Thread-safe.
 */
final class Nesting {

    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

    /** Does something inside of a function. */
    void doInside(Runnable work) {
        boolean before = mark(true);
        try {
            work.run();
        } finally {
            mark(before);
        }
    }

    /** Does something that is outside of any function, wherever it is called. */
    void doOutside(Runnable work) {
        boolean before = mark(false);
        try {
            work.run();
        } finally {
            mark(before);
        }
    }

    /**
     * Runs a function.
     *
     * @throws X whatever it throws
     */
    <T extends @Nullable Object, X extends Exception> T apply(WorkFunction<T, X> work, Aggregates aggregates) throws X {
        boolean before = mark(true);
        try {
            return work.apply(aggregates);
        } finally {
            mark(before);
        }
    }

    /**
     * Runs a function that reads.
     *
     * @throws X whatever it throws
     */
    <T extends @Nullable Object, X extends Exception> T apply(
            ReadFunction<? super SqlReading, T, X> read, SqlReading reading) throws X {
        boolean before = mark(true);
        try {
            return read.apply(reading);
        } finally {
            mark(before);
        }
    }

    /** Marks this thread as inside or outside of a function, and tells which it was before, to be put back. */
    private boolean mark(boolean within) {
        Thread thread = Thread.currentThread();
        return within ? !inside.add(thread) : inside.remove(thread);
    }

    /**
     * Lets a thread in that is not inside of a function already.
     *
     * @throws UnitOfWorkStateException if it is
     */
    void refuse() {
        if (inside.contains(Thread.currentThread())) {
            throw new UnitOfWorkStateException(
                    "call or run",
                    "one that would begin inside of another's function on this thread, commit on its own, and commit"
                            + " again at each retry of that other",
                    "Pass the other's unit of work on to what needs it, or say units.independently().run(...)");
        }
    }

    /**
     * Lets a thread in to read that is not inside of a function already.
     *
     * @throws UnitOfWorkStateException if it is
     */
    void refuseReading() {
        if (inside.contains(Thread.currentThread())) {
            throw new UnitOfWorkStateException(
                    "read",
                    "one that would begin inside of another's function on this thread, see none of its changes, and"
                            + " take another connection than the one that it may hold",
                    "Read by what that function was given, which is a Reading as well, or say"
                            + " units.independently().read(...)");
        }
    }
}
