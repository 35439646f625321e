package dev.keelson.benchmarks.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table of Markdown, row by row. For one thread. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(List<String> heading) {
        row(heading);
        String[] rules = new String[heading.size()];
        Arrays.fill(rules, "---:");
        rules[0] = "---";
        row(List.of(rules));
    }

    void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** With as many decimals as a reader can use. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not on this system";
        }
        double size = Math.abs(value);
        return value == Math.rint(value) || size >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    /** A ratio. */
    static String ratio(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
