package dev.keelson.benchmarks;

import dev.keelson.testing.rig.PostgresServer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Says when, where and by which command figures were taken. */
final class Surroundings {

    private Surroundings() {}

    static void print(PrintStream out, Settings settings) {
        out.println("Keelson beside others, " + LocalDate.now(ZoneOffset.UTC) + ", seed " + settings.seed());
        out.println(command(settings));
        out.println("Java " + Runtime.version().feature() + " (" + compilers() + "), " + server() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors; " + settings.rounds() + " rounds after "
                + settings.warmup() + " of warm-up; " + settings.orders()
                + " orders of ten lines, or a tenth of these of 100");
    }

    private static String command(Settings settings) {
        return "mvn -q -Pbenchmarks -pl benchmarks -am -Dmaven.test.skip package"
                + " -Dbench="
                + String.join(",", settings.workloads())
                + " -Dbench.contestants=" + String.join(",", settings.contestants())
                + settings.baseline().map(folder -> " -Dbaseline=" + folder).orElse("")
                + " -Dbench.rounds=" + settings.rounds()
                + " -Dbench.warmup=" + settings.warmup()
                + " -Dbench.block=" + settings.percent()
                + " -Dbench.latency="
                + settings.latencies().stream()
                        .map(latency -> Double.toString(latency.toNanos() / 1e6))
                        .collect(Collectors.joining(","))
                + " -Dbench.times=" + settings.times()
                + " -Dbench.orders=" + settings.orders()
                + " -Dbench.seed=" + settings.seed()
                + (isTierOne() ? " -Dbench.tier=1" : "");
    }

    private static String compilers() {
        return isTierOne() ? "C1 only" : "C1 and C2";
    }

    private static boolean isTierOne() {
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return arguments.contains("-XX:TieredStopAtLevel=1");
    }

    private static String server() {
        try (Connection connection =
                PostgresServer.shared().administrator("postgres").getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            return "PostgreSQL " + data.getDatabaseProductVersion() + ", pgjdbc " + data.getDriverVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask the server for its version", e);
        }
    }
}
