package dev.keelson.work.render;

import java.util.List;
import java.util.function.Function;

/**
 * What else there is in the transaction of a script. Immutable.
 *
 * @param messages whether a script that is one message is all of its transaction
 * @param ahead the steps that come before the writes of the plan
 */
public record Surroundings(boolean messages, Function<Marker, List<ScriptStep>> ahead) {

    /** A transaction that may hold more, with no step ahead. */
    static final Surroundings UNKNOWN = new Surroundings(false, marker -> List.of());
}
