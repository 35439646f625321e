package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.stand.Performers;
import dev.keelson.benchmarks.stand.ServerTime;
import dev.keelson.benchmarks.stand.Spent;
import dev.keelson.benchmarks.workload.Crew;
import dev.keelson.benchmarks.workload.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Rounds in which every contestant performs the same tasks, one contestant after the other, in an order that is drawn for
 * each round. For one thread.
 */
final class Rounds {

    private final List<OrderBook> books;
    private final double[][] nanos;
    private final double[][] bytes;
    private final double[][] client;
    private final double[][] server;
    private final List<LongStream.Builder> latencies = new ArrayList<>();
    private final List<Integer> turns = new ArrayList<>();
    private final Random random;

    private Rounds(List<OrderBook> books, int rounds, long seed) {
        this.books = books;
        this.random = new Random(seed);
        for (int i = 0; i < books.size(); i++) {
            turns.add(i);
            latencies.add(LongStream.builder());
        }
        this.nanos = new double[books.size()][rounds];
        this.bytes = new double[books.size()][rounds];
        this.client = new double[books.size()][rounds];
        this.server = new double[books.size()][rounds];
    }

    /**
     * How rounds are run.
     *
     * @param crew who performs the tasks
     * @param clock the server's processor time
     * @param warmup rounds before those that count
     * @param rounds rounds that count
     * @param seed of the order within rounds
     */
    record Plan(Crew crew, ServerTime clock, int warmup, int rounds, long seed) {}

    /**
     * Runs them.
     *
     * @param books the contestants' orders, all alike at the beginning
     * @param source makes the tasks of the next round
     */
    static Rounds run(List<OrderBook> books, Supplier<List<Task>> source, Plan plan) throws SQLException {
        Rounds result = new Rounds(books, plan.rounds(), plan.seed());
        try (Performers performers = Performers.of(plan.crew())) {
            for (int round = -plan.warmup(); round < plan.rounds(); round++) {
                result.round(round, source.get(), performers, plan.clock());
            }
        }
        return result;
    }

    /** Nanoseconds a task took, of one contestant by rounds; of several workers, the time of all divided by their tasks. */
    double[] nanos(int contestant) {
        return nanos[contestant];
    }

    /** Bytes a task allocated, of one contestant by rounds. */
    double[] bytes(int contestant) {
        return bytes[contestant];
    }

    /** Nanoseconds of the client's processors a task took, of one contestant by rounds. */
    double[] client(int contestant) {
        return client[contestant];
    }

    /** The same of the server's; NaN where the system does not tell. */
    double[] server(int contestant) {
        return server[contestant];
    }

    /** Nanoseconds each task took from its beginning to its end, in ascending order; empty where nobody waits for another. */
    long[] latencies(int contestant) {
        return latencies.get(contestant).build().sorted().toArray();
    }

    private void round(int round, List<Task> tasks, Performers performers, ServerTime clock) throws SQLException {
        Collections.shuffle(turns, random);
        for (int contestant : turns) {
            for (Task task : tasks) {
                task.prepare(books.get(contestant));
            }
            OptionalLong before = clock.nanos();
            Spent spent = performers.perform(tasks, books.get(contestant));
            OptionalLong after = clock.nanos();
            if (round >= 0) {
                double count = tasks.size();
                nanos[contestant][round] = spent.nanos() / count;
                bytes[contestant][round] = spent.bytes() / count;
                client[contestant][round] = spent.cpuNanos() / count;
                server[contestant][round] = before.isPresent() && after.isPresent()
                        ? (after.getAsLong() - before.getAsLong()) / count
                        : Double.NaN;
                for (long latency : spent.latencies()) {
                    latencies.get(contestant).add(latency);
                }
            }
        }
    }
}
