package dev.keelson.work;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.watch.WorkTrace;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is under way in one Keelson: units of work begun and not closed, calls, questions. It knows them by name and keeps none of
 * them alive. Thread-safe.
 */
final class OpenWork {

    private static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
    private final @Nullable WorkTrace trace;
    private volatile boolean closed;
    private volatile @Nullable Thread waiting;

    /**
     * Nothing is under way yet.
     *
     * @param trace is told of all, or null
     */
    OpenWork(@Nullable WorkTrace trace) {
        this.trace = trace;
    }

    /** One of them; it ends once. */
    final class Entry extends WeakReference<Object> {

        private final String what;
        private final Thread thread = Thread.currentThread();
        private final Actor actor;

        private Entry(Object work, String what, Actor actor) {
            super(work, forgotten);
            this.what = what;
            this.actor = actor;
        }

        void end() {
            entries.remove(this);
            if (trace != null) {
                trace.end(this);
            }
            LockSupport.unpark(waiting);
        }

        private boolean canEnd() {
            return thread.isAlive() && !thread.equals(Thread.currentThread());
        }

        private String told() {
            return what + " by " + Ownership.named(thread) + " for " + actor.name();
        }
    }

    /**
     * Lets something in.
     *
     * @param work what is there as long as it is under way
     * @param what how a message calls it
     * @throws UnitOfWorkStateException if nothing is let in any more
     */
    Entry enter(Object work, String what, Actor actor) {
        Entry entry = new Entry(work, what, actor);
        entries.add(entry);
        if (closed) {
            entry.end();
            throw new UnitOfWorkStateException("begin", "one of a Keelson that is closed", "Build another Keelson");
        }
        if (trace != null) {
            trace.begin(entry, what, actor.name());
        }
        forget();
        return entry;
    }

    /** Drops those of whom nobody knows any more. */
    private void forget() {
        for (Object gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            entries.remove(gone);
        }
    }

    /** How many are under way. */
    int size() {
        forget();
        return entries.size();
    }

    /** Lets nothing in from now on. */
    void close() {
        closed = true;
    }

    /**
     * Waits until all has ended that can: what this thread itself began, or one that is no more, cannot.
     *
     * @return what has not ended, each with its thread and actor
     */
    List<String> await(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        waiting = Thread.currentThread();
        try {
            while (entries.stream().anyMatch(Entry::canEnd)) {
                long left = end - System.nanoTime();
                if (left <= 0 || interrupted) {
                    break;
                }
                LockSupport.parkNanos(Math.min(left, LONGEST_LOOK_NANOS));
                forget();
                interrupted = Thread.interrupted();
            }
        } finally {
            waiting = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return told();
    }

    private List<String> told() {
        forget();
        List<String> told = new ArrayList<>();
        entries.forEach(entry -> told.add(entry.told()));
        told.sort(String::compareTo);
        return told;
    }
}
