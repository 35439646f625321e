package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.sets.SetWrites;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a unit of work that is closed leaves behind and no commit wrote. */
final class LostChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LostChanges.class);

    private static final String CALL = ". Call commit(), or discard() to drop them on purpose.";

    private LostChanges() {}

    /** Tells of it in a warning, where there is anything. */
    static void warn(Engine engine, Tracker tracker, SetWrites sets, WorkContext context) {
        String lost = sets.isEmpty()
                ? told(engine, tracker)
                : ", among them " + sets.names().get(0) + CALL;
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
            return first == null ? null : ", the first found of " + first + CALL;
        } catch (RuntimeException unstorable) {
            return ", which could not have been committed either: " + unstorable.getMessage();
        }
    }
}
