package dev.keelson.benchmarks.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of tables. Immutable. */
public final class Page {

    private static final String KEELSON = "keelson";
    private static final String WITHOUT_LOG = "keelson-nolog";
    private static final String GET = "keelson-get";
    private static final String START = "W8";
    private static final String THINKING = "W9";
    private static final String POLICIES = "W10-";

    private final Map<String, String> about;
    private final List<Outcome> all;
    /** Those in which all contestants take part. */
    private final List<Outcome> common;

    private final List<Double> latencies;
    private final List<String> names;

    private Page(Map<String, String> about, List<Outcome> all) {
        this.about = about;
        this.all = all;
        this.common = all.stream()
                .filter(outcome -> !outcome.workload().startsWith(POLICIES))
                .toList();
        this.latencies = all.stream()
                .flatMap(outcome -> outcome.figures().stream())
                .flatMap(figures -> figures.timings().stream())
                .map(Timing::millis)
                .distinct()
                .sorted()
                .toList();
        this.names = names(common);
    }

    /**
     * The text of the page.
     *
     * @param about machine, versions, command and so on, by what they are
     */
    public static String of(Map<String, String> about, List<Outcome> outcomes) {
        return new Page(about, outcomes).text();
    }

    /** Who takes part, in order; who only shows what something costs has a section of its own. */
    static List<String> names(List<Outcome> outcomes) {
        Set<String> names = new LinkedHashSet<>();
        for (Outcome outcome : outcomes) {
            outcome.figures().forEach(figures -> names.add(figures.contestant()));
            names.addAll(outcome.unable().keySet());
        }
        names.removeAll(List.of(WITHOUT_LOG, GET));
        return List.copyOf(names);
    }

    private String text() {
        StringBuilder page = new StringBuilder(Prose.BEFORE);
        about.forEach((what, value) ->
                page.append("- ").append(what).append(": ").append(value).append('\n'));
        page.append('\n').append(Prose.HOW_TO_READ);
        section(page, "Time", Prose.TIME, times());
        section(page, "Round trips, statements, allocations", Prose.COUNTS, table(Page::counts));
        section(page, "Bytes on the wire", Prose.WIRE, table(Page::wire));
        section(page, "Processor time", Prose.PROCESSORS, table(Page::processors));
        outcome(START).ifPresent(starts -> section(page, "Start", Prose.START, starts(starts)));
        outcome(THINKING).ifPresent(thinking -> section(page, "Thinking", Prose.THINKING, thinking(thinking)));
        policies(page);
        outcome("W11").filter(query -> query.of(GET).isPresent()).ifPresent(query -> queries(page, query));
        token(page);
        unable(page);
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String prose, String table) {
        page.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(prose)
                .append('\n')
                .append(table);
    }

    private Optional<Outcome> outcome(String workload) {
        return all.stream()
                .filter(outcome -> outcome.workload().equals(workload))
                .findFirst();
    }

    private String times() {
        Table table = new Table(heading("workload", "limit, ms"));
        for (Outcome outcome : common) {
            List<String> cells = new ArrayList<>(List.of(
                    outcome.workload() + " " + outcome.title(),
                    outcome.of(outcome.reference())
                            .map(figures -> joined(figures, timing -> Table.number(timing.micros() / 1e3)))
                            .orElse("")));
            for (String name : names) {
                cells.add(cell(outcome, name, figures -> joined(figures, timing -> Table.ratio(timing.ratio()))));
            }
            table.row(cells);
        }
        return table.text();
    }

    private String table(Function<Figures, String> figures) {
        Table table = new Table(heading("workload"));
        for (Outcome outcome : common) {
            if (!outcome.workload().equals(START)) {
                List<String> cells = new ArrayList<>(List.of(outcome.workload()));
                names.forEach(name -> cells.add(cell(outcome, name, figures)));
                table.row(cells);
            }
        }
        return table.text();
    }

    private List<String> heading(String... first) {
        List<String> heading = new ArrayList<>(List.of(first));
        heading.addAll(names);
        return heading;
    }

    /** A dash for whoever cannot run it; why stands at the end of the page. */
    private static String cell(Outcome outcome, String name, Function<Figures, String> figures) {
        return outcome.of(name).map(figures).orElse("–");
    }

    private String joined(Figures figures, Function<Timing, String> value) {
        return latencies.stream()
                .flatMap(millis -> figures.at(millis).stream())
                .map(value)
                .collect(Collectors.joining(" / "));
    }

    private static String counts(Figures figures) {
        return Table.number(figures.trips()) + " / " + Table.number(figures.statements()) + " / "
                + Table.number(figures.kibAllocated());
    }

    private static String wire(Figures figures) {
        return Table.number(figures.kibUp()) + " / " + Table.number(figures.kibDown());
    }

    private static String processors(Figures figures) {
        return Table.number(figures.clientMicros()) + " / " + Table.number(figures.serverMicros());
    }

    private static String starts(Outcome starts) {
        Table table = new Table(List.of("contestant", "ms", "to " + starts.reference(), "classes"));
        for (Figures figures : starts.figures()) {
            Timing timing = figures.timings().get(0);
            table.row(List.of(
                    figures.contestant(),
                    Table.number(timing.micros() / 1e3),
                    Table.ratio(timing.ratio()),
                    Table.number(figures.classes())));
        }
        return table.text();
    }

    private String thinking(Outcome thinking) {
        Table table = new Table(List.of("contestant", "use cases a second", "p50, ms", "p99, ms"));
        for (Figures figures : thinking.figures()) {
            table.row(List.of(
                    figures.contestant(),
                    joined(figures, timing -> Table.number(Math.rint(1e6 / timing.micros()))),
                    joined(figures, timing -> Table.number(timing.half() / 1e3)),
                    joined(figures, timing -> Table.number(timing.nearlyAll() / 1e3))));
        }
        return table.text();
    }

    private void policies(StringBuilder page) {
        List<Outcome> policies = all.stream()
                .filter(outcome -> outcome.workload().startsWith(POLICIES))
                .toList();
        if (policies.isEmpty()) {
            return;
        }
        List<String> contestants = names(policies);
        List<String> heading = new ArrayList<>(List.of("workload"));
        heading.addAll(contestants);
        Table table = new Table(heading);
        for (Outcome outcome : policies) {
            List<String> cells = new ArrayList<>(List.of(outcome.workload()));
            for (String name : contestants) {
                cells.add(cell(
                        outcome,
                        name,
                        figures -> joined(figures, timing -> Table.ratio(timing.ratio())) + "; " + counts(figures)));
            }
            table.row(cells);
        }
        section(page, "Policies", Prose.POLICIES, table.text());
    }

    private void queries(StringBuilder page, Outcome query) {
        Table table = new Table(List.of("W11", "to limit", "trips / statements / KiB allocated"));
        for (String name : List.of(KEELSON, GET)) {
            query.of(name)
                    .ifPresent(figures -> table.row(
                            List.of(name, joined(figures, timing -> Table.ratio(timing.ratio())), counts(figures))));
        }
        section(page, "A query beside get", Prose.QUERY, table.text());
    }

    private void token(StringBuilder page) {
        Table table = new Table(List.of("workload", "time without / with", "KiB up", "KiB allocated"));
        int rows = 0;
        for (Outcome outcome : common) {
            Figures without = outcome.of(WITHOUT_LOG).orElse(null);
            Figures with = outcome.of(KEELSON).orElse(null);
            if (without != null && with != null && !outcome.workload().equals(START)) {
                table.row(List.of(
                        outcome.workload(),
                        joined(
                                without,
                                timing -> Table.ratio(timing.ratio()
                                        / with.at(timing.millis()).orElseThrow().ratio())),
                        Table.number(without.kibUp()) + " / " + Table.number(with.kibUp()),
                        Table.number(without.kibAllocated()) + " / " + Table.number(with.kibAllocated())));
                rows++;
            }
        }
        section(page, "The command token", Prose.TOKEN, rows == 0 ? Prose.TOKEN_UNMEASURED : table.text());
    }

    private void unable(StringBuilder page) {
        List<String> lines = new ArrayList<>();
        for (Outcome outcome : common) {
            outcome.unable()
                    .forEach((name, reason) ->
                            lines.add("- " + outcome.workload() + ", " + name + ": " + reason + "\n"));
        }
        if (!lines.isEmpty()) {
            section(page, "Who cannot run what", Prose.UNABLE, String.join("", lines));
        }
    }
}
