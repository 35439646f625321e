package dev.keelson.work.change;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import org.jspecify.annotations.Nullable;

/** How versions of roots are counted on, as far as their columns take it. */
public final class VersionCount {

    /** The first version, but for those that begin with the clock. */
    public static final long FIRST = 1;

    private VersionCount() {}

    /**
     * A root with the version that comes next.
     *
     * @param type the name of its class, for a message
     * @param before the root as remembered, with a version
     * @param after the root as it will be
     * @throws UnstorableValueException if the column takes no greater one
     */
    public static Row next(String type, Object id, Row before, Row after) {
        long version = GuardRoot.version(before);
        if (version == Long.MAX_VALUE) {
            throw overflow(type, id, after, "no number is greater than the version that it has", null);
        }
        return with(type, id, after, version + 1);
    }

    /**
     * A root with this version.
     *
     * @param type the name of its class, for a message
     * @throws UnstorableValueException if the column does not take it
     */
    public static Row with(String type, Object id, Row root, long number) {
        int version = root.type().version();
        try {
            return root.with(version, root.type().column(version).type().fit(number));
        } catch (IllegalArgumentException tooNarrow) {
            String problem = "the next version, " + number + ", does not fit "
                    + root.type().column(version).type();
            throw overflow(type, id, root, problem, tooNarrow);
        }
    }

    private static UnstorableValueException overflow(
            String type, Object id, Row root, String problem, @Nullable Throwable cause) {
        Column column = root.type().column(root.type().version());
        return new UnstorableValueException(type + "." + column.label(), id, "a version", problem, cause);
    }
}
