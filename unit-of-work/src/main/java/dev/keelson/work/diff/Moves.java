package dev.keelson.work.diff;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parts that leave one aggregate and come into another in the same commit: their rows are updated where they lie, rather than
 * deleted and inserted. Rows of which a parent has only one are not, since two of them may change places. Used by one thread,
 * once.
 */
final class Moves {

    /** What tells a row among all aggregates. */
    private record Slot(RowType type, Object key) {}

    private final Map<Slot, DeleteRow> leaving = new HashMap<>();
    private final Map<Slot, InsertRow> coming = new HashMap<>();
    private final Set<Slot> moved = new HashSet<>();
    private final Set<String> single = new HashSet<>();
    private final Set<Slot> hidden = new HashSet<>();

    private Moves() {}

    /**
     * The same changes, with moves in the place of a delete and an insert each.
     *
     * @throws UnstorableValueException if one part comes into two aggregates
     */
    static List<AggregateChange> found(List<AggregateChange> changes) {
        if (changes.size() < 2) {
            return changes;
        }
        Moves moves = new Moves();
        changes.forEach(moves::look);
        moves.moved.removeIf(slot -> moves.isWithinSingle(slot.type().path()));
        return moves.moved.isEmpty()
                ? changes
                : changes.stream().map(moves::joined).toList();
    }

    private void look(AggregateChange aggregate) {
        for (Change change : aggregate.rows()) {
            if (!change.rowType().uniques().isEmpty()) {
                single.add(change.rowType().path());
            }
            if (change instanceof DeleteRow delete && isPart(change)) {
                leaving.put(slot(change), delete);
                if (aggregate.guard() != null && aggregate.guard().hidden()) {
                    hidden.add(slot(change));
                }
                note(slot(change));
            } else if (change instanceof InsertRow insert && isPart(change)) {
                InsertRow other = coming.put(slot(change), insert);
                if (other != null) {
                    throw twice(other, insert);
                }
                note(slot(change));
            }
        }
    }

    private void note(Slot slot) {
        if (leaving.containsKey(slot) && coming.containsKey(slot)) {
            moved.add(slot);
        }
    }

    private boolean isWithinSingle(String path) {
        return single.stream().anyMatch(part -> path.equals(part) || path.startsWith(part + "."));
    }

    @SuppressWarnings("ReferenceEquality") // a row type is equal only to itself
    private static boolean isPart(Change change) {
        return change.rowType() != change.owner().rowType();
    }

    private static Slot slot(Change change) {
        return new Slot(change.rowType(), change.row().key());
    }

    private AggregateChange joined(AggregateChange aggregate) {
        List<Change> rows = new ArrayList<>(aggregate.rows().size());
        for (Change change : aggregate.rows()) {
            Change joined = joined(change);
            if (joined != null) {
                rows.add(joined);
            }
        }
        return new AggregateChange(aggregate.owner(), aggregate.guard(), rows, aggregate.after());
    }

    private @Nullable Change joined(Change change) {
        boolean ofPart = (change instanceof DeleteRow || change instanceof InsertRow) && isPart(change);
        DeleteRow from = ofPart && moved.contains(slot(change)) ? leaving.get(slot(change)) : null;
        if (from == null) {
            return change;
        }
        if (!(change instanceof InsertRow to)) {
            return null;
        }
        ColumnSet changed = Differ.changedColumns(from.row(), to.row());
        UpdateRow update = changed == null
                ? null
                : FilledColumns.checked(new UpdateRow(to.owner(), from.row(), to.row(), changed, to.ordinal()));
        if (hidden.contains(slot(change))) { // it comes back with the aggregate that it leaves
            return update == null ? RestoreRow.of(to.owner(), to.row(), to.ordinal()) : RestoreRow.of(update);
        }
        return update;
    }

    private static UnstorableValueException twice(InsertRow one, InsertRow other) {
        return new UnstorableValueException(
                Change.place(other.row(), other.ordinal()),
                other.owner().id(),
                "an element",
                "it is in " + one.owner() + " too, at " + Change.place(one.row(), one.ordinal())
                        + "; a part belongs to one aggregate",
                null);
    }
}
