package dev.keelson.work.diff;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches the rows of one table of one aggregate by their key. Most often they stand in the same order as before, which
 * costs no map.
 */
final class KeyMatch {

    private KeyMatch() {}

    static void table(AggregateRef owner, List<Row> before, List<Row> after, List<Change> changes) {
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
        Map<Object, Integer> left = new HashMap<>();
        for (int i = from; i < before.size(); i++) {
            left.put(before.get(i).key(), i);
        }
        for (int i = from; i < after.size(); i++) {
            Integer match = left.remove(after.get(i).key());
            if (match == null) {
                changes.add(new InsertRow(owner, after.get(i), i));
            } else {
                update(owner, before.get(match), after.get(i), i, changes);
            }
        }
        for (int i = from; i < before.size(); i++) {
            if (left.containsKey(before.get(i).key())) {
                changes.add(new DeleteRow(owner, before.get(i), i));
            }
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
        Map<Object, Integer> keys = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Integer other = keys.putIfAbsent(rows.get(i).key(), i);
            if (other != null) {
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
