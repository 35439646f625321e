package dev.keelson.work.diff;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.KeyIndex;
import dev.keelson.work.row.Row;
import java.util.BitSet;
import java.util.List;

/**
 * Matches the rows of one table of one aggregate by their key. Most often they stand in the same order as before, which
 * costs no index.
 */
final class KeyMatch {

    private KeyMatch() {}

    @SuppressWarnings("ReferenceEquality") // unchanged tables are the remembered ones
    static void table(AggregateRef owner, List<Row> before, List<Row> after, List<Change> changes) {
        if (before == after) {
            return;
        }
        int common = Math.min(before.size(), after.size());
        int same = 0;
        while (same < common && before.get(same).sameKey(after.get(same))) {
            update(owner, before.get(same), after.get(same), same, changes);
            same++;
        }
        if (same < before.size() || same < after.size()) {
            rest(owner, before, after, same, changes);
        }
    }

    private static void rest(AggregateRef owner, List<Row> before, List<Row> after, int from, List<Change> changes) {
        checkDistinct(owner, after);
        KeyIndex left = new KeyIndex(before.size() - from);
        int[] places = new int[before.size() - from];
        int keys = 0;
        for (int i = from; i < before.size(); i++) {
            if (left.add(before.get(i)) < 0) {
                places[keys++] = i;
            }
        }
        BitSet matched = new BitSet(keys);
        for (int i = from; i < after.size(); i++) {
            int match = left.find(after.get(i));
            if (match < 0) {
                changes.add(new InsertRow(owner, after.get(i), i));
            } else {
                matched.set(match);
                update(owner, before.get(places[match]), after.get(i), i, changes);
            }
        }
        for (int match = matched.nextClearBit(0); match < keys; match = matched.nextClearBit(match + 1)) {
            changes.add(new DeleteRow(owner, before.get(places[match]), places[match]));
        }
    }

    private static void update(AggregateRef owner, Row before, Row after, int ordinal, List<Change> changes) {
        ColumnSet changed = Differ.changedColumns(before, after);
        if (changed != null) {
            changes.add(FilledColumns.checked(new UpdateRow(owner, before, after, changed, ordinal)));
        }
    }

    /** Two rows with one key cannot both be stored. */
    static void checkDistinct(AggregateRef owner, List<Row> rows) {
        if (rows.size() < 2) {
            return;
        }
        KeyIndex keys = new KeyIndex(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            int other = keys.add(rows.get(i));
            if (other >= 0) {
                throw new UnstorableValueException(
                        Change.place(rows.get(i), i),
                        owner.id(),
                        "an element",
                        Change.place(rows.get(other), other) + " has the same identity; each may be there once",
                        null);
            }
        }
    }
}
