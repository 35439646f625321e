package dev.keelson.work.plan;

import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.model.DomainModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Orders a commit. The habit: deletes from the leaves up, updates, inserts from the roots down, rows of one kind side by
 * side so that they share a statement. Where rows refer to each other otherwise, {@link RowEdges} decide. Thread-safe.
 */
public final class Planner {

    private final Ranks ranks;
    private final RuleBook rules;
    private final RowEdges edges;
    private final Comparator<GuardRoot> guardOrder;

    /**
     * @param constraints what the database watches over
     */
    public Planner(DomainModel model, Constraints constraints) {
        this.ranks = new Ranks(model);
        this.rules = new RuleBook(constraints);
        this.edges = new RowEdges(ranks, rules);
        this.guardOrder = Comparator.<GuardRoot>comparingInt(guard -> ranks.of(guard.rowType()))
                .thenComparing(GuardRoot::row, KeyOrder.INSTANCE);
    }

    public RowPlan plan(ChangeSet changes) {
        List<GuardRoot> guards = new ArrayList<>(changes.aggregates().size());
        for (AggregateChange aggregate : changes.aggregates()) {
            if (aggregate.guard() != null) {
                guards.add(guard(aggregate.guard(), aggregate.rows()));
            }
        }
        if (guards.size() > 1) {
            guards.sort(guardOrder);
        }
        return new RowPlan(guards, edges.order(Habit.order(changes.aggregates(), ranks)));
    }

    /** The same guard, exclusive where the root's own unique values change. */
    private GuardRoot guard(GuardRoot guard, List<Change> rows) {
        for (int i = 0; i < rows.size() && !guard.exclusive(); i++) {
            if (rows.get(i) instanceof UpdateRow update
                    && update.rowType().equals(guard.rowType())
                    && rules.isMoved(update)) {
                return new GuardRoot(guard.owner(), guard.row(), true, guard.hidden());
            }
        }
        return guard;
    }
}
