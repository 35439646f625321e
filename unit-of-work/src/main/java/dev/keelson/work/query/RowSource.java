package dev.keelson.work.query;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.sql.ScopedTable;
import java.util.List;
import java.util.Map;
import org.jooq.Field;

/** How the columns of one row, and of the further rows of a joined hierarchy that belong to it, are named. Immutable. */
interface RowSource {

    /** A column of a table that the row, or one of the further ones, is of. */
    Field<Object> column(TableModel table, int position);

    /** Whether a column may be without a value. */
    default boolean isNullable(TableModel table, int position) {
        return table.rowType().column(position).nullable();
    }

    /** Rows of tables, as a statement refers to them. */
    static RowSource of(Map<TableModel, ScopedTable> tables) {
        Map<TableModel, ScopedTable> named = Map.copyOf(tables);
        return (table, position) -> {
            ScopedTable found = named.get(table);
            if (found == null) {
                throw new IllegalStateException(table.rowType() + " is not part of the statement");
            }
            return found.field(position);
        };
    }

    /** Some columns of a table, in their order. */
    default List<Field<Object>> columns(TableModel table, List<Integer> positions) {
        return positions.stream().map(position -> column(table, position)).toList();
    }
}
