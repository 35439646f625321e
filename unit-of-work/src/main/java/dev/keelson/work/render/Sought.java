package dev.keelson.work.render;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import java.util.Objects;

/** Which of the rows that a policy may hide a write looks for. */
final class Sought {

    private Sought() {}

    /** What went with a root that is restored may have been hidden by hand, and without a stamp: the root's row alone is looked at. */
    static Visibility by(Change change) {
        return switch (change) {
            case RestoreRow restore -> isRoot(restore) ? Visibility.HIDDEN : Visibility.ALL;
            case HideRow hide -> hide.again() ? Visibility.ALL : Visibility.VISIBLE;
            case GuardRoot guard -> guard.hidden() ? Visibility.HIDDEN : Visibility.VISIBLE;
            case InsertRow insert -> Visibility.VISIBLE;
            case UpdateRow update -> update.hidden() ? Visibility.ALL : Visibility.VISIBLE;
            case DeleteRow delete -> delete.hidden() ? Visibility.ALL : Visibility.VISIBLE;
        };
    }

    /** A root that its domain had said to be hidden when it was loaded is looked for whatever it says now. */
    static Visibility by(GuardRoot guard, TableRule rule) {
        Filter hiding = rule.hiding();
        if (hiding == null || !rule.isHiddenByDomain()) {
            return by(guard);
        }
        int column = guard.rowType().position(hiding.column().name());
        return Objects.equals(guard.row().get(column), hiding.seen()) ? Visibility.VISIBLE : Visibility.ALL;
    }

    private static boolean isRoot(Change change) {
        return change.rowType().equals(change.owner().rowType());
    }
}
