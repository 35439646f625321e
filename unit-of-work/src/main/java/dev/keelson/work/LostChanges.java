package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.sets.SetWrites;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import dev.keelson.work.watch.WorkTrace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a unit of work that is closed leaves behind and no commit wrote. */
final class LostChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LostChanges.class);

    private static final String CALL = "Call commit(), or discard() to drop them on purpose";

    /** What is lost, and what to do, as a clause. */
    private record Lost(String what, String mend) {}

    private LostChanges() {}

    /**
     * Tells of it, where there is anything: in a warning, or as the application wants it.
     *
     * @throws UnitOfWorkStateException if it is wanted so
     */
    static void tell(Engine engine, Tracker tracker, SetWrites sets, WorkContext context) {
        Lost lost = sets.isEmpty()
                ? lost(engine, tracker)
                : new Lost(", among them " + sets.names().get(0), CALL);
        if (lost == null) {
            return;
        }
        if (engine.watch().failsOnLostChanges()) {
            UnitOfWorkStateException refused = new UnitOfWorkStateException(
                    "close without a commit", "left with uncommitted changes" + lost.what(), lost.mend());
            WorkTrace trace = engine.watch().trace();
            if (trace != null) {
                trace.lose(refused);
            }
            throw refused;
        }
        LOG.warn(
                "A unit of work of {} was closed with uncommitted changes{}. {}.",
                context.actor().name(),
                lost.what(),
                lost.mend());
    }

    private static @Nullable Lost lost(Engine engine, Tracker tracker) {
        try {
            Tracked first = engine.firstChange().among(tracker.tracked(), tracker);
            return first == null ? null : new Lost(", the first found of " + first, CALL);
        } catch (RuntimeException unstorable) {
            return new Lost(
                    ", which could not have been committed either",
                    withoutFullStop(String.valueOf(unstorable.getMessage())));
        }
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
