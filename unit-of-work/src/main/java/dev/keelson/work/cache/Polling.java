package dev.keelson.work.cache;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the database asked again and again, by a thread for each that joins. Thread-safe. */
final class Polling implements Invalidation {

    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

    private final Duration interval;

    Polling(Duration interval) {
        if (interval.toMillis() < 1 || interval.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("Cannot poll every " + interval
                    + ": it is less than a millisecond, or more than a day. Give something between.");
        }
        this.interval = interval;
    }

    @Override
    public Link join(Member member) {
        Asking asking = new Asking(member, interval);
        asking.thread.start();
        return asking;
    }

    private static final class Asking implements Link, Runnable {

        private final Member member;
        private final Duration interval;
        private final Thread thread;
        private volatile boolean closed;

        private Asking(Member member, Duration interval) {
            this.member = member;
            this.interval = interval;
            this.thread =
                    Thread.ofPlatform().daemon().name("keelson-cache-poll").unstarted(this);
        }

        @Override
        public void run() {
            boolean told = false;
            while (!closed) {
                try {
                    Thread.sleep(interval);
                    if (!closed) {
                        member.refresh();
                        told = false;
                    }
                } catch (InterruptedException wanted) {
                    // closed, which the loop looks at; nobody else knows this thread
                } catch (RuntimeException failure) {
                    if (!told && !closed) {
                        LOG.warn(
                                "Cannot ask which versions the database has of what is cached; until that succeeds,"
                                        + " only time lets go what others changed",
                                failure);
                    }
                    told = true;
                }
            }
        }

        @Override
        public void changed(List<Evicted> changed) {}

        @Override
        public void close() {
            closed = true;
            thread.interrupt();
            boolean interrupted = false;
            while (thread.isAlive() && !thread.equals(Thread.currentThread())) {
                try {
                    thread.join();
                } catch (InterruptedException asked) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
