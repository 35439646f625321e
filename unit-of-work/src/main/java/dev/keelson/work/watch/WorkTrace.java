package dev.keelson.work.watch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What one Keelson has begun and not ended, each with the line of code that began it: for tests that look for units of work that nobody
 * closes. It walks the stack for each, and keeps what is never ended. Given to {@code Keelson.builder().workTrace(trace)}. Thread-safe.
 */
public final class WorkTrace {

    private final IdentityHashMap<Object, Begun> open = new IdentityHashMap<>();
    private final List<Lost> lost = new ArrayList<>();
    private long number;

    /** One that knows of nothing yet. */
    public WorkTrace() {}

    /**
     * Something that was begun.
     *
     * @param number in the order of their beginning, from 1
     * @param what it is, such as {@code a unit of work}
     * @param actor for whom
     * @param thread that began it
     * @param place the line of code that began it, and those that called it
     */
    public record Begun(long number, String what, String actor, Thread thread, String place) {

        @Override
        public String toString() {
            return what + " for " + actor + ", at " + place;
        }
    }

    /**
     * Changes that nobody committed, of which closing a unit of work told by an exception.
     *
     * @param told the exception, which may have been swallowed since
     * @param place the line of code that closed it, and those that called it
     */
    public record Lost(RuntimeException told, String place) {}

    /** What was lost, since this was last asked; nothing where that is a warning. */
    public synchronized List<Lost> takeLost() {
        List<Lost> taken = List.copyOf(lost);
        lost.clear();
        return taken;
    }

    /** Keelson tells of changes that nobody committed, just before it throws this, in the calling thread. */
    public void lose(RuntimeException told) {
        Lost one = new Lost(told, Caller.lines());
        synchronized (this) {
            lost.add(one);
        }
    }

    /** What is open now, in the order of beginning. */
    public synchronized List<Begun> open() {
        List<Begun> begun = new ArrayList<>(open.values());
        begun.sort((one, other) -> Long.compare(one.number(), other.number()));
        return List.copyOf(begun);
    }

    /**
     * Keelson tells that something begins, asked by the calling thread.
     *
     * @param entry stands for it until it ends
     */
    public void begin(Object entry, String what, String actor) {
        String place = Caller.lines();
        synchronized (this) {
            open.put(entry, new Begun(++number, what, actor, Thread.currentThread(), place));
        }
    }

    /** Keelson tells that something has ended, once or several times. */
    public synchronized void end(Object entry) {
        open.remove(entry);
    }
}
