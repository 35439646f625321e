package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.workload.Workload;
import java.sql.SQLException;
import java.util.List;

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
        List<Contestant> contestants = Contestants.of(settings);
        Report report = new Report(settings, contestants, System.out);
        report.begin();
        for (Workload workload : settings.workloads()) {
            report.print(Match.play(workload, contestants, settings));
        }
    }
}
