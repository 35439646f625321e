package dev.keelson.benchmarks.stand;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.workload.Crew;
import dev.keelson.benchmarks.workload.Task;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that perform tasks, and what they spend on it. For one caller. */
public abstract class Performers implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Performers() {}

    /** Those of a crew; platform threads live until this is closed. */
    public static Performers of(Crew crew) {
        return switch (crew) {
            case ALONE -> new Alone();
            case FOUR -> new Several(crew.workers());
            case VIRTUAL -> new Virtual(crew.workers());
        };
    }

    /**
     * Performs tasks; of several workers each takes every so manyth.
     *
     * @throws IllegalStateException if a worker fails; its cause says why
     */
    public abstract Spent perform(List<Task> tasks, OrderBook book) throws SQLException;

    @Override
    public void close() {}

    private static final class Alone extends Performers {

        private static final long[] NONE = {};

        @Override
        public Spent perform(List<Task> tasks, OrderBook book) throws SQLException {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long cpu = THREADS.getCurrentThreadCpuTime();
            long nanos = System.nanoTime();
            for (Task task : tasks) {
                task.perform(book);
            }
            nanos = System.nanoTime() - nanos;
            cpu = THREADS.getCurrentThreadCpuTime() - cpu;
            return new Spent(nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes, cpu, NONE);
        }
    }

    private static final class Several extends Performers {

        private final int workers;
        private final ExecutorService executor;

        Several(int workers) {
            this.workers = workers;
            this.executor = Executors.newFixedThreadPool(
                    workers, Thread.ofPlatform().daemon().name("worker-", 0).factory());
        }

        @Override
        public Spent perform(List<Task> tasks, OrderBook book) {
            List<Callable<Spent>> shares = new ArrayList<>();
            try (Alone alone = new Alone()) {
                for (int worker = 0; worker < workers; worker++) {
                    List<Task> share = share(tasks, worker, workers);
                    shares.add(() -> alone.perform(share, book));
                }
            }
            long nanos = System.nanoTime();
            List<Spent> spent = outcomes(executor, shares);
            nanos = System.nanoTime() - nanos;
            return new Spent(
                    nanos,
                    spent.stream().mapToLong(Spent::bytes).sum(),
                    spent.stream().mapToLong(Spent::cpuNanos).sum(),
                    Alone.NONE);
        }

        @Override
        public void close() {
            executor.close();
        }
    }

    private static final class Virtual extends Performers {

        private final int workers;

        Virtual(int workers) {
            this.workers = workers;
        }

        @Override
        public Spent perform(List<Task> tasks, OrderBook book) {
            long[] latencies = new long[tasks.size()];
            List<Callable<Integer>> shares = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                int first = worker;
                shares.add(() -> {
                    int performed = 0;
                    for (int i = first; i < latencies.length; i += workers) {
                        long begun = System.nanoTime();
                        tasks.get(i).perform(book);
                        latencies[i] = System.nanoTime() - begun;
                        performed++;
                    }
                    return performed;
                });
            }
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                long bytes = THREADS.getTotalThreadAllocatedBytes();
                long cpu = PROCESS.getProcessCpuTime();
                long nanos = System.nanoTime();
                outcomes(executor, shares);
                nanos = System.nanoTime() - nanos;
                cpu = PROCESS.getProcessCpuTime() - cpu;
                return new Spent(nanos, THREADS.getTotalThreadAllocatedBytes() - bytes, cpu, latencies);
            }
        }
    }

    private static List<Task> share(List<Task> tasks, int worker, int workers) {
        List<Task> share = new ArrayList<>();
        for (int i = worker; i < tasks.size(); i += workers) {
            share.add(tasks.get(i));
        }
        return share;
    }

    private static <T> List<T> outcomes(ExecutorService executor, List<Callable<T>> shares) {
        try {
            List<T> outcomes = new ArrayList<>();
            for (Future<T> outcome : executor.invokeAll(shares)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts a run", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A worker has failed: " + e.getCause(), e);
        }
    }
}
