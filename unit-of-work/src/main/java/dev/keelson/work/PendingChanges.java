package dev.keelson.work;

import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.model.Roots;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.List;

/** What a unit of work has changed and not committed, so that a query would not see it. */
final class PendingChanges {

    private PendingChanges() {}

    /**
     * Refuses a query for these while what it would judge is only in memory, since a query never flushes.
     *
     * @throws PendingChangesException if it is
     */
    static void refuse(Engine engine, Tracker tracker, WorkScope scope, Roots roots) {
        List<Tracked> same = tracker.tracked().stream()
                .filter(one -> one.model().family() == roots.first().family())
                .toList();
        RowPlan pending = engine.planner().plan(engine.differ().compare(same, tracker, scope.reading()));
        if (!pending.writes().isEmpty()) {
            throw new PendingChangesException(
                    pending.writes().stream()
                            .map(change -> change.table())
                            .distinct()
                            .toList(),
                    pending.writes().stream()
                            .map(change -> change.aggregate())
                            .distinct()
                            .toList());
        }
    }
}
