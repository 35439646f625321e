package dev.keelson.benchmarks;

import dev.keelson.testing.rig.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says when, where and by which command figures were taken. */
final class Surroundings {

    /** The beginnings of the names of jars whose versions matter. */
    private static final List<String> LIBRARIES = List.of(
            "jooq-",
            "HikariCP-",
            "hibernate-core-",
            "spring-data-jdbc-",
            "spring-data-relational-",
            "ebean-core-",
            "jimmer-sql-");

    private Surroundings() {}

    /** What to say, by what it is. */
    static Map<String, String> of(Settings settings) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        about.put("seed", Long.toString(settings.seed()));
        about.put("machine", machine());
        about.put("versions", "Java " + Runtime.version() + " (" + compilers() + "), " + server() + libraries());
        about.put(
                "command",
                settings.command()
                                .map(command -> "`" + command + "`, which is ")
                                .orElse("") + "`" + command(settings) + "`");
        about.put(
                "rounds",
                settings.rounds() + " after " + settings.warmup() + " of warm-up, a third of these where a wire is long"
                        + (settings.seconds() == 0
                                ? ""
                                : ", or fewer, so that all of it takes no more than " + settings.seconds() + " seconds")
                        + "; " + settings.orders()
                        + " orders of ten lines in each database, or a tenth of these of 100");
        return about;
    }

    private static String command(Settings settings) {
        return "mvn -q -Pbenchmarks -pl benchmarks -am -Dmaven.test.skip package"
                + " -Dbench=" + String.join(",", settings.workloads())
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
                + (settings.seconds() == 0 ? "" : " -Dbench.seconds=" + settings.seconds())
                + (isTierOne() ? " -Dbench.tier=1" : "");
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors" + processor() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", " + Memory.ofMachine();
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .map(place -> Path.of(place).getFileName().toString())
                .filter(name -> LIBRARIES.stream()
                        .anyMatch(library -> name.startsWith(library)
                                && name.length() > library.length()
                                && Character.isDigit(name.charAt(library.length()))))
                .map(name -> ", " + name.replace(".jar", ""))
                .sorted()
                .collect(Collectors.joining());
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
