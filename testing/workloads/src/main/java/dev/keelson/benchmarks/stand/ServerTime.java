package dev.keelson.benchmarks.stand;

import dev.keelson.testing.rig.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The processor time of all processes of the server: of the postmaster and of its children, as the system tells it in
 * {@code /proc}. Where there is none it is not known. Thread-safe.
 */
public final class ServerTime {

    private static final Path PROC = Path.of("/proc");
    private static final long NANOS_A_TICK = 10_000_000;

    private final long postmaster;

    private ServerTime(long postmaster) {
        this.postmaster = postmaster;
    }

    /** That of a server that runs on this machine. */
    public static ServerTime of(PostgresServer server) {
        try (Connection connection = server.administrator("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return new ServerTime(parent(row.getLong(1)));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask the server for its process", e);
        }
    }

    /** Nanoseconds since the server was started; empty: not on this system. */
    public OptionalLong nanos() {
        if (postmaster == 0) {
            return OptionalLong.empty();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            long nanos = 0;
            for (Path process : processes.filter(ServerTime::isNumbered).toList()) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid == postmaster || parent(pid) == postmaster) {
                    nanos += spentBy(process);
                }
            }
            return OptionalLong.of(nanos);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean isNumbered(Path process) {
        return Character.isDigit(process.getFileName().toString().charAt(0));
    }

    /** 0 if it is not known: the process has gone, or there is no such system. */
    private static long parent(long pid) {
        String[] fields = statistics(PROC.resolve(Long.toString(pid)));
        return fields.length > 1 ? Long.parseLong(fields[1]) : 0;
    }

    /** To the nanosecond where the system's scheduler tells it, and otherwise in ticks. */
    private static long spentBy(Path process) {
        try {
            String spent = Files.readString(process.resolve("schedstat"));
            return Long.parseLong(spent.substring(0, spent.indexOf(' ')));
        } catch (IOException e) {
            String[] fields = statistics(process);
            return fields.length > 12 ? (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_A_TICK : 0;
        }
    }

    /** The fields of {@code stat} after the name of the program, which may hold spaces: state, parent, and so on. */
    private static String[] statistics(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException e) {
            return new String[0];
        }
    }
}
