package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.stand.Performers;
import dev.keelson.benchmarks.stand.ServerTime;
import dev.keelson.benchmarks.stand.Spent;
import dev.keelson.benchmarks.workload.Crew;
import dev.keelson.benchmarks.workload.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

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
    private final List<List<long[]>> latencies = new ArrayList<>();
    private final List<Integer> turns = new ArrayList<>();
    private final Random random;
    private int counted;

    private Rounds(List<OrderBook> books, int rounds, long seed) {
        this.books = books;
        this.random = new Random(seed);
        for (int i = 0; i < books.size(); i++) {
            turns.add(i);
            latencies.add(new ArrayList<>());
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
     * @param deadline when the last of them begins, by {@link System#nanoTime}; three count at least
     */
    record Plan(Crew crew, ServerTime clock, int warmup, int rounds, long seed, long deadline) {

        private static final int LEAST = 3;

        /** Of the time that is left a third is for warming up. */
        boolean isWarm(int round, long begun) {
            long now = System.nanoTime();
            return round >= warmup || (deadline != Long.MAX_VALUE && round > 0 && now > begun + (deadline - begun) / 3);
        }

        boolean isDone(int round) {
            return round >= rounds || (deadline != Long.MAX_VALUE && round >= LEAST && System.nanoTime() > deadline);
        }
    }

    /**
     * Runs them.
     *
     * @param books the contestants' orders, all alike at the beginning
     * @param source makes the tasks of the next round
     */
    static Rounds run(List<OrderBook> books, Supplier<List<Task>> source, Plan plan) throws SQLException {
        Rounds result = new Rounds(books, plan.rounds(), plan.seed());
        try (Performers performers = Performers.of(plan.crew())) {
            long begun = System.nanoTime();
            for (int round = 0; !plan.isWarm(round, begun); round++) {
                result.round(-1, source.get(), performers, plan.clock());
            }
            while (!plan.isDone(result.counted)) {
                result.round(result.counted, source.get(), performers, plan.clock());
                result.counted++;
            }
        }
        return result;
    }

    /** Nanoseconds a task took, of one contestant by rounds; of several workers, the time of all divided by their tasks. */
    double[] nanos(int contestant) {
        return Arrays.copyOf(nanos[contestant], counted);
    }

    /** Bytes a task allocated, of one contestant by rounds. */
    double[] bytes(int contestant) {
        return Arrays.copyOf(bytes[contestant], counted);
    }

    /** Nanoseconds of the client's processors a task took, of one contestant by rounds. */
    double[] client(int contestant) {
        return Arrays.copyOf(client[contestant], counted);
    }

    /** The same of the server's; NaN where the system does not tell. */
    double[] server(int contestant) {
        return Arrays.copyOf(server[contestant], counted);
    }

    /** Nanoseconds each task took from its beginning to its end, in ascending order; empty where nobody waits for another. */
    long[] latencies(int contestant) {
        return latencies.get(contestant).stream()
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
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
                latencies.get(contestant).add(spent.latencies());
            }
        }
    }
}
