package dev.keelson.work.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.work.hydrate.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process that imports is killed on the way, and begun again: each row is there once. */
class KilledImportTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int ROWS = SOAK ? 100_000 : 600;
    private static final int CHUNK = SOAK ? 1_000 : 20;
    private static final int KILLS = SOAK ? 3 : 1;
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());

    /** Of tickets nothing but the commit log tells whether one is there. */
    private static Stream<String> kinds() {
        return SOAK ? Stream.of("tickets", "products") : Stream.of("tickets");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_row_is_there_once_though_the_process_was_killed(String kind) throws IOException {
        System.out.println("KilledImportTest seed " + SEED);
        Random random = new Random(SEED);
        try (Store store = Goods.store();
                HikariDataSource pool = store.database().application()) {
            long begun = System.nanoTime();
            for (int kill = 0; kill < KILLS; kill++) {
                // somewhere within its part of the way, so that there is some of it left for the last
                int chunks = 1 + random.nextInt(ROWS / CHUNK / (KILLS + 1));
                assertThat(untilKilled(start(pool, kind), chunks, random.nextInt(20_000_000)))
                        .as("what it told before it was killed")
                        .doesNotStartWith("done");
            }
            String last = untilKilled(start(pool, kind), Integer.MAX_VALUE, 0);
            System.out.printf(
                    "KilledImportTest: %,d %s, killed %d times, in %.1f s; the last run told %s%n",
                    ROWS, kind, KILLS, (System.nanoTime() - begun) / 1e9, last);

            assertThat(last).startsWith("done Imported[read=" + ROWS + ", added=");
            if (kind.equals("products")) {
                assertThat(Goods.stored(store)).isEqualTo(Goods.atFirst(1, ROWS));
            } else {
                assertThat(store.database().query("select text from tickets order by id").stream()
                                .map(row -> row.get(0)))
                        .isEqualTo(IntStream.rangeClosed(1, ROWS)
                                .mapToObj(n -> "t" + n)
                                .toList());
            }
        }
    }

    private static Process start(HikariDataSource pool, String kind) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledImports.class.getName(),
                        pool.getJdbcUrl(),
                        pool.getUsername(),
                        kind,
                        Integer.toString(ROWS),
                        Integer.toString(CHUNK)))
                .redirectErrorStream(true)
                .start();
    }

    /**
     * Listens to a process until it has told so many chunks, and kills it then.
     *
     * @param nanos after the last of them
     * @return what it told last
     */
    private static String untilKilled(Process process, int chunks, int nanos) throws IOException {
        String last = "";
        try (BufferedReader told = process.inputReader()) {
            for (int n = 0; n < chunks; n++) {
                String line = told.readLine();
                if (line == null) {
                    return last;
                }
                last = line;
            }
            LockSupport.parkNanos(nanos);
            return last;
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
