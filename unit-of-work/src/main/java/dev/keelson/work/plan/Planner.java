package dev.keelson.work.plan;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
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
    private final Comparator<Change> habit;
    private final Comparator<GuardRoot> guardOrder;

    /**
     * @param constraints what the database watches over
     */
    public Planner(DomainModel model, Constraints constraints) {
        this.ranks = new Ranks(model);
        this.rules = new RuleBook(constraints);
        this.edges = new RowEdges(ranks, rules);
        this.habit = Comparator.<Change>comparingInt(Planner::phase)
                .thenComparingInt(this::rank)
                .thenComparing(Change::written, ColumnSet.ORDER);
        this.guardOrder = Comparator.<GuardRoot>comparingInt(guard -> ranks.of(guard.rowType()))
                .thenComparing(GuardRoot::row, KeyOrder.INSTANCE);
    }

    public RowPlan plan(ChangeSet changes) {
        List<GuardRoot> guards = new ArrayList<>();
        List<Change> writes = new ArrayList<>();
        for (AggregateChange aggregate : changes.aggregates()) {
            if (aggregate.guard() != null) {
                guards.add(guard(aggregate.guard(), aggregate.rows()));
            }
            writes.addAll(aggregate.rows());
        }
        if (guards.size() > 1) {
            guards.sort(guardOrder);
        }
        if (writes.size() > 1) {
            writes.sort(habit);
        }
        return new RowPlan(guards, edges.order(writes));
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

    private static int phase(Change change) {
        return switch (change) {
            case GuardRoot guard -> 0;
            case DeleteRow delete -> 1;
            case HideRow hide -> 1;
            case UpdateRow update -> 2;
            case RestoreRow restore -> 3;
            case InsertRow insert -> 4;
        };
    }

    private int rank(Change change) {
        int rank = ranks.of(change.rowType());
        return change.kind() == Kind.DELETE || change.kind() == Kind.HIDE ? -rank : rank;
    }
}
