package dev.keelson.work.load.select;

import dev.keelson.work.policy.PolicyColumn;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a statement asks for. Immutable.
 *
 * @param roots finds the roots
 * @param selected the same where a table expression selects them, else null
 * @param scope the value that a policy's column is compared with
 * @param places whether the result has a column for places
 * @param keys who knows the keys of the roots
 */
record Asked(
        RootFilter roots,
        @Nullable SelectedRoots selected,
        Function<PolicyColumn, Field<?>> scope,
        boolean places,
        Keys keys) {

    /**
     * Who knows the keys of the roots that are asked for. What hangs on a root that is not there, or that policies leave out, is
     * nobody's: whoever knows the keys drops it, which is cheaper than to ask for the root in each branch.
     */
    enum Keys {
        /** Who asks knows the only one. */
        ONE,
        /** Who asks knows all. */
        SEVERAL,
        /** The statement alone finds them. */
        FOUND
    }
}
