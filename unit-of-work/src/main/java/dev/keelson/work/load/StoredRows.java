package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
import java.util.List;

/**
 * Every row that the tables of an aggregate have of one root, hidden ones too. Immutable.
 *
 * @param root the root's row
 * @param rows all of them, each behind what it hangs on
 * @param hidden whether the root is hidden
 */
public record StoredRows(AggregateModel model, Row root, List<Row> rows, boolean hidden) {

    public StoredRows {
        rows = List.copyOf(rows);
    }
}
