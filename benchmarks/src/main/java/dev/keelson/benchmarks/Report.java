package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.limit.LimitContestant;
import dev.keelson.benchmarks.stand.WireFigures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints one table a workload: counts as they are, times as ratios. Absolute times stand in brackets, since they are those of
 * one machine.
 */
final class Report {

    private static final double KIBI = 1_024;

    private final Settings settings;
    private final PrintStream out;

    Report(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** What is measured, and how. */
    void begin(Map<String, String> about) {
        about.forEach((what, value) -> out.println(what + ": " + value));
        out.println(
                "Wire, allocations and processor time: of one task, mean and median. Times: median over the rounds of"
                        + " the ratio to limit, or else to the first, within the same round,");
        out.println("with its quartiles, and in brackets the median in microseconds on this machine.");
    }

    void print(Match match) {
        out.println();
        out.println(match.workload().name() + "  " + match.workload().title());
        out.println(heading());
        List<String> names = match.names();
        for (int i = 0; i < names.size(); i++) {
            out.println(line(match, i));
        }
        match.unable().forEach((name, reason) -> out.println("  " + pad(name, 20) + "cannot run: " + reason));
        int keelson = names.indexOf(Contestants.KEELSON);
        int baseline = names.indexOf(Contestants.BASELINE);
        if (keelson >= 0 && baseline >= 0) {
            out.println(comparison(match, keelson, baseline));
        }
    }

    void print(Starts starts) {
        out.println();
        out.println(Settings.START + "  from the start of a fresh JVM to the first order that is stored");
        out.println(line("", List.of("classes", "ms", "x")));
        int reference = reference(starts.names());
        for (int i = 0; i < starts.names().size(); i++) {
            out.println(line(
                    starts.names().get(i),
                    List.of(
                            Long.toString(starts.classes()[i]),
                            fixed(Spread.of(starts.nanos()[i]).median() / 1e6, 0),
                            fixed(
                                    Spread.ofRatios(starts.nanos()[i], starts.nanos()[reference])
                                            .median(),
                                    2))));
        }
        starts.unable().forEach((name, reason) -> out.println("  " + pad(name, 20) + "cannot run: " + reason));
    }

    /** Who the others are compared with. */
    static int reference(List<String> names) {
        return Math.max(0, names.indexOf(LimitContestant.NAME));
    }

    private String heading() {
        List<String> cells = new ArrayList<>(
                List.of("trips", "statements", "parses", "KiB up", "KiB down", "KiB alloc", "client us", "server us"));
        StringBuilder line = line("", cells);
        if (settings.times()) {
            for (Duration latency : settings.latencies()) {
                line.append("  ").append(pad("x at " + decimal(latency.toNanos() / 1e6) + " ms a trip", 32));
            }
        }
        return line.toString().stripTrailing();
    }

    private String line(Match match, int contestant) {
        int reference = reference(match.names());
        WireFigures wire = match.wire().get(contestant);
        Rounds direct = direct(match);
        StringBuilder line = line(
                match.names().get(contestant),
                List.of(
                        decimal(wire.trips()),
                        decimal(wire.statements()),
                        decimal(wire.parses()),
                        fixed(wire.kibibytesUp(), 2),
                        fixed(wire.kibibytesDown(), 2),
                        fixed(Spread.of(direct.bytes(contestant)).median() / KIBI, 1),
                        fixed(Spread.of(direct.client(contestant)).median() / 1e3, 0),
                        fixed(Spread.of(direct.server(contestant)).median() / 1e3, 0)));
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
        Rounds direct = direct(match);
        StringBuilder line = line(
                Contestants.KEELSON + " / " + Contestants.BASELINE,
                List.of(
                        fixed(wire.trips() / before.trips(), 3),
                        fixed(wire.statements() / before.statements(), 3),
                        "",
                        fixed(wire.kibibytesUp() / before.kibibytesUp(), 3),
                        fixed(wire.kibibytesDown() / before.kibibytesDown(), 3),
                        fixed(
                                Spread.ofRatios(direct.bytes(one), direct.bytes(other))
                                        .median(),
                                3),
                        "",
                        ""));
        for (Rounds rounds : timed(match)) {
            line.append("  ").append(pad(ratio(Spread.ofRatios(rounds.nanos(one), rounds.nanos(other))), 32));
        }
        return line.toString().stripTrailing();
    }

    private List<Rounds> timed(Match match) {
        return settings.times() ? List.copyOf(match.rounds().values()) : List.of();
    }

    /** What is allocated does not depend on the wire. */
    private static Rounds direct(Match match) {
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
