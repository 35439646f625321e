package dev.keelson.work.plan;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.UpdateRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a commit does, row by row and in order: first the roots that must be unchanged, then the writes. Immutable.
 *
 * @param guards the roots that are locked and checked, in the one order that all commits keep
 * @param writes the rows written, in the order they are written
 * @param starts the places of writes that may not share a statement with the one before
 * @param deferred whether constraints that can be checked at the end must be
 * @param unordered whether one statement may do all of it, whose parts have no order among them
 * @param inserting whether one statement may do all of it where no table looks at others as a row is written: it inserts a few
 *     rows, which at the most refer to each other
 */
public record RowPlan(
        List<GuardRoot> guards,
        List<Change> writes,
        Set<Integer> starts,
        boolean deferred,
        boolean unordered,
        boolean inserting)
        implements CommitPlan {

    /** Up to so many rows of a kind are written one by one. */
    public static final int FEW = 3;

    /** Nothing to do. */
    public static final RowPlan EMPTY = new RowPlan(List.of(), WriteOrder.plain(List.of()));

    public RowPlan {
        guards = List.copyOf(guards);
        writes = List.copyOf(writes);
        starts = Set.copyOf(starts);
    }

    RowPlan(List<GuardRoot> guards, WriteOrder order) {
        this(
                guards,
                order.writes(),
                places(order.starts()),
                order.deferred(),
                Unordered.is(guards, order),
                Unordered.isInserting(guards, order));
    }

    /** Whether the update of one root, which is checked, is all of it. */
    public boolean isOfOneRoot() {
        return guards.size() == 1
                && writes.size() == 1
                && writes.get(0) instanceof UpdateRow update
                && update.rowType() == guards.get(0).rowType();
    }

    private static Set<Integer> places(BitSet starts) {
        return starts.isEmpty() ? Set.of() : starts.stream().boxed().collect(Collectors.toSet());
    }

    /** Whether the write at this place may not share a statement with the one before. */
    public boolean startsAt(int place) {
        return !starts.isEmpty() && starts.contains(place);
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
        return text(operations());
    }

    static String text(List<? extends RowOperation> operations) {
        if (operations.isEmpty()) {
            return "nothing to commit";
        }
        StringBuilder text = new StringBuilder();
        for (RowOperation change : operations) {
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
