package dev.keelson.work.hydrate;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.List;

/** Where hydration finds the rows that hang on a row. The list may be reordered by whoever asked for it. */
@FunctionalInterface
public interface ChildRows {

    /** The rows of this table whose parent is that row, in no particular order. */
    List<Row> of(TableModel table, Row parent);
}
