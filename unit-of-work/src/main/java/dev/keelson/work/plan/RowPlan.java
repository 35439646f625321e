package dev.keelson.work.plan;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a commit does, row by row and in order: first the roots that must be unchanged, then the writes. Immutable.
 *
 * @param guards the roots that are locked and checked, in the one order that all commits keep
 * @param writes the rows written, in the order they are written
 */
public record RowPlan(List<GuardRoot> guards, List<Change> writes) implements CommitPlan {

    public RowPlan {
        guards = List.copyOf(guards);
        writes = List.copyOf(writes);
    }

    @Override
    public List<Change> operations() {
        List<Change> operations = new ArrayList<>(guards);
        operations.addAll(writes);
        return operations;
    }

    @Override
    public boolean isEmpty() {
        return guards.isEmpty() && writes.isEmpty();
    }

    /** One line an operation: what, where, and why. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "nothing to commit";
        }
        StringBuilder text = new StringBuilder();
        for (Change change : operations()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append("%-6s %s %s%s  (%s)"
                            .formatted(
                                    change.kind(),
                                    change.table(),
                                    change.key().values(),
                                    columns(change.columns()),
                                    String.join("; ", change.reasons())));
        }
        return text.toString();
    }

    private static String columns(Map<String, @Nullable Object> columns) {
        return columns.isEmpty() ? "" : " " + columns.keySet();
    }
}
