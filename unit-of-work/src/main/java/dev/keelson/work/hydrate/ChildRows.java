package dev.keelson.work.hydrate;

import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.List;

/** Where hydration finds the rows that hang on a row. The lists may be reordered by whoever asked for them. */
public interface ChildRows {

    /**
     * The rows of this table whose parent is that row: in the order asked for where the table is sorted, else in no
     * particular order. Of a tree only those at the top.
     */
    List<Row> of(TableModel table, Row parent);

    /** The rows of a tree whose parent node is that row of the same table. */
    List<Row> ofNode(TableModel table, Row node);

    /** Whether nobody asks for the part that hangs on a row, so that it is not told whether it has one. */
    default boolean leavesOut(PartContent part, Row owner) {
        return false;
    }
}
