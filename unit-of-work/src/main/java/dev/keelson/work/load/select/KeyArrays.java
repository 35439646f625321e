package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.load.select.RowQuery.Referral;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Delivery;
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
            case ONE_MESSAGE ->
                KeyList.inArrays(
                        type,
                        fields,
                        types,
                        n -> new KeyValue(
                                n,
                                types.get(n),
                                true,
                                DSL.val(array(types.get(n), keys, n), ColumnBinding.ofArray(types.get(n)))));
            case BATCHES ->
                KeyList.listed(
                        fields,
                        length(keys),
                        (key, n) -> new KeyValue(
                                key * columns.size() + n,
                                types.get(n),
                                false,
                                value(type, columns.get(n), key(keys, key)[n])));
        };
    }

    /**
     * The values of the keys as they are sent, in their places.
     *
     * @param type the rows that have the columns
     */
    static List<@Nullable Object> sent(RowType type, Referral referral, Delivery delivery) {
        List<@Nullable Object[]> keys = referral.keys();
        List<@Nullable Object> values = new ArrayList<>();
        if (delivery == Delivery.ONE_MESSAGE) {
            for (int n = 0; n < referral.columns().size(); n++) {
                values.add(array(type.column(referral.columns().get(n)).type(), keys, n));
            }
            return values;
        }
        for (int key = 0; key < length(keys); key++) {
            for (int n = 0; n < referral.columns().size(); n++) {
                Object value = key(keys, key)[n];
                values.add(
                        value == null
                                ? null
                                : type.column(referral.columns().get(n)).type().fit(value));
            }
        }
        return values;
    }

    /** Lists have few lengths, so that there are few texts; the last key fills them up. */
    private static int length(List<@Nullable Object[]> keys) {
        return keys.size() <= 1 ? keys.size() : 2 * Integer.highestOneBit(keys.size() - 1);
    }

    private static @Nullable Object[] key(List<@Nullable Object[]> keys, int place) {
        return keys.get(Math.min(place, keys.size() - 1));
    }

    /** One value of a column, to compare it with. */
    @SuppressWarnings("unchecked") // the binding takes what fits its column
    static Field<Object> value(RowType type, int column, @Nullable Object value) {
        return DSL.val(value, (DataType<Object>) ColumnBinding.of(type.column(column), type));
    }

    private static @Nullable Object[] array(ColumnType type, List<@Nullable Object[]> keys, int part) {
        @Nullable Object[] array = Jdbc.newArray(type, keys.size());
        for (int i = 0; i < array.length; i++) {
            Object value = keys.get(i)[part];
            array[i] = value == null ? null : type.fit(value);
        }
        return array;
    }
}
