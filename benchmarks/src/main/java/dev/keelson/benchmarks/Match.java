package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.workload.Inputs;
import dev.keelson.benchmarks.workload.Inspection;
import dev.keelson.benchmarks.workload.Task;
import dev.keelson.benchmarks.workload.Workload;
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
 * @param wire what passes over the wire, by contestants
 * @param rounds for each length of a round trip, in the order of the settings
 */
record Match(Workload workload, List<WireFigures> wire, Map<Duration, Rounds> rounds) {

    /** More than it takes until the driver prepares statements on the server. */
    private static final int PREPARED = 12;

    private static final int COUNTED = 10;

    /**
     * Checks the contestants, counts on the wire, runs the rounds, and checks that all databases are still the same.
     *
     * @throws IllegalStateException if a contestant does something wrong
     */
    static Match play(Workload workload, List<Contestant> contestants, Settings settings) throws SQLException {
        List<Stand> stands = new ArrayList<>();
        try {
            for (Contestant contestant : contestants) {
                stands.add(Stand.of(contestant, workload, settings));
            }
            return play(
                    workload,
                    stands,
                    settings,
                    new Inputs(settings.seed(), settings.orders(workload), workload.lines()));
        } finally {
            stands.forEach(Stand::close);
        }
    }

    private static Match play(Workload workload, List<Stand> stands, Settings settings, Inputs inputs)
            throws SQLException {
        List<Task> inspected = workload.tasks(inputs, Inspection.TASKS);
        for (Stand stand : stands) {
            new Inspection(inspected, Stand.base(workload, settings))
                    .inspect(stand.contestant().name(), stand.direct(), stand.database());
        }
        List<WireFigures> wire = count(stands, workload.tasks(inputs, PREPARED), workload.tasks(inputs, COUNTED));
        Map<Duration, Rounds> rounds = new LinkedHashMap<>();
        for (Duration latency : settings.latencies()) {
            rounds.put(latency, run(workload, stands, settings, inputs, latency));
        }
        requireSame(stands);
        return new Match(workload, wire, rounds);
    }

    private static List<WireFigures> count(List<Stand> stands, List<Task> prepared, List<Task> counted)
            throws SQLException {
        List<WireFigures> figures = new ArrayList<>();
        for (Stand stand : stands) {
            figures.add(WireFigures.of(stand, prepared, counted));
        }
        return List.copyOf(figures);
    }

    private static Rounds run(Workload workload, List<Stand> stands, Settings settings, Inputs inputs, Duration latency)
            throws SQLException {
        stands.forEach(stand -> stand.wire().latency(latency.dividedBy(2)));
        return Rounds.run(
                stands.stream()
                        .map(stand -> latency.isZero() ? stand.direct() : stand.wired())
                        .toList(),
                () -> workload.tasks(inputs, settings.block(workload, latency)),
                settings.warmup(latency),
                settings.rounds(),
                settings.seed());
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
