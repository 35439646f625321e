package dev.keelson.work.model;

import org.jspecify.annotations.Nullable;

/**
 * Whose the rows of an aggregate are, and who says when they are hidden. Immutable.
 *
 * @param shared whether they are everybody's, so that no policy keeps them apart
 * @param carried the property of the domain that is the column by which policies keep them apart, or null where the domain has none
 * @param hiding the property of the domain that tells which roots are hidden, or null where the domain says nothing of it
 */
public record Belonging(
        boolean shared, @Nullable Carried carried, @Nullable HidingProperty hiding) {

    /** Whoever works with them, as policies say. */
    public static final Belonging BY_POLICY = new Belonging(false, null, null);

    /**
     * A property by which the domain itself says that an aggregate is hidden.
     *
     * @param path as messages name it, as "Order.deletedAt"
     * @param column the one column of the root's row in which it lies
     * @param seen what it holds in aggregates that are not hidden: false, or null where it is absent in them
     */
    public record HidingProperty(
            String path, int column, @Nullable Object seen) {}

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
