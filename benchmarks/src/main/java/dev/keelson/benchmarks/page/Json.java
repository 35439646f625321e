package dev.keelson.benchmarks.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a run as JSON: all figures, as they were taken. For one thread. */
public final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * The text.
     *
     * @param about machine, versions, command and so on, by what they are
     */
    public static String of(Map<String, String> about, List<Outcome> outcomes) {
        Json json = new Json();
        json.text.append("{\n  \"about\": ");
        json.texts(about);
        json.text.append(",\n  \"workloads\": [");
        String separator = "\n";
        for (Outcome outcome : outcomes) {
            json.text.append(separator);
            json.outcome(outcome);
            separator = ",\n";
        }
        return json.text.append("\n  ]\n}\n").toString();
    }

    private void outcome(Outcome outcome) {
        text.append("    {\"workload\": ").append(quoted(outcome.workload()));
        text.append(", \"title\": ").append(quoted(outcome.title()));
        text.append(", \"reference\": ").append(quoted(outcome.reference()));
        text.append(", \"cannotRun\": ");
        texts(outcome.unable());
        text.append(", \"contestants\": [");
        String separator = "\n";
        for (Figures figures : outcome.figures()) {
            text.append(separator);
            figures(figures);
            separator = ",\n";
        }
        text.append("\n    ]}");
    }

    private void figures(Figures figures) {
        text.append("      {\"contestant\": ").append(quoted(figures.contestant()));
        number("trips", figures.trips());
        number("statements", figures.statements());
        number("kibUp", figures.kibUp());
        number("kibDown", figures.kibDown());
        number("kibAllocated", figures.kibAllocated());
        number("clientMicros", figures.clientMicros());
        number("serverMicros", figures.serverMicros());
        number("classes", figures.classes());
        text.append(", \"times\": [");
        String separator = "";
        for (Timing timing : figures.timings()) {
            text.append(separator).append("{\"latencyMillis\": ").append(number(timing.millis()));
            number("micros", timing.micros());
            number("ratio", timing.ratio());
            number("lowerQuartile", timing.low());
            number("upperQuartile", timing.high());
            if (timing.half() > 0) {
                number("p50Micros", timing.half());
                number("p99Micros", timing.nearlyAll());
            }
            text.append('}');
            separator = ", ";
        }
        text.append("]}");
    }

    private void texts(Map<String, String> texts) {
        text.append('{');
        String separator = "";
        for (Map.Entry<String, String> each : texts.entrySet()) {
            text.append(separator).append(quoted(each.getKey())).append(": ").append(quoted(each.getValue()));
            separator = ", ";
        }
        text.append('}');
    }

    private void number(String name, double value) {
        if (!Double.isNaN(value)) {
            text.append(", ").append(quoted(name)).append(": ").append(number(value));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
