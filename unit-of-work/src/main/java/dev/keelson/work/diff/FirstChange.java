package dev.keelson.work.diff;

import dev.keelson.work.change.Change;
import dev.keelson.work.hydrate.Dehydrating;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Targets;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.track.Tracked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a commit would write anything, which is less work than what it would write: it looks no further than to
 * the first difference. Thread-safe.
 */
public final class FirstChange {

    private final Dehydrator dehydrator;

    public FirstChange(Dehydrator dehydrator) {
        this.dehydrator = dehydrator;
    }

    /**
     * The first aggregate that a commit would write, or null where there is none.
     *
     * @param targets judges what the aggregates refer to
     * @throws dev.keelson.kernel.error.UnstorableValueException if a change was found that no commit could write
     */
    public @Nullable Tracked among(List<Tracked> tracked, Targets targets) {
        Dehydrating dehydrating = dehydrator.begin();
        for (Tracked one : tracked) {
            boolean changed = switch (one.state()) {
                case ADDED, REMOVED -> true;
                case LOADED -> one.isRestored() || Differ.isMoved(one) || isChanged(one, dehydrating, targets);
            };
            if (changed) {
                return one;
            }
        }
        return null;
    }

    /** The root's own row first, most of the time enough to tell, then table by table. */
    @SuppressWarnings("ReferenceEquality") // what did not change is what is remembered
    private boolean isChanged(Tracked tracked, Dehydrating dehydrating, Targets targets) {
        AggregateRows before = tracked.snapshot();
        if (dehydrating.isSurelyUnchanged(tracked.model(), tracked.aggregate(), before)) {
            return false;
        }
        Dehydrated after = dehydrating.loadedIf(
                root -> Differ.changedColumns(before.root(), root) == null,
                tracked.model(),
                tracked.aggregate(),
                before,
                Differ.judging(tracked, targets));
        if (after == null) {
            return true;
        }
        if (after.rows() == before) {
            return false;
        }
        List<Change> changes = new ArrayList<>(1);
        for (int table = 1; table < before.tables() && changes.isEmpty(); table++) {
            KeyMatch.table(
                    Differ.owner(tracked, before.root()),
                    before.of(table),
                    after.rows().of(table),
                    changes);
        }
        return !changes.isEmpty();
    }
}
