package dev.keelson.work.render;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.policy.Visibility;

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

    private static boolean isRoot(Change change) {
        return change.rowType().equals(change.owner().rowType());
    }
}
