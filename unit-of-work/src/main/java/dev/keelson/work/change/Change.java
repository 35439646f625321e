package dev.keelson.work.change;

import dev.keelson.kernel.RowOperation;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row that is to be written or guarded, as data. Texts, keys and columns are made when somebody asks, so that a
 * commit that nobody looks at does not pay for its explanation. Immutable.
 */
public sealed interface Change extends RowOperation
        permits InsertRow, UpdateRow, DeleteRow, HideRow, RestoreRow, GuardRoot {

    /** The aggregate that the row belongs to. */
    AggregateRef owner();

    /** The row as it will be, or as it was where it goes. */
    Row row();

    /** The columns that it names, where it does not name all or none of them. */
    default ColumnSet written() {
        return ColumnSet.NONE;
    }

    default RowType rowType() {
        return row().type();
    }

    @Override
    default String table() {
        return rowType().table().toString();
    }

    @Override
    default String aggregate() {
        return owner().toString();
    }

    @Override
    default Map<String, Object> key() {
        Map<String, Object> key = new LinkedHashMap<>();
        RowType type = rowType();
        for (int n = 0; n < type.keyWidth(); n++) {
            Object value = row().get(type.keyColumn(n));
            if (value != null) {
                key.put(type.column(type.keyColumn(n)).name(), value);
            }
        }
        return key;
    }

    /** Where a value of this row stands, as "Order.lines[2].quantity". */
    static String path(Row row, int ordinal, int column) {
        return place(row, ordinal) + "." + row.type().column(column).label();
    }

    /** Where this row stands, as "Order" or "Order.lines[2]". */
    static String place(Row row, int ordinal) {
        String path = row.type().path();
        return path.indexOf('.') < 0 ? path : path + "[" + ordinal + "]";
    }

    /** Some values of a row by column name. */
    static Map<String, @Nullable Object> some(Row row, ColumnSet named) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int n = 0; n < named.size(); n++) {
            columns.put(row.type().column(named.get(n)).name(), row.get(named.get(n)));
        }
        return columns;
    }

    /** All values of a row by column name. */
    static Map<String, @Nullable Object> all(Row row) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int position = 0; position < row.type().width(); position++) {
            Column column = row.type().column(position);
            columns.put(column.name(), row.get(position));
        }
        return columns;
    }
}
