package dev.keelson.work.plan;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.row.UniqueRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which row must let go of a key or unique value before another takes it: what is deleted before what is inserted or moves,
 * and what moves before what is inserted. Values that pass from update to update are the {@link UniqueLadder}'s. Used by one
 * thread.
 */
final class UniqueEdges {

    /** What one row at a time may have. */
    private record Slot(TableName table, UniqueRule rule, Object value) {}

    private final List<Step> steps;
    private final RuleBook rules;
    private final Map<Slot, Step> released = new HashMap<>();
    private final Map<RowType, List<UniqueRule>> all = new HashMap<>();

    UniqueEdges(List<Step> steps, RuleBook rules) {
        this.steps = steps;
        this.rules = rules;
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
            if (first != null
                    && !first.equals(step)
                    && !(first.change() instanceof UpdateRow && step.change() instanceof UpdateRow)) {
                if (slot.rule().equals(UniqueRule.mapped(key(step.change().rowType())))) {
                    first.before(step, null);
                } else {
                    first.passesTo(step, slot.rule());
                }
            }
        }
    }

    /** What this state of the row has and its other state has not. */
    private List<Slot> slots(Step step, Row row) {
        List<Slot> slots = new ArrayList<>(1);
        for (UniqueRule rule : all.computeIfAbsent(row.type(), this::rules)) {
            if (changes(step.change(), rule) && RuleBook.isComplete(rule, row)) {
                slots.add(new Slot(row.type().table(), rule, RuleBook.value(rule, row)));
            }
        }
        return slots;
    }

    private List<UniqueRule> rules(RowType type) {
        List<UniqueRule> withKey = new ArrayList<>(rules.of(type));
        withKey.add(UniqueRule.mapped(key(type)));
        return withKey;
    }

    private static List<Integer> key(RowType type) {
        List<Integer> key = new ArrayList<>();
        for (int n = 0; n < type.keyWidth(); n++) {
            key.add(type.keyColumn(n));
        }
        return key;
    }

    private static boolean changes(Change change, UniqueRule rule) {
        return !(change instanceof UpdateRow update) || RuleBook.changes(update, rule.watched());
    }

    private static @Nullable Row before(Change change) {
        return switch (change) {
            case DeleteRow delete -> delete.row();
            case HideRow hide -> hide.before();
            case UpdateRow update -> update.before();
            case RestoreRow restore -> null;
            case InsertRow insert -> null;
            case GuardRoot guard -> null;
        };
    }

    private static @Nullable Row after(Change change) {
        return switch (change) {
            case InsertRow insert -> insert.row();
            case UpdateRow update -> update.row();
            case RestoreRow restore -> restore.row();
            case DeleteRow delete -> null;
            case HideRow hide -> null;
            case GuardRoot guard -> null;
        };
    }
}
