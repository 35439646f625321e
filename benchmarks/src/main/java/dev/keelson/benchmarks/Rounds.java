package dev.keelson.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.workload.Task;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Rounds in which every contestant performs the same tasks, one contestant after the other, in an order that is drawn for
 * each round. Allocations are those of the calling thread. For one thread.
 */
final class Rounds {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<OrderBook> books;
    private final double[][] nanos;
    private final double[][] bytes;
    private final List<Integer> turns = new ArrayList<>();
    private final Random random;

    private Rounds(List<OrderBook> books, int rounds, long seed) {
        this.books = books;
        this.random = new Random(seed);
        for (int i = 0; i < books.size(); i++) {
            turns.add(i);
        }
        this.nanos = new double[books.size()][rounds];
        this.bytes = new double[books.size()][rounds];
    }

    /**
     * Runs them.
     *
     * @param books the contestants' orders, all alike at the beginning
     * @param source makes the tasks of the next round
     * @param warmup rounds before those that count
     * @param rounds rounds that count
     * @param seed of the order within rounds
     */
    static Rounds run(List<OrderBook> books, Supplier<List<Task>> source, int warmup, int rounds, long seed)
            throws SQLException {
        Rounds result = new Rounds(books, rounds, seed);
        for (int round = -warmup; round < rounds; round++) {
            result.round(round, source.get());
        }
        return result;
    }

    /** Nanoseconds a task took, of one contestant by rounds. */
    double[] nanos(int contestant) {
        return nanos[contestant];
    }

    /** Bytes a task allocated, of one contestant by rounds. */
    double[] bytes(int contestant) {
        return bytes[contestant];
    }

    private void round(int round, List<Task> tasks) throws SQLException {
        Collections.shuffle(turns, random);
        for (int contestant : turns) {
            perform(contestant, round, tasks);
        }
    }

    private void perform(int contestant, int round, List<Task> tasks) throws SQLException {
        OrderBook book = books.get(contestant);
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long nanosBefore = System.nanoTime();
        for (Task task : tasks) {
            task.perform(book);
        }
        long nanosAfter = System.nanoTime();
        long bytesAfter = THREADS.getCurrentThreadAllocatedBytes();
        if (round >= 0) {
            nanos[contestant][round] = (nanosAfter - nanosBefore) / (double) tasks.size();
            bytes[contestant][round] = (bytesAfter - bytesBefore) / (double) tasks.size();
        }
    }
}
