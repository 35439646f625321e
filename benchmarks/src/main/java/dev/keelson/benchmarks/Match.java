package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.CannotRun;
import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.stand.ServerTime;
import dev.keelson.benchmarks.stand.Stand;
import dev.keelson.benchmarks.stand.WireFigures;
import dev.keelson.benchmarks.workload.Base;
import dev.keelson.benchmarks.workload.Inputs;
import dev.keelson.benchmarks.workload.Inspection;
import dev.keelson.benchmarks.workload.Task;
import dev.keelson.benchmarks.workload.Workload;
import dev.keelson.testing.rig.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All contestants at one workload.
 *
 * @param workload the workload
 * @param names of the contestants that can run it
 * @param unable why the others cannot, by their names
 * @param wire what passes over the wire, by contestants
 * @param rounds for each length of a round trip, in the order of the settings
 */
record Match(
        Workload workload,
        List<String> names,
        Map<String, String> unable,
        List<WireFigures> wire,
        Map<Duration, Rounds> rounds) {

    /**
     * Checks the contestants, counts on the wire, runs the rounds, and checks that all databases are still the same.
     *
     * @throws IllegalStateException if a contestant does something wrong
     */
    static Match play(Workload workload, List<Contestant> contestants, Settings settings, Budget budget)
            throws SQLException {
        Base base = workload.base().of(settings.seed(), settings.orders());
        Inputs inputs = new Inputs(base);
        List<Task> inspected = workload.tasks(inputs, Inspection.TASKS);
        Map<String, String> unable = new LinkedHashMap<>();
        List<Stand> stands = new ArrayList<>();
        try {
            for (Contestant contestant : contestants) {
                admit(contestant, base, workload.crew().workers(), inspected, stands, unable);
            }
            return play(workload, stands, unable, settings, inputs, budget);
        } finally {
            stands.forEach(Stand::close);
        }
    }

    private static void admit(
            Contestant contestant,
            Base base,
            int workers,
            List<Task> inspected,
            List<Stand> stands,
            Map<String, String> unable)
            throws SQLException {
        int before = stands.size();
        try {
            stands.add(Stand.of(contestant, base, workers));
            Stand stand = stands.get(before);
            new Inspection(inspected, base).inspect(contestant.name(), stand.direct(), stand.database());
        } catch (CannotRun e) {
            unable.put(contestant.name(), e.reason());
            while (stands.size() > before) {
                stands.remove(before).close();
            }
        }
    }

    private static Match play(
            Workload workload,
            List<Stand> stands,
            Map<String, String> unable,
            Settings settings,
            Inputs inputs,
            Budget budget)
            throws SQLException {
        List<String> names =
                stands.stream().map(stand -> stand.contestant().name()).toList();
        if (stands.isEmpty()) {
            return new Match(workload, names, unable, List.of(), Map.of());
        }
        List<Task> prepared = workload.tasks(inputs, WireFigures.PREPARED);
        List<Task> counted = workload.tasks(inputs, WireFigures.COUNTED);
        List<WireFigures> wire = new ArrayList<>();
        for (Stand stand : stands) {
            wire.add(WireFigures.of(stand, prepared, counted));
        }
        Map<Duration, Rounds> rounds = new LinkedHashMap<>();
        int left = settings.latencies().size();
        for (Duration latency : settings.latencies()) {
            rounds.put(latency, run(workload, stands, settings, inputs, latency, budget.deadline(left)));
            left--;
        }
        requireSame(stands);
        return new Match(workload, names, unable, List.copyOf(wire), rounds);
    }

    private static Rounds run(
            Workload workload, List<Stand> stands, Settings settings, Inputs inputs, Duration latency, long deadline)
            throws SQLException {
        stands.forEach(stand -> stand.wire().latency(latency.dividedBy(2)));
        List<OrderBook> books = stands.stream()
                .map(stand -> latency.isZero() ? stand.direct() : stand.wired())
                .toList();
        return Rounds.run(
                books,
                () -> workload.tasks(inputs, settings.block(workload, latency)),
                new Rounds.Plan(
                        workload.crew(),
                        ServerTime.of(PostgresServer.shared()),
                        settings.warmup(latency),
                        settings.rounds(latency),
                        settings.seed(),
                        deadline));
    }

    private static void requireSame(List<Stand> stands) {
        String first = Inspection.digest(stands.get(0).database());
        for (Stand stand : stands) {
            String digest = Inspection.digest(stand.database());
            if (!digest.equals(first)) {
                throw new IllegalStateException("After the same tasks, the rows of "
                        + stand.contestant().name() + " differ from those of "
                        + stands.get(0).contestant().name() + ": " + digest + " and " + first
                        + ". One of them did something wrong, so the times mean nothing.");
            }
        }
    }
}
