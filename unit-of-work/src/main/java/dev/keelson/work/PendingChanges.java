package dev.keelson.work;

import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.load.select.SelectedColumns;
import dev.keelson.work.load.select.TablesRead;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a unit of work has changed and not committed, so that a query would not see it. */
final class PendingChanges {

    private PendingChanges() {}

    /**
     * Refuses a query while what it would judge is only in memory, since a query never flushes: changes of aggregates of its type, and
     * of those whose tables its condition reads.
     *
     * @param selected what is selected besides, of whatever tables, or null where aggregates are
     * @throws PendingChangesException if it is
     */
    static void refuse(
            Engine engine, Tracker tracker, WorkScope scope, RowQuery query, @Nullable SelectedColumns selected) {
        List<Tracked> same = new ArrayList<>();
        List<Tracked> others = new ArrayList<>();
        List<Tracked> tracked = tracker.tracked();
        if (tracked.isEmpty()) {
            return;
        }
        for (Tracked one : tracked) {
            (one.model().family() == query.roots().first().family() ? same : others).add(one);
        }
        refuse(pending(engine, tracker, scope, same).writes());
        if (!others.isEmpty()) {
            List<? extends RowOperation> elsewhere =
                    pending(engine, tracker, scope, others).writes();
            if (!elsewhere.isEmpty()) {
                refuse(
                        elsewhere,
                        TablesRead.of(
                                query, selected, engine.database().profile().dialect()));
            }
        }
    }

    /**
     * Refuses a statement while changes of a table that it reads are only in memory.
     *
     * @param read gives the names of the tables that it reads
     * @throws PendingChangesException if it is
     */
    static void refuse(Engine engine, Tracker tracker, WorkScope scope, Supplier<Set<String>> read) {
        List<Tracked> tracked = tracker.tracked();
        List<? extends RowOperation> pending = tracked.isEmpty()
                ? List.of()
                : pending(engine, tracker, scope, tracked).writes();
        if (!pending.isEmpty()) {
            refuse(pending, read.get());
        }
    }

    private static void refuse(List<? extends RowOperation> pending, Set<String> read) {
        refuse(pending.stream()
                .filter(change ->
                        read.contains(change.table().substring(change.table().lastIndexOf('.') + 1)))
                .toList());
    }

    private static RowPlan pending(Engine engine, Tracker tracker, WorkScope scope, List<Tracked> tracked) {
        return engine.planner().plan(engine.differ().compare(tracked, tracker, scope.reading()));
    }

    private static void refuse(List<? extends RowOperation> pending) {
        if (!pending.isEmpty()) {
            throw new PendingChangesException(
                    pending.stream().map(RowOperation::table).distinct().toList(),
                    pending.stream().map(RowOperation::aggregate).distinct().toList());
        }
    }
}
