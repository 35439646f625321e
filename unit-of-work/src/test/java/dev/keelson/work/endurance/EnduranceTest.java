package dev.keelson.work.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.endurance.Endurance.Held;
import dev.keelson.work.endurance.Endurance.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** After very many units of work nothing has piled up. */
class EnduranceTest {

    private static final int UNITS = 200_000;

    private static TestDatabase database() {
        TestDatabase database = TestDatabase.create();
        database.execute(Endurance.mapped().schema().ddl());
        return database;
    }

    @Test
    void caches_stay_within_bounds_and_threads_connections_files_and_prepared_statements_stay_flat() {
        long seed = System.nanoTime();
        System.out.println("EnduranceTest seed " + seed);
        try (TestDatabase database = database();
                HikariDataSource pool = database.application()) {
            pool.getHikariConfigMXBean().setMaximumPoolSize(2);

            Report report = new Endurance(pool, seed).run(UNITS / 100);

            assertThat(report.overfull()).isEmpty();
            assertThat(report.mostCached()).isBetween(Endurance.CACHED / 2, Endurance.CACHED);
            assertThat(report.end().threads()).isLessThanOrEqualTo(2 + 8);
            assertThat(report.end().connections()).isLessThanOrEqualTo(2);
            assertThat(report.end().files())
                    .isLessThanOrEqualTo(report.halfway().files() + 20); // of other tests' JVM
            assertThat(report.end().units()).isZero();
            assertThat(report.end().preparedStatements())
                    .isLessThanOrEqualTo(2 * report.halfway().preparedStatements() + 50);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "keelson.soak", matches = "true")
    void in_a_heap_of_128_mib() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        try (TestDatabase database = database();
                HikariDataSource pool = database.application()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-Dorg.jooq.no-logo=true",
                            "-Dorg.jooq.no-tips=true",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Endurance.class.getName(),
                            pool.getJdbcUrl(),
                            pool.getUsername(),
                            Long.toString(seed),
                            Integer.toString(UNITS))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println("EnduranceTest seed " + seed + ", " + UNITS + " units of work: " + told);

            assertThat(process.waitFor()).as(told).isZero();
            assertThat(told).contains("overfull=[]");
            assertFlat(told);
        }
    }

    /** Compares what the report of the other JVM says of halfway and of the end. */
    private static void assertFlat(String told) {
        Held halfway = held(told, "halfway=Held");
        Held end = held(told, "end=Held");
        assertThat(end.threads()).isLessThanOrEqualTo(2 + 8);
        assertThat(end.connections()).isLessThanOrEqualTo(2);
        assertThat(end.files()).isLessThanOrEqualTo(halfway.files());
        assertThat(end.units()).isZero();
        assertThat((double) end.preparedStatements()).isLessThanOrEqualTo(1.2 * halfway.preparedStatements() + 20);
    }

    private static Held held(String told, String name) {
        String values = told.substring(told.indexOf(name) + name.length() + 1);
        List<Integer> numbers = values.substring(0, values.indexOf(']'))
                .lines()
                .flatMap(line -> List.of(line.split(", ")).stream())
                .map(pair -> Integer.valueOf(pair.substring(pair.indexOf('=') + 1)))
                .toList();
        return new Held(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
    }
}
