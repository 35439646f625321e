package dev.keelson.benchmarks;

import dev.keelson.benchmarks.page.Json;
import dev.keelson.benchmarks.page.Outcome;
import dev.keelson.benchmarks.page.Page;
import dev.keelson.benchmarks.page.Plot;
import dev.keelson.benchmarks.workload.Workload;
import dev.keelson.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the workloads that were asked for, one after the other, and prints the table of each when it is done; at the end it
 * writes the page of all, if a folder was given.
 */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs them, and ends the JVM with all that was started for them: with 0 if all went well, and otherwise with 1 and a word of
     * what is wrong.
     *
     * @param arguments none; see {@link Settings} for the system properties
     */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            run(Settings.of(System.getProperties()));
            status = 0;
        } catch (IllegalArgumentException refused) {
            System.err.println("Cannot run the benchmarks: " + refused.getMessage());
        } catch (ExceptionInInitializerError refused) { // the server's start, which says what it lacks
            System.err.println(
                    "Cannot run the benchmarks: " + refused.getException().getMessage());
        } catch (Exception | Error failure) {
            System.err.println("The benchmarks have failed: " + failure.getMessage());
            failure.printStackTrace();
        }
        // Threads of a contestant must not keep the JVM, and with it the server, alive.
        System.exit(status);
    }

    private static void run(Settings settings) throws SQLException, IOException {
        Memory.require();
        Contestants contestants = new Contestants(settings);
        Map<String, String> about = Surroundings.of(settings);
        Report report = new Report(settings, System.out);
        report.begin(about);
        Budget budget = new Budget(settings.seconds(), settings.workloads().size());
        List<Outcome> outcomes = new ArrayList<>();
        for (String name : settings.workloads()) {
            budget.next();
            if (name.equals(Settings.START)) {
                Starts starts = Starts.of(contestants.all(), settings);
                report.print(starts);
                outcomes.add(Outcomes.of(starts));
            } else {
                Workload workload = Workloads.of(name);
                Match match = Match.play(workload, contestants.of(workload), settings, budget);
                report.print(match);
                outcomes.add(Outcomes.of(match));
            }
        }
        if (settings.output().isPresent()) {
            write(settings.output().get(), about, outcomes);
        }
    }

    private static void write(Path folder, Map<String, String> about, List<Outcome> outcomes) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("performance.md"), Page.of(about, outcomes));
        Files.writeString(folder.resolve("performance.svg"), Plot.of(outcomes));
        Files.writeString(folder.resolve("performance.json"), Json.of(about, outcomes));
        System.out.println();
        System.out.println("Written: " + folder.toAbsolutePath().normalize() + "/performance.md, .svg and .json");
    }
}
