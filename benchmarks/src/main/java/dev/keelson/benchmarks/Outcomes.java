package dev.keelson.benchmarks;

import dev.keelson.benchmarks.page.Figures;
import dev.keelson.benchmarks.page.Outcome;
import dev.keelson.benchmarks.page.Timing;
import dev.keelson.benchmarks.stand.WireFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was measured, as figures for the page. */
final class Outcomes {

    private static final double KIBI = 1_024;

    private Outcomes() {}

    static Outcome of(Match match) {
        List<Figures> figures = new ArrayList<>();
        int reference = Report.reference(match.names());
        for (int i = 0; i < match.names().size(); i++) {
            figures.add(figures(match, i, reference));
        }
        return new Outcome(
                match.workload().name(),
                match.workload().title(),
                match.names().isEmpty() ? "" : match.names().get(reference),
                List.copyOf(figures),
                match.unable());
    }

    private static Figures figures(Match match, int contestant, int reference) {
        WireFigures wire = match.wire().get(contestant);
        Rounds direct = match.rounds().values().iterator().next();
        List<Timing> timings = new ArrayList<>();
        for (Map.Entry<Duration, Rounds> at : match.rounds().entrySet()) {
            timings.add(timing(at.getKey(), at.getValue(), contestant, reference));
        }
        return new Figures(
                match.names().get(contestant),
                wire.trips(),
                wire.statements(),
                wire.kibibytesUp(),
                wire.kibibytesDown(),
                Spread.of(direct.bytes(contestant)).median() / KIBI,
                Spread.of(direct.client(contestant)).median() / 1e3,
                Spread.of(direct.server(contestant)).median() / 1e3,
                Double.NaN,
                List.copyOf(timings));
    }

    private static Timing timing(Duration latency, Rounds rounds, int contestant, int reference) {
        Spread ratio = Spread.ofRatios(rounds.nanos(contestant), rounds.nanos(reference));
        long[] latencies = rounds.latencies(contestant);
        return new Timing(
                latency.toNanos() / 1e6,
                Spread.of(rounds.nanos(contestant)).median() / 1e3,
                ratio.low(),
                ratio.median(),
                ratio.high(),
                latencies.length == 0 ? 0 : latencies[latencies.length / 2] / 1e3,
                latencies.length == 0 ? 0 : latencies[latencies.length * 99 / 100] / 1e3);
    }

    static Outcome of(Starts starts) {
        List<Figures> figures = new ArrayList<>();
        int reference = Report.reference(starts.names());
        for (int i = 0; i < starts.names().size(); i++) {
            Spread ratio = Spread.ofRatios(starts.nanos()[i], starts.nanos()[reference]);
            double none = Double.NaN;
            Timing timing = new Timing(
                    0, Spread.of(starts.nanos()[i]).median() / 1e3, ratio.low(), ratio.median(), ratio.high(), 0, 0);
            figures.add(new Figures(
                    starts.names().get(i),
                    none,
                    none,
                    none,
                    none,
                    none,
                    none,
                    none,
                    starts.classes()[i],
                    List.of(timing)));
        }
        return new Outcome(
                Settings.START,
                "start of a JVM to the first order stored",
                starts.names().isEmpty() ? "" : starts.names().get(reference),
                List.copyOf(figures),
                starts.unable());
    }
}
