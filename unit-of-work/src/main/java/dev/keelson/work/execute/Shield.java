package dev.keelson.work.execute;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.database.Connections;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets interrupts of the calling thread wait while a commit is under way. The interrupt of a virtual thread would close the
 * connection beneath it, and the commit would go on without anybody to hear its answer; so its work is done by a platform
 * thread, which does not notice. The interrupt is kept for afterwards.
 *
 * <p>There are never many of these threads: those that have a connection are as many as the pool has at the most, and only a
 * few may wait for one at a time. All other virtual threads wait for their turn, and hold nothing meanwhile. Thread-safe; one
 * for each Keelson.
 */
public final class Shield {

    /** So many threads may have no connection: those that ask for one, and those that ask for an outcome. */
    private static final int WITHOUT = 2 * Turns.AT_ONCE;

    private static final Duration IDLE = Duration.ofSeconds(5);

    /** How long a thread takes to end once its wait for a connection was broken off. */
    private static final Duration LAST = Duration.ofSeconds(1);

    private final ThreadPoolExecutor platform = new ThreadPoolExecutor(
            WITHOUT,
            WITHOUT,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("keelson-commit-", 0).factory());
    private final AtomicInteger holding = new AtomicInteger();
    private final ReentrantLock growing = new ReentrantLock();
    private final Turns commits = new Turns();
    private final Turns questions = new Turns();
    private final Duration longestWait;

    /**
     * @param longestWait how long a commit on a virtual thread waits for its turn to ask for a connection
     */
    public Shield(Duration longestWait) {
        this.longestWait = longestWait;
        platform.allowCoreThreadTimeOut(true);
    }

    /** Something that no interrupt is to cut. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {

        /**
         * Does it.
         *
         * @param way to be told when it has its connection, so that others may ask for theirs, and before it gives it back
         */
        T with(Way way);
    }

    /** Hears of the connection of one commit. */
    interface Way {

        /** Of those that are not counted. */
        Way UNCOUNTED = new Way() {
            @Override
            public void connected() {}

            @Override
            public void leaving() {}
        };

        /** It has its connection. */
        void connected();

        /** It is about to give it back. */
        void leaving();
    }

    /** One that is counted. */
    private final class Counted implements Way {

        private final Turns.Turn turn;
        private boolean counted;

        Counted(Turns.Turn turn) {
            this.turn = turn;
        }

        @Override
        public void connected() {
            if (!counted) {
                counted = true;
                grow(holding.incrementAndGet());
                turn.run();
            }
        }

        @Override
        public void leaving() {
            if (counted) {
                counted = false;
                holding.decrementAndGet();
            }
        }

        void end() {
            leaving();
            turn.run();
        }
    }

    /** Never more threads than connections were held at once, and those without. Who is above waits for one to end. */
    private void grow(int held) {
        if (held + WITHOUT <= platform.getCorePoolSize()) {
            return;
        }
        growing.lock();
        try {
            if (held + WITHOUT > platform.getCorePoolSize()) {
                platform.setMaximumPoolSize(held + WITHOUT);
                platform.setCorePoolSize(held + WITHOUT);
            }
        } finally {
            growing.unlock();
        }
    }

    /**
     * Does this where an interrupt cannot cut it: here, if this is a platform thread.
     *
     * @param held whether it has its connection already, so that it waits for nobody who waits for one
     * @throws DatabaseException if it had no turn within the longest wait; nothing was sent
     * @throws UnitOfWorkStateException if this is closed
     */
    <T extends @Nullable Object> T run(boolean held, Work<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            if (platform.isShutdown()) {
                throw closed();
            }
            if (!Thread.currentThread().isVirtual()) {
                return work.with(Way.UNCOUNTED);
            }
            Turns.Turn turn = held ? Turns.Turn.FREE : commits.next(longestWait.toNanos());
            if (turn == null) {
                throw tooMany();
            }
            Counted way = new Counted(turn);
            if (held) {
                way.connected();
            }
            Future<T> result = submit(way, () -> work.with(way));
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    throw unwrapped(failure);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives back what is held, uncut. */
    void release(Connections connections) {
        run(true, unused -> {
            connections.release();
            return null;
        });
    }

    /**
     * Does this on a thread of its own, since pools and pauses notice interrupts on platform threads too, and waits no longer
     * than this. What takes longer goes on by itself.
     *
     * @return empty where it took longer
     * @throws UnitOfWorkStateException if this is closed
     */
    <T> Optional<T> within(long nanos, Supplier<T> work) {
        long start = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        try {
            Turns.Turn turn = questions.next(nanos);
            if (turn == null) {
                return Optional.empty();
            }
            Future<T> result = submit(new Counted(turn), work::get);
            while (true) {
                try {
                    return Optional.of(result.get(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS));
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (TimeoutException tooLong) {
                    return Optional.empty();
                } catch (ExecutionException failure) {
                    throw unwrapped(failure);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T extends @Nullable Object> Future<T> submit(Counted way, Callable<T> work) {
        try {
            return platform.submit(() -> {
                try {
                    return work.call();
                } finally {
                    way.end();
                }
            });
        } catch (RejectedExecutionException shutDown) {
            way.end();
            throw closed();
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private static UnitOfWorkStateException closed() {
        return new UnitOfWorkStateException("commit", "one of a Keelson that is closed", "Build another Keelson");
    }

    private DatabaseException tooMany() {
        SQLTransientConnectionException told = new SQLTransientConnectionException(
                "no turn to ask for a connection came within " + longestWait.toMillis() + " ms");
        String attempted =
                "commit, before which too many others wait for a connection (is the database slow, or the pool"
                        + " too small?)";
        return new DatabaseException(attempted, null, null, told);
    }

    /**
     * Takes no more work, and waits for what is under way. Then those who wait for a connection are sent away; who waits for
     * the database's answer does so on, as nobody else could tell what became of that commit.
     *
     * @param atMost how long it waits
     * @return how many threads are at work still
     */
    public int close(Duration atMost) {
        platform.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!platform.awaitTermination(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
                platform.shutdownNow();
                platform.awaitTermination(LAST.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException impatient) {
            interrupted = true;
            platform.shutdownNow();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return platform.isTerminated() ? 0 : platform.getPoolSize();
    }

    /** How many platform threads there are now. */
    public int threads() {
        return platform.getPoolSize();
    }
}
