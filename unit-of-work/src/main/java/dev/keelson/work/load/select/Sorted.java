package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TableModel.Sorting;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

/** The order of a sorted list, which is the database's to tell, since it knows the collation. */
final class Sorted {

    private Sorted() {}

    /** The place of each row among all of the branch: by what the list is sorted by, rows alike in it by their key. */
    static Field<Integer> place(TableModel table, IntFunction<Field<Object>> column) {
        List<OrderField<?>> order = new ArrayList<>();
        for (Sorting sorting : table.sorting()) {
            Field<Object> field = column.apply(sorting.column());
            order.add(sorting.descending() ? field.desc() : field.asc());
        }
        RowType type = table.rowType();
        for (int n = 0; n < type.keyWidth(); n++) {
            int key = type.keyColumn(n);
            boolean hasOrder = type.column(key).type().kind() != Kind.JSON;
            if (hasOrder && table.sorting().stream().noneMatch(sorting -> sorting.column() == key)) {
                order.add(column.apply(key).asc());
            }
        }
        return DSL.rowNumber().over(DSL.orderBy(order));
    }
}
