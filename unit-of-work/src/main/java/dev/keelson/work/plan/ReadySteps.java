package dev.keelson.work.plan;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.row.RowType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The writes that wait for nothing. They leave in the order of habit, but rows that share a statement stay together as long
 * as there is one more that is ready, so that the number of statements does not grow with that of rows. Used by one
 * thread.
 */
final class ReadySteps {

    private static final Comparator<Step> HABIT = Comparator.comparingInt(Step::place);

    /** What writes must share to share a statement. */
    private record Statement(RowType type, Kind kind, ColumnSet columns) {

        static Statement of(Step step) {
            return new Statement(step.change().rowType(), step.change().kind(), step.columns());
        }
    }

    private final Queue<Step> all = new PriorityQueue<>(HABIT);
    private final Map<Statement, Queue<Step>> byStatement = new HashMap<>();
    private @Nullable Queue<Step> current;

    /** Whether two writes could be one statement. */
    static boolean shareStatement(Step one, Step other) {
        return Statement.of(one).equals(Statement.of(other));
    }

    void add(Step step) {
        all.add(step);
        byStatement
                .computeIfAbsent(Statement.of(step), unused -> new PriorityQueue<>(HABIT))
                .add(step);
    }

    /** The next to be done, or null where none is ready. */
    @Nullable
    Step poll() {
        Step same = current == null ? null : current.poll();
        if (same != null) {
            return same;
        }
        Step first = all.poll();
        while (first != null && first.isDone()) { // it left with its statement
            first = all.poll();
        }
        if (first != null) {
            current = byStatement.get(Statement.of(first));
            if (current != null) {
                current.remove(first);
            }
        }
        return first;
    }
}
