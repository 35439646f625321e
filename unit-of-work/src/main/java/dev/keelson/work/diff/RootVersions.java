package dev.keelson.work.diff;

import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.VersionCount;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How versions of roots are counted.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416), Coarse-Grained Lock (438).
 */
final class RootVersions {

    private RootVersions() {}

    /** This root as it is stored first. */
    static Row first(Tracked tracked, Row root, Moment moment) {
        int version = root.type().version();
        if (version < 0) {
            return root;
        }
        long first = tracked.model().versioning().fromClock()
                ? ChronoUnit.MICROS.between(Instant.EPOCH, moment.instant())
                : VersionCount.FIRST;
        return with(tracked, root, first);
    }

    /** This root as it is stored next. A root that somebody stored without a version begins with the first. */
    static Row next(Tracked tracked, Row before, Row after, Moment moment) {
        if (after.type().version() < 0) {
            return after;
        }
        return GuardRoot.version(before) < 0
                ? first(tracked, after, moment)
                : VersionCount.next(tracked.model().name(), tracked.id(), before, after);
    }

    private static Row with(Tracked tracked, Row root, long number) {
        return VersionCount.with(tracked.model().name(), tracked.id(), root, number);
    }
}
