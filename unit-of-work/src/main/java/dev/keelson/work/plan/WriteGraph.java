package dev.keelson.work.plan;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.plan.Step.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The writes of a commit and which of them waits for which. Used by one thread. */
final class WriteGraph {

    private static final int FIRST = -1;

    private final List<Step> steps = new ArrayList<>();
    private final RuleBook rules;
    private boolean deferred;

    WriteGraph(RuleBook rules) {
        this.rules = rules;
    }

    /** One more write, behind the others as far as habit counts. */
    Step add(Change change) {
        Step step = new Step(change, steps.size());
        steps.add(step);
        return step;
    }

    /** One more write, before the others as far as habit counts: it gives up a value that others wait for. */
    Step addFirst(Change change) {
        Step step = new Step(change, FIRST);
        steps.add(step);
        return step;
    }

    /** The writes so far. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Values change places among rows under a rule that can be checked at the end. */
    void defer() {
        deferred = true;
    }

    /**
     * The writes in an order in which none waits for a later one.
     *
     * @throws dev.keelson.kernel.error.ConstraintViolationException if rows that cannot do without each other wait for each
     *     other
     */
    WriteOrder order() {
        List<Step> order = arranged();
        if (order.size() < steps.size()) {
            openCircles();
            order = arranged();
        }
        List<Change> writes = new ArrayList<>(order.size());
        order.forEach(step -> writes.add(step.change()));
        return new WriteOrder(writes, starts(order), deferred, isFree());
    }

    private boolean isFree() {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.isOrdered() || (step.change() instanceof UpdateRow update && rules.isMoved(update))) {
                return false;
            }
        }
        return !deferred;
    }

    /** Where a row takes what another of the same statement would give up. */
    private static BitSet starts(List<Step> order) {
        BitSet starts = new BitSet();
        Set<Step> statement = new HashSet<>();
        for (int i = 0; i < order.size(); i++) {
            Step step = order.get(i);
            boolean alike = i > 0 && ReadySteps.shareStatement(order.get(i - 1), step);
            if (!alike) {
                statement.clear();
            } else if (step.takesFrom(statement)) {
                starts.set(i);
                statement.clear();
            }
            statement.add(step);
        }
        return starts;
    }

    /** As much as can be done without opening a circle. */
    private List<Step> arranged() {
        ReadySteps ready = new ReadySteps();
        start().forEach(ready::add);
        List<Step> order = new ArrayList<>(steps.size());
        List<Step> readyNow = new ArrayList<>();
        for (Step next = ready.poll(); next != null; next = ready.poll()) {
            order.add(next);
            readyNow.clear();
            next.finish(readyNow);
            readyNow.forEach(ready::add);
        }
        return order;
    }

    /** Goes through all writes in any order that waits allow, and opens each circle that it cannot go past. */
    private void openCircles() {
        Deque<Step> ready = new ArrayDeque<>(start());
        List<Step> readyNow = new ArrayList<>();
        int from = 0;
        while (true) {
            while (!ready.isEmpty()) {
                readyNow.clear();
                ready.remove().finish(readyNow);
                ready.addAll(readyNow);
            }
            while (from < steps.size() && steps.get(from).isDone()) {
                from++;
            }
            if (from == steps.size()) {
                return;
            }
            ready.addAll(new Circle(circle(steps.get(from)), rules).open(this));
        }
    }

    /** Nothing is done; what waits for nothing. */
    private List<Step> start() {
        steps.forEach(Step::undo);
        return steps.stream().filter(Step::isReady).toList();
    }

    /** Of writes of which each waits for another, some that wait for each other. */
    private static List<Wait> circle(Step somewhere) {
        Map<Step, Integer> seen = new HashMap<>();
        List<Wait> way = new ArrayList<>();
        Step at = somewhere;
        while (!seen.containsKey(at)) {
            seen.put(at, way.size());
            Wait blocker = at.blocker();
            way.add(blocker);
            at = blocker.first();
        }
        return way.subList(seen.get(at), way.size());
    }
}
