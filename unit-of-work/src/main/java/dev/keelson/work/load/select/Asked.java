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
 * @param several whether it asks for several roots by key, so that some may be there and others not: what hangs on a root is
 *     read only with it. Who asks for one root and finds none drops what hangs on it, which is cheaper than to ask for the root in
 *     each branch
 */
record Asked(
        RootFilter roots,
        @Nullable SelectedRoots selected,
        Function<PolicyColumn, Field<?>> scope,
        boolean places,
        boolean several) {}
