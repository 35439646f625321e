package dev.keelson.benchmarks;

import dev.keelson.benchmarks.workload.Workload;
import dev.keelson.benchmarks.workload.Workloads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is asked for, by system properties; an empty one counts as absent. Immutable.
 *
 * @param workloads {@code bench}: names of workloads
 * @param contestants {@code bench.contestants}: names of contestants; {@code all} are those of the page
 * @param baseline {@code baseline}: a folder with the jars of an older Keelson, which takes part as well
 * @param rounds {@code bench.rounds}: rounds that count; fewer than five are a check of the harness, by a tenth of the work
 * @param warmup {@code bench.warmup}: rounds before these
 * @param percent {@code bench.block}: how many percent of a workload's tasks are timed in one go
 * @param latencies {@code bench.latency}: lengths of a round trip, in milliseconds; at 0 nothing is in between
 * @param times {@code bench.times}: whether times are told, besides counts and allocations
 * @param orders {@code bench.orders}: how many orders of ten lines every database has at the beginning; of longer orders it has so
 *     many fewer
 * @param seed {@code bench.seed}: of all that is random
 * @param seconds {@code bench.seconds}: how long the run may take, in fewer rounds if need be; 0: as long as it takes
 * @param output {@code bench.output}: a folder for the page, its plots and all figures
 * @param command {@code bench.command}: what was typed to run all this, if not Maven's own command
 */
record Settings(
        List<String> workloads,
        List<String> contestants,
        Optional<Path> baseline,
        int rounds,
        int warmup,
        int percent,
        List<Duration> latencies,
        boolean times,
        int orders,
        long seed,
        int seconds,
        Optional<Path> output,
        Optional<String> command) {

    /** Not a workload of tasks: the start of a JVM. */
    static final String START = "W8";

    private static final int FEWEST_ROUNDS = 5;
    private static final String STANDARD = "W1-1,W1-10,W1-100,W2-1,W2-100,W3,W5,W5-4";
    private static final String POLICIES = "W10";
    private static final String ALL = "all";

    /**
     * Reads the properties.
     *
     * @throws IllegalArgumentException if one of them makes no sense; it says which
     */
    static Settings of(Properties properties) {
        Reader reader = new Reader(properties);
        int rounds = reader.number("bench.rounds", 25, 1);
        boolean full = rounds >= FEWEST_ROUNDS;
        List<Duration> latencies = reader.list("bench.latency", "0", Settings::milliseconds);
        boolean times = reader.flag("bench.times");
        return new Settings(
                reader.list("bench", STANDARD, Settings::known).stream()
                        .flatMap(List::stream)
                        .toList(),
                reader.list("bench.contestants", "limit,jdbc,keelson", Function.identity()).stream()
                        .flatMap(name -> name.equals(ALL) ? Contestants.usual().stream() : Stream.of(name))
                        .distinct()
                        .toList(),
                reader.text("baseline").map(Path::of),
                rounds,
                reader.number("bench.warmup", full ? 15 : 1, 0),
                reader.number("bench.block", full ? 100 : 10, 1),
                times ? latencies : List.of(Duration.ZERO),
                times,
                reader.number("bench.orders", full ? 5_000 : 500, 1),
                reader.number("bench.seed", 1, Integer.MIN_VALUE),
                reader.number("bench.seconds", 0, 0),
                reader.text("bench.output").map(Path::of),
                reader.text("bench.command"));
    }

    /** How many tasks are timed in one go. */
    int block(Workload workload, Duration latency) {
        int whole = workload.block() * percent / (latency.isZero() ? 1 : 10);
        return Math.max(Math.max(2, workload.crew().workers()), whole / 100);
    }

    /** How many rounds count: fewer where each takes long, since what the wire takes hardly varies. */
    int rounds(Duration latency) {
        return latency.isZero() ? rounds : Math.max(Math.min(3, rounds), rounds / 3);
    }

    /** How many rounds go before those that count. The compilers have done their work once the wire is made long. */
    int warmup(Duration latency) {
        return latency.isZero() ? warmup : Math.min(3, warmup);
    }

    /** The names of the workloads that a name stands for. */
    private static List<String> known(String name) {
        if (name.equals(START)) {
            return List.of(name);
        }
        if (name.equals(POLICIES)) {
            return List.of(Workloads.POLICIES + "W2-100", Workloads.POLICIES + "W3", Workloads.POLICIES + "W5");
        }
        return List.of(Workloads.of(name).name());
    }

    /** How many starts of a JVM count, of each contestant. */
    int starts() {
        return Math.min(7, rounds);
    }

    private static Duration milliseconds(String text) {
        Duration latency = Duration.ofNanos(Math.round(Double.parseDouble(text) * 1_000_000));
        if (latency.isNegative()) {
            throw new IllegalArgumentException("A round trip takes no negative time.");
        }
        return latency;
    }

    private record Reader(Properties properties) {

        Optional<String> text(String name) {
            return Optional.ofNullable(properties.getProperty(name))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        int number(String name, int otherwise, int least) {
            int number =
                    text(name).map(text -> parse(name, text, Integer::valueOf)).orElse(otherwise);
            if (number < least) {
                throw new IllegalArgumentException("-D" + name + "=" + number + ": give " + least + " or more.");
            }
            return number;
        }

        boolean flag(String name) {
            return text(name)
                    .map(text -> switch (text) {
                        case "true" -> true;
                        case "false" -> false;
                        default ->
                            throw new IllegalArgumentException("-D" + name + "=" + text + ": give true or false.");
                    })
                    .orElse(true);
        }

        <T> List<T> list(String name, String otherwise, Function<String, T> element) {
            return Arrays.stream(text(name).orElse(otherwise).split(",", -1))
                    .map(text -> parse(name, text.strip(), element))
                    .toList();
        }

        private static <T> T parse(String name, String text, Function<String, T> parser) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "-D" + name + ": cannot read \"" + text + "\". " + e.getMessage(), e);
            }
        }
    }
}
