package dev.keelson.work.diff;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How versions of roots are counted.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416), Coarse-Grained Lock (438).
 */
final class RootVersions {

    private static final long FIRST = 1;

    private RootVersions() {}

    /** This root as it is stored first. */
    static Row first(Tracked tracked, Row root, Moment moment) {
        int version = root.type().version();
        if (version < 0) {
            return root;
        }
        long first = tracked.model().versioning().fromClock()
                ? ChronoUnit.MICROS.between(Instant.EPOCH, moment.instant())
                : FIRST;
        return with(tracked, root, first);
    }

    /** This root as it is stored next. A root that somebody stored without a version begins with the first. */
    static Row next(Tracked tracked, Row before, Row after, Moment moment) {
        if (after.type().version() < 0) {
            return after;
        }
        long version = GuardRoot.version(before);
        if (version < 0) {
            return first(tracked, after, moment);
        }
        if (version == Long.MAX_VALUE) {
            throw overflow(tracked, after, "no number is greater than the version that it has", null);
        }
        return with(tracked, after, version + 1);
    }

    private static Row with(Tracked tracked, Row root, long number) {
        int version = root.type().version();
        try {
            return root.with(version, root.type().column(version).type().fit(number));
        } catch (IllegalArgumentException tooNarrow) {
            throw overflow(
                    tracked,
                    root,
                    "the next version, " + number + ", does not fit "
                            + root.type().column(version).type(),
                    tooNarrow);
        }
    }

    private static UnstorableValueException overflow(
            Tracked tracked, Row root, String problem, @Nullable Throwable cause) {
        Column column = root.type().column(root.type().version());
        return new UnstorableValueException(
                tracked.model().name() + "." + column.label(), tracked.id(), "a version", problem, cause);
    }
}
