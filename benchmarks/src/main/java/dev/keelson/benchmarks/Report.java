package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.limit.LimitContestant;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints one table a workload: counts as they are, times as ratios. Absolute times stand in brackets, since they are those of
 * one machine.
 */
final class Report {

    private static final double KIBI = 1_024;

    private final Settings settings;
    private final List<String> names;
    private final int reference;
    private final PrintStream out;

    Report(Settings settings, List<Contestant> contestants, PrintStream out) {
        this.settings = settings;
        this.names = contestants.stream().map(Contestant::name).toList();
        this.reference = Math.max(0, names.indexOf(LimitContestant.NAME));
        this.out = out;
    }

    /** What is measured, and how. */
    void begin() {
        Surroundings.print(out, settings);
        out.println("Wire and allocations: of one task, mean and median. Times: median over the rounds of the ratio to "
                + names.get(reference) + " within the same round,");
        out.println("with its quartiles, and in brackets the median in microseconds on this machine.");
    }

    void print(Match match) {
        out.println();
        out.println(match.workload().name() + "  " + match.workload().title());
        out.println(heading());
        for (int i = 0; i < names.size(); i++) {
            out.println(line(match, i));
        }
        int keelson = names.indexOf(Contestants.KEELSON);
        int baseline = names.indexOf(Contestants.BASELINE);
        if (keelson >= 0 && baseline >= 0) {
            out.println(comparison(match, keelson, baseline));
        }
    }

    private String heading() {
        List<String> cells =
                new ArrayList<>(List.of("trips", "statements", "parses", "KiB up", "KiB down", "KiB alloc"));
        StringBuilder line = line("", cells);
        if (settings.times()) {
            for (Duration latency : settings.latencies()) {
                line.append("  ").append(pad("x at " + decimal(latency.toNanos() / 1e6) + " ms a trip", 32));
            }
        }
        return line.toString().stripTrailing();
    }

    private String line(Match match, int contestant) {
        WireFigures wire = match.wire().get(contestant);
        StringBuilder line = line(
                names.get(contestant),
                List.of(
                        decimal(wire.trips()),
                        decimal(wire.statements()),
                        decimal(wire.parses()),
                        fixed(wire.kibibytesUp(), 2),
                        fixed(wire.kibibytesDown(), 2),
                        fixed(Spread.of(allocating(match).bytes(contestant)).median() / KIBI, 1)));
        for (Rounds rounds : timed(match)) {
            Spread ratio = Spread.ofRatios(rounds.nanos(contestant), rounds.nanos(reference));
            double micros = Spread.of(rounds.nanos(contestant)).median() / 1e3;
            String of = contestant == reference ? "1" : ratio(ratio);
            line.append("  ").append(pad(of + " (" + fixed(micros, 0) + ")", 32));
        }
        return line.toString().stripTrailing();
    }

    private String comparison(Match match, int one, int other) {
        WireFigures wire = match.wire().get(one);
        WireFigures before = match.wire().get(other);
        Rounds allocating = allocating(match);
        StringBuilder line = line(
                names.get(one) + " / " + names.get(other),
                List.of(
                        fixed(wire.trips() / before.trips(), 3),
                        fixed(wire.statements() / before.statements(), 3),
                        "",
                        fixed(wire.kibibytesUp() / before.kibibytesUp(), 3),
                        fixed(wire.kibibytesDown() / before.kibibytesDown(), 3),
                        fixed(
                                Spread.ofRatios(allocating.bytes(one), allocating.bytes(other))
                                        .median(),
                                3)));
        for (Rounds rounds : timed(match)) {
            line.append("  ").append(pad(ratio(Spread.ofRatios(rounds.nanos(one), rounds.nanos(other))), 32));
        }
        return line.toString().stripTrailing();
    }

    private List<Rounds> timed(Match match) {
        return settings.times() ? List.copyOf(match.rounds().values()) : List.of();
    }

    /** The wire does not change what is allocated. */
    private static Rounds allocating(Match match) {
        return match.rounds().entrySet().iterator().next().getValue();
    }

    private static StringBuilder line(String name, List<String> cells) {
        StringBuilder line = new StringBuilder("  ").append(pad(name, 20));
        for (String cell : cells) {
            line.append(String.format(Locale.ROOT, "%12s", cell));
        }
        return line;
    }

    private static String ratio(Spread ratio) {
        return fixed(ratio.median(), 3) + " [" + fixed(ratio.low(), 3) + " " + fixed(ratio.high(), 3) + "]";
    }

    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }

    private static String fixed(double number, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** Without decimals where there are none. */
    private static String decimal(double number) {
        return number == Math.rint(number) ? fixed(number, 0) : fixed(number, 2);
    }
}
