package dev.keelson.work.execute;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets interrupts of the calling thread wait while a commit is under way. The interrupt of a virtual thread would close the
 * connection beneath it, and the commit would go on without anybody to hear its answer; so its work is done by a platform
 * thread, which does not notice. The interrupt is kept for afterwards. Thread-safe.
 */
final class Shield {

    private final ExecutorService platform = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("keelson-commit-", 0).factory());

    /** Does this where an interrupt cannot cut it: here, if this is a platform thread. */
    <T> T run(Supplier<T> work) {
        if (Thread.currentThread().isVirtual()) {
            return within(Long.MAX_VALUE, work).orElseThrow();
        }
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Does this on a thread of its own, since pools and pauses notice interrupts on platform threads too, and waits no longer
     * than this. What takes longer goes on by itself.
     *
     * @return empty where it took longer
     */
    <T> Optional<T> within(long nanos, Supplier<T> work) {
        Future<T> result = platform.submit(work::get);
        long start = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return Optional.of(result.get(nanos - (System.nanoTime() - start), TimeUnit.NANOSECONDS));
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException tooLong) {
            return Optional.empty();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
