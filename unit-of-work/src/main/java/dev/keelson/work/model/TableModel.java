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
 */
public record TableModel(
        int index, int parent, RowType rowType, List<Integer> parentColumns, List<Integer> parentKey, int position) {

    public TableModel {
        parentColumns = List.copyOf(parentColumns);
        parentKey = List.copyOf(parentKey);
    }
}
