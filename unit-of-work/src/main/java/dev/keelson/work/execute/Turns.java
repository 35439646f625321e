package dev.keelson.work.execute;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Lets a few at a time ask for a connection, in the order in which they come. Thread-safe. */
final class Turns {

    /** So many ask at once; more would only wait in the pool instead of here. */
    static final int AT_ONCE = 4;

    private final Semaphore free = new Semaphore(AT_ONCE, true);

    /** One turn, which ends once. */
    static final class Turn implements Runnable {

        /** Of those who need none. */
        static final Turn FREE = new Turn(new Semaphore(0));

        private final Semaphore from;
        private final AtomicBoolean over = new AtomicBoolean();

        private Turn(Semaphore from) {
            this.from = from;
        }

        /** Ends it. */
        @Override
        public void run() {
            if (!over.getAndSet(true)) {
                from.release();
            }
        }
    }

    /**
     * Waits for a turn, whoever interrupts.
     *
     * @param nanos no longer than this
     * @return null where none came
     */
    @Nullable
    Turn next(long nanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return free.tryAcquire(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS)
                            ? new Turn(free)
                            : null;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
