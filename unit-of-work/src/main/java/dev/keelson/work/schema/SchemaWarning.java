package dev.keelson.work.schema;

import java.util.Objects;

/**
 * What the live schema does not keep Keelson from getting wrong, though it can be worked with: told at start-up, in
 * {@link Schema#report()}. Immutable.
 *
 * @param table the table, by the name that the mapping gives it
 * @param path where its rows stand in their aggregate, as "Order.lines"
 * @param problem what was found, as a clause without full stop
 * @param mend what to do, as a clause without full stop; the statement, where one would do
 */
public record SchemaWarning(String table, String path, String problem, String mend) {

    /** Guards against nulls. */
    public SchemaWarning {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(mend, "mend");
    }

    /**
     * A warning that somebody has said to do no harm. Immutable.
     *
     * @param warning what was found
     * @param why what was said of it
     */
    public record Accepted(SchemaWarning warning, String why) {

        /** Guards against nulls. */
        public Accepted {
            Objects.requireNonNull(warning, "warning");
            Objects.requireNonNull(why, "why");
        }
    }
}
