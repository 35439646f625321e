package dev.keelson.work.load.select;

import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/** Which columns of a root's tables hold one value of a property each, so that a condition over the column takes the domain's value. */
final class ScalarColumns {

    private final TableModel root;
    private final ColumnValues values;

    ScalarColumns(AggregateModel model) {
        this.root = model.tables().get(0);
        this.values = new ColumnValues(model);
    }

    /**
     * jOOQ's type of a column.
     *
     * @param extension the further table of a joined hierarchy that has it, or null for the root's own
     */
    DataType<?> type(RowType rows, @Nullable TableModel extension, int column) {
        ScalarContent scalar = values.first(extension == null ? root : extension, column);
        return scalar == null
                ? ColumnBinding.of(rows.column(column), rows)
                : ColumnBinding.of(
                        scalar, rows.path() + "." + rows.column(column).label());
    }
}
