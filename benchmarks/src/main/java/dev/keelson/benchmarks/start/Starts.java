package dev.keelson.benchmarks.start;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.benchmarks.contestant.keelson.KeelsonContestant;
import dev.keelson.testing.rig.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Plain JDBC and Keelson in fresh JVMs, one at a time and in turn, each with nothing kept from before, with an archive of classes
 * (AppCDS), and with a cache of classes, links and profiles (AOT, from JDK 24 on). Prints medians.
 */
public final class Starts {

    private static final List<String> CONTESTANTS = List.of("jdbc", FirstCommit.KEELSON);
    private static final int COMMITTED = 3;
    private static final int CLASSES = 4;
    private static final int WORKED = 5;

    private final Map<String, List<long[]>> figures = new LinkedHashMap<>();
    private final List<ClassCache> caches = new ArrayList<>();
    private final TestDatabase database;
    private final FreshJvm jvm;
    private long seed;

    private Starts(TestDatabase database, FreshJvm jvm) {
        this.database = database;
        this.jvm = jvm;
    }

    /**
     * Runs them.
     *
     * @param arguments none; {@code -Dstart.rounds=7} and {@code -Dstart.caches=none,cds,aot} say how many and which
     * @throws IllegalStateException if a JVM fails; its output says why
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("starts");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(new KeelsonContestant(FirstCommit.KEELSON).ddl());
            Starts starts = new Starts(database, FreshJvm.in(folder));
            String caches = System.getProperty("start.caches", "");
            starts.prepare(caches.isEmpty() ? List.of("none") : List.of(caches.split(",")));
            starts.play(Integer.getInteger("start.rounds", 7));
            starts.report();
        } finally {
            delete(folder);
        }
    }

    private void prepare(List<String> names) throws IOException, InterruptedException {
        for (String name : names) {
            ClassCache cache = ClassCache.of(name);
            caches.add(cache);
            for (String contestant : CONTESTANTS) {
                for (List<String> making : cache.making(jvm.file(contestant))) {
                    jvm.run(making, arguments(contestant));
                }
                start(cache, contestant); // the files are in memory from here on
            }
        }
    }

    private void play(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (ClassCache cache : caches) {
                for (String contestant : CONTESTANTS) {
                    figures.computeIfAbsent(contestant + " " + cache, unused -> new ArrayList<>())
                            .add(start(cache, contestant));
                }
            }
        }
    }

    private long[] start(ClassCache cache, String contestant) throws IOException, InterruptedException {
        String printed = jvm.run(cache.using(jvm.file(contestant)), arguments(contestant));
        return Arrays.stream(printed.strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private String[] arguments(String contestant) {
        HikariDataSource pool = database.application();
        return new String[] {contestant, pool.getJdbcUrl(), pool.getUsername(), Long.toString(++seed)};
    }

    private void report() {
        System.out.println(
                "| contestant | main | pool | open | first commit, ms (least, most) | to jdbc | processor, ms | to"
                        + " jdbc | classes |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (ClassCache cache : caches) {
            List<long[]> base = figures(CONTESTANTS.get(0), cache);
            for (String contestant : CONTESTANTS) {
                List<long[]> runs = figures(contestant, cache);
                System.out.printf(
                        "| %s, %s | %d | %d | %d | %d (%d, %d) | %.2f | %d | %.2f | %d |%n",
                        contestant,
                        cache,
                        median(runs, 0),
                        median(runs, 1),
                        median(runs, 2),
                        median(runs, COMMITTED),
                        runs.stream().mapToLong(run -> run[COMMITTED]).min().orElseThrow(),
                        runs.stream().mapToLong(run -> run[COMMITTED]).max().orElseThrow(),
                        (double) median(runs, COMMITTED) / median(base, COMMITTED),
                        median(runs, WORKED),
                        (double) median(runs, WORKED) / median(base, WORKED),
                        median(runs, CLASSES));
            }
        }
    }

    private List<long[]> figures(String contestant, ClassCache cache) {
        return figures.getOrDefault(contestant + " " + cache, List.of());
    }

    private static long median(List<long[]> runs, int figure) {
        long[] sorted = runs.stream().mapToLong(run -> run[figure]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
