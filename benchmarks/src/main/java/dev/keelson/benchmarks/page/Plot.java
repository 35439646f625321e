package dev.keelson.benchmarks.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws times as bars, a panel for each length of a round trip and a group for each workload, on a logarithmic scale. */
public final class Plot {

    private static final String KEELSON = "#0b5394";
    private static final String[] COLOURS = {
        "#333333", "#a0a0a0", "#e69138", "#6aa84f", "#a61c00", "#8e7cc3", "#45818e", "#d5a6bd", "#7f6000", "#b6d7a8"
    };
    private static final int BAR = 9;
    private static final int GAP = 16;
    private static final int LEFT = 60;
    private static final int PANEL = 230;
    private static final int LABELS = 40;
    private static final int TOP = 76;
    private static final double LEAST = 0.5;
    private static final double MOST = 128;

    private final StringBuilder svg = new StringBuilder();
    private final List<Outcome> outcomes;
    private final List<String> names;
    private final List<Double> latencies;
    private final int width;

    private Plot(List<Outcome> outcomes) {
        this.outcomes = outcomes.stream()
                .filter(outcome -> !outcome.workload().startsWith("W10-"))
                .toList();
        this.names = Page.names(this.outcomes);
        this.latencies = outcomes.stream()
                .flatMap(outcome -> outcome.figures().stream())
                .flatMap(figures -> figures.timings().stream())
                .map(Timing::millis)
                .distinct()
                .sorted()
                .toList();
        this.width = Math.max(640, LEFT + 20 + this.outcomes.size() * group());
    }

    /** The drawing. */
    public static String of(List<Outcome> outcomes) {
        return new Plot(outcomes).draw();
    }

    private int group() {
        return names.size() * BAR + GAP;
    }

    private String draw() {
        int height = TOP + latencies.size() * (PANEL + LABELS) + 10;
        add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\" fill=\"#111111\">",
                width,
                height,
                width,
                height));
        add(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height));
        text(LEFT, 20, "start", 15, "Time of a task as a multiple of limit's (logarithmic; shorter is better)");
        legend();
        for (int i = 0; i < latencies.size(); i++) {
            panel(latencies.get(i), TOP + i * (PANEL + LABELS));
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        int x = LEFT;
        int y = 42;
        for (int i = 0; i < names.size(); i++) {
            int wide = 24 + 7 * names.get(i).length() + 14;
            if (x + wide > width) {
                x = LEFT;
                y += 18;
            }
            add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>",
                    x,
                    y - 10,
                    colour(i)));
            text(x + 17, y, "start", 12, names.get(i));
            x += wide;
        }
    }

    private void panel(double millis, int top) {
        int bottom = top + PANEL;
        for (double line = LEAST; line <= MOST; line *= 2) {
            double y = y(line, top);
            add(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%s\"/>",
                    LEFT,
                    width - 10,
                    y,
                    y,
                    line == 1 ? "#111111" : "#dddddd",
                    line == 1 ? "1.2" : "0.8"));
            text(LEFT - 6, y + 4, "end", 11, line < 1 ? "0.5" : String.format(Locale.ROOT, "%.0f", line));
        }
        text(14, top + PANEL / 2.0, "middle", 13, Table.number(millis) + " ms");
        for (int i = 0; i < outcomes.size(); i++) {
            int x = LEFT + GAP / 2 + i * group();
            for (int name = 0; name < names.size(); name++) {
                bar(outcomes.get(i), name, millis, x + name * BAR, top);
            }
            text(
                    x + names.size() * BAR / 2.0,
                    bottom + 16,
                    "middle",
                    12,
                    outcomes.get(i).workload());
        }
    }

    private void bar(Outcome outcome, int name, double millis, int x, int top) {
        Optional<Timing> timing = outcome.of(names.get(name)).flatMap(figures -> figures.at(millis));
        if (timing.isPresent()) {
            double ratio = timing.get().ratio();
            double y = y(ratio, top);
            add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"><title>%s, %s:"
                            + " %.2f</title></rect>",
                    x,
                    y,
                    BAR - 1,
                    top + PANEL - y,
                    colour(name),
                    outcome.workload(),
                    names.get(name),
                    ratio));
        }
    }

    private static double y(double ratio, int top) {
        double within = Math.max(LEAST, Math.min(MOST, ratio));
        return top + PANEL - PANEL * Math.log(within / LEAST) / Math.log(MOST / LEAST);
    }

    private String colour(int name) {
        return names.get(name).equals("keelson") ? KEELSON : COLOURS[name % COLOURS.length];
    }

    private void text(double x, double y, String anchor, int size, String text) {
        add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>",
                x,
                y,
                anchor,
                size,
                text));
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
