package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a unit of work that is closed leaves behind and no commit wrote. */
final class LostChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LostChanges.class);

    private LostChanges() {}

    /** Tells of it in a warning, where there is anything. */
    static void warn(Engine engine, Tracker tracker, WorkContext context) {
        String lost = told(engine, tracker);
        if (lost != null) {
            LOG.warn(
                    "A unit of work of {} was closed with uncommitted changes{}",
                    context.actor().name(),
                    lost);
        }
    }

    private static @Nullable String told(Engine engine, Tracker tracker) {
        try {
            Tracked first = engine.firstChange().among(tracker.tracked(), tracker);
            return first == null
                    ? null
                    : ", the first found of " + first + ". Call commit(), or discard() to drop them on purpose.";
        } catch (RuntimeException unstorable) {
            return ", which could not have been committed either: " + unstorable.getMessage();
        }
    }
}
