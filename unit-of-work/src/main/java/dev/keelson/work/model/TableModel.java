package dev.keelson.work.model;

import dev.keelson.work.row.RowType;
import java.util.List;

/**
 * One table of an aggregate, and how its rows hang on those of their parent. Immutable.
 *
 * @param index its place among the aggregate's tables; the root's is 0
 * @param parent the place of the parent's table, or -1 for the root's
 * @param rowType the rows
 * @param parentColumns the columns that hold the parent's key, in the key's order
 * @param parentKey the columns of that key in the parent's rows
 * @param position the column of the place in a list, or -1
 * @param nodeColumns the columns that hold the key of the parent node in a tree, null at the top; empty for no tree
 * @param recursive whether of a tree's rows only those at the top hold the parent's key
 * @param sorting what a sorted list is sorted by, empty for any other
 */
public record TableModel(
        int index,
        int parent,
        RowType rowType,
        List<Integer> parentColumns,
        List<Integer> parentKey,
        int position,
        List<Integer> nodeColumns,
        boolean recursive,
        List<Sorting> sorting) {

    /**
     * One column that a list is sorted by.
     *
     * @param column its position in the row
     * @param descending whether from the highest down
     */
    public record Sorting(int column, boolean descending) {}

    public TableModel {
        parentColumns = List.copyOf(parentColumns);
        parentKey = List.copyOf(parentKey);
        nodeColumns = List.copyOf(nodeColumns);
        sorting = List.copyOf(sorting);
    }

    /** A table that is neither a tree nor sorted. */
    public TableModel(
            int index,
            int parent,
            RowType rowType,
            List<Integer> parentColumns,
            List<Integer> parentKey,
            int position) {
        this(index, parent, rowType, parentColumns, parentKey, position, List.of(), false, List.of());
    }

    public boolean isTree() {
        return !nodeColumns.isEmpty();
    }
}
