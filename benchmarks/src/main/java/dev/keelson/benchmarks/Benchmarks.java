package dev.keelson.benchmarks;

import dev.keelson.benchmarks.workload.Workload;
import dev.keelson.benchmarks.workload.Workloads;
import java.sql.SQLException;

/** Runs the workloads that were asked for, one after the other, and prints the table of each when it is done. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs them.
     *
     * @param arguments none; see {@link Settings} for the system properties
     * @throws IllegalArgumentException if a property makes no sense
     * @throws IllegalStateException if a contestant does something wrong
     */
    public static void main(String[] arguments) throws SQLException {
        Settings settings = Settings.of(System.getProperties());
        Contestants contestants = new Contestants(settings);
        Report report = new Report(settings, System.out);
        report.begin();
        for (String name : settings.workloads()) {
            if (name.equals(Settings.START)) {
                report.print(Starts.of(contestants.all(), settings));
            } else {
                Workload workload = Workloads.of(name);
                report.print(Match.play(workload, contestants.of(workload), settings));
            }
        }
    }
}
