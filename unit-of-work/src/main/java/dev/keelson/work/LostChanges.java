package dev.keelson.work;

import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import org.jspecify.annotations.Nullable;

/** What a unit of work that is closed leaves behind and no commit wrote. */
final class LostChanges {

    private LostChanges() {}

    /** What to say of it, as the end of a sentence; null where there is nothing. */
    static @Nullable String told(Engine engine, Tracker tracker) {
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
