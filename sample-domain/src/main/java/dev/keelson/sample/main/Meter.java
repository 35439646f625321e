package dev.keelson.sample.main;

import dev.keelson.testing.rig.Counts;
import dev.keelson.testing.rig.WireCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs things, counts on the wire what they cost, and remembers it step by step. For one thread. */
final class Meter {

    /** What one step cost, and which of its promises were broken. */
    private static final class Step {
        final String title;
        final List<String> broken = new ArrayList<>();
        int statements;
        int roundTrips;

        Step(String title) {
            this.title = title;
        }
    }

    private final WireCounter wire;
    private final Screen screen;
    private final List<Step> steps = new ArrayList<>();

    Meter(WireCounter wire, Screen screen) {
        this.wire = wire;
        this.screen = screen;
    }

    /** Begins the next step. */
    void step(String title) {
        steps.add(new Step(title));
        screen.heading(title);
    }

    /**
     * Runs something that belongs to the current step, and prints what passed over the wire.
     *
     * @param what names it
     * @param promised the round trips it takes, no more and no fewer
     */
    <T> T measured(String what, int promised, Supplier<T> action) {
        T result = measured(what, action);
        int roundTrips = wire.counts().roundTrips();
        promise("%s takes %s".formatted(what, count(promised, "round trip")), roundTrips == promised);
        return result;
    }

    /** The same for something whose round trips nobody promises. */
    <T> T measured(String what, Supplier<T> action) {
        wire.reset();
        T result = action.get();
        Counts counts = wire.counts();
        Step step = steps.getLast();
        step.statements += counts.statements();
        step.roundTrips += counts.roundTrips();
        String cost =
                "%-14s %s".formatted(count(counts.statements(), "statement"), count(counts.roundTrips(), "round trip"));
        screen.row("wire", "%-52s %s".formatted(what, cost));
        return result;
    }

    /** The SQL that the last measured thing sent. */
    List<String> sent() {
        return wire.statements();
    }

    /** Something that must be so. */
    void promise(String promise, boolean kept) {
        if (!kept) {
            steps.getLast().broken.add(promise);
            screen.row("BROKEN", promise);
        }
    }

    /** Prints all steps and what they cost. */
    void summary() {
        screen.line("");
        screen.title("%-57s %13s %13s    %s".formatted("Counted on the wire", "statements", "round trips", "promises"));
        for (Step step : steps) {
            String verdict = step.broken.isEmpty() ? "kept" : "BROKEN";
            screen.line(" %-57s %13d %13d    %s".formatted(step.title, step.statements, step.roundTrips, verdict));
        }
        screen.rule('-');
    }

    /** Whether all promises were kept. */
    boolean kept() {
        return steps.stream().allMatch(step -> step.broken.isEmpty());
    }

    private static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
