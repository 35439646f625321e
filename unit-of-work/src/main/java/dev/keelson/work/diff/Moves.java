package dev.keelson.work.diff;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.KeyIndex;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parts that leave one aggregate and come into another in the same commit: their rows are updated where they lie, rather than
 * deleted and inserted. Rows of which a parent has only one are not, since two of them may change places. Used by one thread,
 * once.
 */
final class Moves {

    /** The rows of one type that leave an aggregate, and those that come into one. */
    private static final class Traffic {

        private final KeyIndex leaving = new KeyIndex(1);
        private final List<DeleteRow> left = new ArrayList<>(1);
        private final KeyIndex coming = new KeyIndex(8);
        private final List<InsertRow> came = new ArrayList<>(8);

        /** Of those that left, who comes back with the hidden aggregate that they leave. */
        private final BitSet hidden = new BitSet(0);

        private void leave(DeleteRow delete, boolean isHidden) {
            int known = leaving.add(delete.row());
            if (known < 0) {
                left.add(delete);
            } else {
                left.set(known, delete);
            }
            if (isHidden) {
                hidden.set(known < 0 ? left.size() - 1 : known);
            }
        }

        private void come(InsertRow insert) {
            int known = coming.add(insert.row());
            if (known >= 0) {
                throw twice(came.get(known), insert);
            }
            came.add(insert);
        }

        /** Whether a row that leaves comes elsewhere. */
        private boolean isAny() {
            for (int i = 0; i < left.size(); i++) {
                if (coming.find(left.get(i).row()) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private final IdentityHashMap<RowType, Traffic> byType = new IdentityHashMap<>();
    private final Set<String> single = new HashSet<>();
    private @Nullable RowType last;
    private boolean lastMoves;
    private @Nullable Traffic traffic;

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
        for (int i = 0; i < changes.size(); i++) {
            moves.look(changes.get(i));
        }
        moves.byType
                .entrySet()
                .removeIf(of -> moves.isWithinSingle(of.getKey().path())
                        || !of.getValue().isAny());
        return moves.byType.isEmpty()
                ? changes
                : changes.stream().map(moves::joined).toList();
    }

    private void look(AggregateChange aggregate) {
        List<Change> rows = aggregate.rows();
        for (int i = 0; i < rows.size(); i++) {
            Change change = rows.get(i);
            enter(change);
            if (lastMoves && change instanceof DeleteRow delete) {
                traffic(change)
                        .leave(
                                delete,
                                aggregate.guard() != null && aggregate.guard().hidden());
            } else if (lastMoves && change instanceof InsertRow insert) {
                traffic(change).come(insert);
            }
        }
    }

    /** Most often a change is of the same table as the one before. */
    @SuppressWarnings("ReferenceEquality") // a row type is equal only to itself
    private void enter(Change change) {
        RowType type = change.rowType();
        if (type == last) {
            return;
        }
        last = type;
        traffic = null;
        lastMoves = canMove(change);
        if (!type.uniques().isEmpty()) {
            single.add(type.path());
        }
    }

    private Traffic traffic(Change change) {
        Traffic known = traffic;
        if (known == null) {
            known = byType.computeIfAbsent(change.rowType(), unused -> new Traffic());
            traffic = known;
        }
        return known;
    }

    /** Whether it is a part whose key does not tell already which root it hangs on. */
    @SuppressWarnings("ReferenceEquality") // a row type is equal only to itself
    private static boolean canMove(Change change) {
        RowType type = change.rowType();
        RowType root = change.owner().rowType();
        if (type == root) {
            return false;
        }
        List<ForeignKey> references = type.foreignKeys();
        for (int i = 0; i < references.size(); i++) {
            ForeignKey reference = references.get(i);
            if (reference.toParent() && reference.target().equals(root.table()) && isOfKey(reference, type)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfKey(ForeignKey reference, RowType type) {
        for (int i = 0; i < reference.columns().size(); i++) {
            if (!type.isKey(reference.columns().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isWithinSingle(String path) {
        return single.stream().anyMatch(part -> path.equals(part) || path.startsWith(part + "."));
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
        Traffic of = byType.get(change.rowType());
        boolean goesOrComes = change instanceof DeleteRow || change instanceof InsertRow;
        int from = of == null || !goesOrComes ? -1 : of.leaving.find(change.row());
        if (of == null || from < 0 || of.coming.find(change.row()) < 0) {
            return change;
        }
        if (!(change instanceof InsertRow to)) {
            return null;
        }
        Row before = of.left.get(from).row();
        ColumnSet changed = Differ.changedColumns(before, to.row());
        UpdateRow update = changed == null
                ? null
                : FilledColumns.checked(new UpdateRow(to.owner(), before, to.row(), changed, to.ordinal()));
        if (of.hidden.get(from)) { // it comes back with the aggregate that it leaves
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
