package dev.keelson.work.model;

import org.jspecify.annotations.Nullable;

/**
 * Whose the rows of an aggregate are. Immutable.
 *
 * @param shared whether they are everybody's, so that no policy keeps them apart
 * @param carried the property of the domain that is the column by which policies keep them apart, or null where the domain has none
 */
public record Belonging(boolean shared, @Nullable Carried carried) {

    /** Whoever works with them, as policies say. */
    public static final Belonging BY_POLICY = new Belonging(false, null);

    /**
     * A property in which the domain carries whose the aggregate is.
     *
     * @param fields leads from the root to its value
     * @param path the same as messages name it, as "Sprint.tenantId"
     * @param content where the value lies in the root's row
     * @param column the one column of the root's row in which it lies
     */
    public record Carried(FieldPath fields, String path, ColumnContent content, int column) {}
}
