package dev.keelson.work.tables;

import dev.keelson.kernel.Internal;
import dev.keelson.work.row.TableName;
import java.util.List;

/**
 * A mapped table with its columns: those of policies that lead keys, then the mapping's, then those of other policies. Immutable.
 *
 * @param name the table
 * @param path where its rows stand in their aggregate, as "Order.lines"
 * @param columns in their order
 */
@Internal
public record TableColumns(TableName name, String path, List<MappedColumn> columns) {

    public TableColumns {
        columns = List.copyOf(columns);
    }
}
