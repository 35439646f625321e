package dev.keelson.work.plan;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which row must be written before which, told by the values of their foreign keys: a target is inserted before a row
 * refers to it, and no row refers to a target any more when it is deleted. Thread-safe.
 */
final class RowEdges {

    private final Ranks ranks;
    private final RuleBook rules;

    RowEdges(Ranks ranks, RuleBook rules) {
        this.ranks = ranks;
        this.rules = rules;
    }

    private record Target(TableName table, Object key) {}

    /** The same writes in an order that keeps every edge, and the given order where there is none. */
    WriteOrder order(List<Change> writes) {
        if (isHabitKept(writes)) {
            return WriteOrder.plain(writes);
        }
        WriteGraph graph = new WriteGraph(rules);
        writes.forEach(graph::add);
        Map<Target, Step> inserted = new HashMap<>();
        Map<Target, Step> deleted = new HashMap<>();
        for (Step step : graph.steps()) {
            Target target = new Target(
                    step.change().rowType().table(), step.change().row().key());
            if (step.change() instanceof InsertRow) {
                inserted.put(target, step);
            } else if (step.change() instanceof DeleteRow) {
                deleted.put(target, step);
            }
        }
        for (Step step : graph.steps()) {
            List<ForeignKey> references = step.change().rowType().foreignKeys();
            for (int i = 0; i < references.size(); i++) {
                edges(step, references.get(i), inserted, deleted);
            }
        }
        new UniqueLadder(graph, rules, ranks).descend();
        new UniqueEdges(graph.steps(), rules).add();
        return graph.order();
    }

    /**
     * Deletes up and inserts down are right by habit, except between rows of one rank, for updates of references, and for
     * updates of what is unique.
     */
    private boolean isHabitKept(List<Change> writes) {
        for (int i = 0; i < writes.size(); i++) {
            if (!(i > 0 && isLike(writes.get(i - 1), writes.get(i))) && mayBreakTheHabit(writes.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a write breaks the habit just as the one before: of whole rows the table alone tells. */
    @SuppressWarnings("ReferenceEquality") // a row type is equal only to itself
    private static boolean isLike(Change before, Change change) {
        return before.rowType() == change.rowType()
                && (change instanceof InsertRow || change instanceof DeleteRow)
                && before.kind() == change.kind();
    }

    private boolean mayBreakTheHabit(Change change) {
        if (change instanceof RestoreRow || (change instanceof UpdateRow update && rules.isMoved(update))) {
            return true;
        }
        List<ForeignKey> references = change.rowType().foreignKeys();
        for (int i = 0; i < references.size(); i++) {
            ForeignKey reference = references.get(i);
            boolean upwards = ranks.of(reference.target()) >= ranks.of(change.rowType());
            if (upwards || (change instanceof UpdateRow update && moves(update, reference))) {
                return true;
            }
        }
        return false;
    }

    private static boolean moves(UpdateRow update, ForeignKey reference) {
        for (int i = 0; i < reference.columns().size(); i++) {
            if (!update.before().same(reference.columns().get(i), update.row())) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // a row may refer to itself
    private static void edges(Step step, ForeignKey reference, Map<Target, Step> inserted, Map<Target, Step> deleted) {
        Change change = step.change();
        if (!(change instanceof DeleteRow)) {
            Step target = inserted.get(target(change.row(), reference));
            if (target != null && target != step) {
                target.before(step, reference);
            }
        }
        Row before = before(change);
        if (before != null) {
            Step target = deleted.get(target(before, reference));
            if (target != null && target != step) {
                step.before(target, reference);
            }
        }
    }

    /** The row whose references go, or null where none do. */
    private static @Nullable Row before(Change change) {
        return switch (change) {
            case DeleteRow delete -> delete.row();
            case UpdateRow update -> update.before();
            case RestoreRow restore -> restore.before();
            case InsertRow insert -> null;
            case HideRow hide -> null;
            case GuardRoot guard -> null;
        };
    }

    private static Target target(Row row, ForeignKey reference) {
        return new Target(reference.target(), row.keyOf(reference.columns()));
    }
}
