package dev.keelson.benchmarks.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one task of a workload takes: a line of the file of recorded figures. */
record Takings(String workload, double trips, double statements, double kibUp, double kibDown, double kibAllocated) {

    /** The heading of the columns, and the rule below it. */
    static final List<String> HEADING = List.of(
            "| workload | round trips | statements | KiB up | KiB down | KiB allocated |",
            "|---|---:|---:|---:|---:|---:|");

    static Takings parse(String line) {
        String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        return new Takings(
                cells[1],
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.3f | %.3f | %.1f |",
                workload,
                count(trips),
                count(statements),
                kibUp,
                kibDown,
                kibAllocated);
    }

    private static String count(double count) {
        return count == Math.rint(count) ? String.format(Locale.ROOT, "%.0f", count) : Double.toString(count);
    }
}
