package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.load.select.RowQuery.Referral;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keys that columns are compared with, bound by jOOQ: as an array for each column, or one by one where commits are sent in batches. */
final class KeyArrays {

    private KeyArrays() {}

    /** That the columns of a referral hold one of its keys. */
    static Condition among(ScopedTable table, RowType type, Referral referral, StatementProfile profile) {
        List<Integer> columns = referral.columns();
        List<@Nullable Object[]> keys = referral.keys();
        List<Field<Object>> fields = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>();
        for (int column : columns) {
            fields.add(table.field(column));
            types.add(type.column(column).type());
        }
        return switch (profile.delivery()) {
            case ONE_MESSAGE -> KeyList.inArrays(type, fields, types, n -> array(types.get(n), keys, n));
            case BATCHES ->
                KeyList.listed(fields, keys.size(), (key, n) -> value(type, columns.get(n), keys.get(key)[n]));
        };
    }

    /** One value of a column, to compare it with. */
    @SuppressWarnings("unchecked") // the binding takes what fits its column
    static Field<Object> value(RowType type, int column, @Nullable Object value) {
        return DSL.val(value, (DataType<Object>) ColumnBinding.of(type.column(column), type));
    }

    private static Field<?> array(ColumnType type, List<@Nullable Object[]> keys, int part) {
        @Nullable Object[] array = Jdbc.newArray(type, keys.size());
        for (int i = 0; i < array.length; i++) {
            Object value = keys.get(i)[part];
            array[i] = value == null ? null : type.fit(value);
        }
        return DSL.val(array, ColumnBinding.ofArray(type));
    }
}
