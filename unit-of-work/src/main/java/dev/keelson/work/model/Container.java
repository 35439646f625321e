package dev.keelson.work.model;

import java.util.function.Supplier;

/**
 * The kind of collection that a property is declared as. Immutable.
 *
 * @param kind what tells its elements apart
 * @param maker makes an empty {@link java.util.Collection}, or {@link java.util.Map} for a map
 */
public record Container(Kind kind, Supplier<Object> maker) {

    /** What tells elements without an identifier apart. */
    public enum Kind {
        /** Their place. */
        LIST,
        /** Their value. */
        SET,
        /** Their key. */
        MAP
    }
}
