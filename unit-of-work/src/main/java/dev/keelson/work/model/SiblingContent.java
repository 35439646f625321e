package dev.keelson.work.model;

import java.util.List;

/**
 * A reference from one entity to another within the same aggregate; the row holds the other's identifier. Immutable.
 *
 * @param identifier where the other's identifier lies in this row
 * @param columns the same columns in the order of the other's key
 * @param table the table that holds the other, as its place among the aggregate's tables
 * @param target how the other is identified, known once its class is mapped
 */
public record SiblingContent(ColumnContent identifier, List<Integer> columns, int table, Late<IdentifierModel> target)
        implements ColumnContent {

    public SiblingContent {
        columns = List.copyOf(columns);
    }
}
