package dev.keelson.work.plan;

import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How unique values pass from one updated row to another, step by step down a ladder: where the rule can be checked at the end,
 * it is; a few rows in a line go one after another; more, and those in a circle, first give up what they have, all in one
 * statement, for null or for a value that nobody has; where no column can hold such a value, rows within an aggregate are
 * deleted and inserted; and else a circle remains, which the order will tell. Used by one thread, once.
 */
final class UniqueLadder {

    /** More rows in a line than this are not written one after another, if that can be helped. */
    private static final int FEW = 3;

    private final WriteGraph graph;
    private final RuleBook rules;
    private final Ranks ranks;
    private final Map<Step, Step> parked = new HashMap<>();
    private final Map<Step, Step> exchanged = new HashMap<>();

    /** That a row takes what another had. */
    private record Pass(Step from, Step to) {}

    UniqueLadder(WriteGraph graph, RuleBook rules, Ranks ranks) {
        this.graph = graph;
        this.rules = rules;
        this.ranks = ranks;
    }

    void descend() {
        Map<RowType, List<Step>> updates = new LinkedHashMap<>();
        for (Step step : graph.steps()) {
            if (step.change() instanceof UpdateRow update && rules.isMoved(update)) {
                updates.computeIfAbsent(update.rowType(), unused -> new ArrayList<>())
                        .add(step);
            }
        }
        updates.forEach((type, steps) -> {
            if (steps.size() > 1) {
                Map<Step, UpdateRow> wholes = new HashMap<>();
                steps.forEach(step -> wholes.put(step, (UpdateRow) step.change()));
                rules.of(type).forEach(rule -> descend(rule, steps, wholes));
            }
        });
    }

    /** The write by which a row gives up what it had under a rule: it may come before the row's own. */
    private Step releasing(Step step, UniqueRule rule) {
        Step deleted = exchanged.get(step);
        if (deleted != null) {
            return deleted;
        }
        Step first = parked.get(step);
        if (first != null && first.change() instanceof UpdateRow giving && RuleBook.changes(giving, rule.columns())) {
            return first;
        }
        return step;
    }

    private void descend(UniqueRule rule, List<Step> steps, Map<Step, UpdateRow> wholes) {
        List<Pass> passes = passes(rule, steps, wholes);
        if (passes.isEmpty()) {
            return;
        }
        if (rule.deferrable()) {
            graph.defer();
            return;
        }
        List<List<Step>> circles = circles(passes);
        if (passes.size() > FEW) {
            passes.forEach(pass -> park(rule, pass.from(), wholes));
        }
        for (List<Step> circle : circles) {
            open(rule, circle, wholes);
        }
        for (Pass pass : passes) {
            releasing(pass.from(), rule).passesTo(pass.to(), rule);
        }
    }

    /** Has one row of a circle give up what it has before the others, if one can. */
    private void open(UniqueRule rule, List<Step> circle, Map<Step, UpdateRow> wholes) {
        for (Step step : circle) {
            if (!releasing(step, rule).equals(step)) {
                return;
            }
        }
        for (Step step : circle) {
            if (park(rule, step, wholes)) {
                return;
            }
        }
        for (Step step : circle) {
            if (exchange(step)) {
                return;
            }
        }
    }

    private static List<Pass> passes(UniqueRule rule, List<Step> steps, Map<Step, UpdateRow> wholes) {
        Map<Object, Step> released = new HashMap<>();
        for (Step step : steps) {
            UpdateRow update = wholes.get(step);
            if (update != null
                    && RuleBook.changes(update, rule.watched())
                    && RuleBook.isComplete(rule, update.before())) {
                released.put(RuleBook.value(rule, update.before()), step);
            }
        }
        List<Pass> passes = new ArrayList<>();
        for (Step step : steps) {
            UpdateRow update = wholes.get(step);
            if (update != null && RuleBook.changes(update, rule.watched()) && RuleBook.isComplete(rule, update.row())) {
                Step from = released.get(RuleBook.value(rule, update.row()));
                if (from != null && !from.equals(step)) {
                    passes.add(new Pass(from, step));
                }
            }
        }
        return passes;
    }

    /** Those that pass their values round in a circle; each passes its value on to one at the most. */
    private static List<List<Step>> circles(List<Pass> passes) {
        Map<Step, Step> next = new HashMap<>();
        passes.forEach(pass -> next.put(pass.from(), pass.to()));
        List<List<Step>> circles = new ArrayList<>();
        Set<Step> seen = new HashSet<>();
        for (Pass pass : passes) {
            List<Step> way = new ArrayList<>();
            Step at = pass.from();
            while (at != null && seen.add(at)) {
                way.add(at);
                at = next.get(at);
            }
            int back = at == null ? -1 : way.indexOf(at);
            if (back >= 0) {
                circles.add(way.subList(back, way.size()));
            }
        }
        return circles;
    }

    /** Has a row give up what it has under a rule by a write of its own, before its own; whether it can. */
    private boolean park(UniqueRule rule, Step step, Map<Step, UpdateRow> wholes) {
        UpdateRow whole = wholes.get(step);
        if (whole == null || !(step.change() instanceof UpdateRow now) || !RuleBook.isComplete(rule, whole.row())) {
            return false; // a row that will have nothing under the rule gives up what it has by its own write
        }
        Parking parking = Parking.of(rule, whole.before(), whole.row(), rules);
        if (parking == null) {
            return false;
        }
        Row before = whole.before();
        Row meanwhile = now.before().with(parking.column(), parking.value());
        Step first = parked.get(step);
        UpdateRow giving = whole.part(before, meanwhile);
        if (first == null) {
            first = graph.addFirst(giving);
            parked.put(step, first);
            first.passesTo(step, rule);
        } else {
            first.become(giving);
        }
        step.become(whole.part(meanwhile, whole.row()));
        return true;
    }

    /** Deletes a row and inserts it as it will be, where nothing else depends on its being there; whether it does. */
    private boolean exchange(Step step) {
        if (!(step.change() instanceof UpdateRow update)
                || update.rowType().equals(update.owner().rowType())
                || update.rowType().filled().length > 0
                || ranks.isReferred(update.rowType().table())) {
            return false;
        }
        Step delete = graph.addFirst(new DeleteRow(update.owner(), update.before(), update.ordinal()));
        step.become(new InsertRow(update.owner(), update.row(), update.ordinal()));
        delete.before(step, null);
        exchanged.put(step, delete);
        return true;
    }
}
