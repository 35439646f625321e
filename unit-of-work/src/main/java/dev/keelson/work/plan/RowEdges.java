package dev.keelson.work.plan;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which row must be written before which, told by the values of their foreign keys: a target is inserted before a row
 * refers to it, and no row refers to a target any more when it is deleted. Thread-safe.
 */
final class RowEdges {

    private final Ranks ranks;

    RowEdges(Ranks ranks) {
        this.ranks = ranks;
    }

    private record Target(TableName table, Object key) {}

    /** The same writes in an order that keeps every edge, and the given order where there is none. */
    List<Change> order(List<Change> writes) {
        boolean habitHolds = true;
        for (int i = 0; i < writes.size() && habitHolds; i++) {
            habitHolds = !mayBreakTheHabit(writes.get(i));
        }
        if (habitHolds) {
            return writes;
        }
        Map<Target, Integer> inserted = new HashMap<>();
        Map<Target, Integer> deleted = new HashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            Change change = writes.get(i);
            Target target = new Target(change.rowType().table(), change.row().key());
            if (change instanceof InsertRow) {
                inserted.put(target, i);
            } else if (change instanceof DeleteRow) {
                deleted.put(target, i);
            }
        }
        List<List<Integer>> after = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            after.add(new ArrayList<>());
        }
        for (int i = 0; i < writes.size(); i++) {
            for (ForeignKey reference : writes.get(i).rowType().foreignKeys()) {
                edges(writes.get(i), i, reference, inserted, deleted, after);
            }
        }
        return sorted(writes, after);
    }

    /** Deletes up and inserts down are right by habit, except between rows of one rank and for updates of references. */
    private boolean mayBreakTheHabit(Change change) {
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

    private static void edges(
            Change change,
            int at,
            ForeignKey reference,
            Map<Target, Integer> inserted,
            Map<Target, Integer> deleted,
            List<List<Integer>> after) {
        if (change instanceof InsertRow || change instanceof UpdateRow) {
            Integer target = inserted.get(target(change.row(), reference));
            if (target != null && target != at) {
                after.get(target).add(at);
            }
        }
        if (change instanceof DeleteRow || change instanceof UpdateRow) {
            Row before = change instanceof UpdateRow update ? update.before() : change.row();
            Integer target = deleted.get(target(before, reference));
            if (target != null && target != at) {
                after.get(at).add(target);
            }
        }
    }

    private static Target target(Row row, ForeignKey reference) {
        return new Target(reference.target(), row.keyOf(reference.columns()));
    }

    private static List<Change> sorted(List<Change> writes, List<List<Integer>> after) {
        int[] open = new int[writes.size()];
        after.forEach(targets -> targets.forEach(target -> open[target]++));
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < open.length; i++) {
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        List<Change> sorted = new ArrayList<>(writes.size());
        while (!ready.isEmpty()) {
            int next = ready.remove();
            sorted.add(writes.get(next));
            for (int target : after.get(next)) {
                if (--open[target] == 0) {
                    ready.add(target);
                }
            }
        }
        if (sorted.size() < writes.size()) {
            throw cycle(writes, open);
        }
        return sorted;
    }

    private static ConstraintViolationException cycle(List<Change> writes, int[] open) {
        List<String> rows = new ArrayList<>();
        String table = "";
        for (int i = 0; i < open.length; i++) {
            if (open[i] > 0) {
                rows.add(writes.get(i).kind() + " " + writes.get(i).row());
                table = writes.get(i).table();
            }
        }
        return new ConstraintViolationException("(foreign keys in a circle)", table, rows, null, null);
    }
}
