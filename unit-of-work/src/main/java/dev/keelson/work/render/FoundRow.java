package dev.keelson.work.render;

import java.util.OptionalLong;

/**
 * What was found of a row once a commit, or a lock, failed. Immutable.
 *
 * @param there whether it is there
 * @param hidden whether it is there and hidden
 * @param version its version, where it is a root that has one
 */
public record FoundRow(boolean there, boolean hidden, OptionalLong version) {

    /** It is gone. */
    public static final FoundRow GONE = new FoundRow(false, false, OptionalLong.empty());
}
