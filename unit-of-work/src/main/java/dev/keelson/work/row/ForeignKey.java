package dev.keelson.work.row;

import java.util.List;

/**
 * A reference from the columns of one row to the key of another. The columns stand in the order of the target's key.
 * Immutable.
 *
 * @param columns positions of the referring columns in their row type
 * @param target the table referred to
 * @param targetColumns the names of the key columns referred to
 * @param toParent whether the target is the row that owns this one, rather than another aggregate
 */
public record ForeignKey(List<Integer> columns, TableName target, List<String> targetColumns, boolean toParent) {

    public ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }
}
