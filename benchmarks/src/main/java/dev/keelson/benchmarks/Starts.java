package dev.keelson.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.benchmarks.contestant.CannotRun;
import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.stand.Stand;
import dev.keelson.benchmarks.workload.Base;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each contestant takes from the start of a fresh JVM to the first order that is stored, and how many classes that
 * loads. The contestants take turns.
 *
 * @param names of the contestants that can run it
 * @param unable why the others cannot, by their names
 * @param nanos by contestants, of each start
 * @param classes by contestants
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record Starts(List<String> names, Map<String, String> unable, double[][] nanos, long[] classes) {

    /** A first start reads files that later ones find in memory, so it does not count. */
    private static final int WARMUP = 1;

    private static final Base NOTHING = new Base(1, 0, 10, null, 0, "");

    private record Run(long nanos, long classes) {}

    static Starts of(List<Contestant> contestants, Settings settings) throws SQLException {
        List<Stand> stands = new ArrayList<>();
        Map<String, String> unable = new LinkedHashMap<>();
        try {
            for (Contestant contestant : contestants) {
                try {
                    if (contestant.name().equals(Contestants.BASELINE)) {
                        throw new CannotRun("an older Keelson lives beside the present one, which is no start");
                    }
                    stands.add(Stand.of(contestant, NOTHING, 1));
                } catch (CannotRun e) {
                    unable.put(contestant.name(), e.reason());
                }
            }
            return run(stands, unable, settings);
        } finally {
            stands.forEach(Stand::close);
        }
    }

    private static Starts run(List<Stand> stands, Map<String, String> unable, Settings settings) {
        int count = settings.starts();
        double[][] nanos = new double[stands.size()][count];
        long[] classes = new long[stands.size()];
        for (int i = -WARMUP; i < count; i++) {
            for (int contestant = 0; contestant < stands.size(); contestant++) {
                Run run = start(stands.get(contestant), i);
                if (i >= 0) {
                    nanos[contestant][i] = run.nanos();
                    classes[contestant] = run.classes();
                }
            }
        }
        List<String> names =
                stands.stream().map(stand -> stand.contestant().name()).toList();
        return new Starts(names, unable, nanos, classes);
    }

    private static Run start(Stand stand, int seed) {
        HikariDataSource given = stand.database().application();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                FirstCommit.class.getName(),
                stand.contestant().name(),
                given.getJdbcUrl(),
                given.getUsername(),
                Integer.toString(seed));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        long begun = System.nanoTime();
        try {
            Process process = builder.start();
            return read(process, begun, stand.contestant().name());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a JVM", e);
        }
    }

    private static Run read(Process process, long begun, String name) throws IOException {
        long nanos = 0;
        long classes = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(FirstCommit.COMMITTED)) {
                    nanos = System.nanoTime() - begun;
                } else if (line.startsWith(FirstCommit.CLASSES)) {
                    classes = Long.parseLong(line.substring(FirstCommit.CLASSES.length()));
                }
            }
        } finally {
            process.destroy();
        }
        if (nanos == 0 || classes == 0) {
            throw new IllegalStateException("A fresh JVM of " + name + " ended before it had stored an order.");
        }
        return new Run(nanos, classes);
    }
}
