package dev.keelson.work.plan;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which row must let go of a key or unique value before another takes it: what is deleted before what is inserted or moves,
 * and what moves before what is inserted. Values that pass from update to update are left as they come. Used by one thread.
 */
final class UniqueEdges {

    /** What one row at a time may have. */
    private record Slot(TableName table, List<Integer> columns, Object value) {}

    private final List<Step> steps;
    private final Map<Slot, Step> released = new HashMap<>();
    private final Map<RowType, List<List<Integer>>> uniques = new HashMap<>();

    UniqueEdges(List<Step> steps) {
        this.steps = steps;
    }

    void add() {
        for (Step step : steps) {
            Row before = before(step.change());
            if (before != null) {
                for (Slot slot : slots(step, before)) {
                    released.put(slot, step);
                }
            }
        }
        if (!released.isEmpty()) {
            steps.forEach(this::take);
        }
    }

    private void take(Step step) {
        Row after = after(step.change());
        if (after == null) {
            return;
        }
        for (Slot slot : slots(step, after)) {
            Step first = released.get(slot);
            if (first != null && !(first.change() instanceof UpdateRow && step.change() instanceof UpdateRow)) {
                first.before(step, null);
            }
        }
    }

    /** What this state of the row has and its other state has not. */
    private List<Slot> slots(Step step, Row row) {
        List<Slot> slots = new ArrayList<>(1);
        for (List<Integer> columns : uniques.computeIfAbsent(row.type(), UniqueEdges::uniques)) {
            if (changes(step.change(), columns) && isComplete(row, columns)) {
                slots.add(new Slot(row.type().table(), columns, row.keyOf(columns)));
            }
        }
        return slots;
    }

    private static List<List<Integer>> uniques(RowType type) {
        List<Integer> key = new ArrayList<>();
        for (int n = 0; n < type.keyWidth(); n++) {
            key.add(type.keyColumn(n));
        }
        List<List<Integer>> all = new ArrayList<>(type.uniques());
        all.add(key);
        return all;
    }

    private static boolean changes(Change change, List<Integer> columns) {
        return !(change instanceof UpdateRow update)
                || columns.stream().anyMatch(column -> !update.before().same(column, update.row()));
    }

    /** Nulls are never the same. */
    private static boolean isComplete(Row row, List<Integer> columns) {
        return columns.stream().noneMatch(column -> row.get(column) == null);
    }

    private static @Nullable Row before(Change change) {
        return switch (change) {
            case DeleteRow delete -> delete.row();
            case UpdateRow update -> update.before();
            case InsertRow insert -> null;
            case GuardRoot guard -> null;
        };
    }

    private static @Nullable Row after(Change change) {
        return switch (change) {
            case InsertRow insert -> insert.row();
            case UpdateRow update -> update.row();
            case DeleteRow delete -> null;
            case GuardRoot guard -> null;
        };
    }
}
