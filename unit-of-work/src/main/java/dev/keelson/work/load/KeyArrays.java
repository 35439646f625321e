package dev.keelson.work.load;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.load.RowQuery.Referral;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.RowN;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keys that columns are compared with, bound by jOOQ: as an array for each column, or one by one in a portable profile. */
final class KeyArrays {

    private KeyArrays() {}

    /** That the columns of a referral hold one of its keys. */
    static Condition among(ScopedTable table, RowType type, Referral referral, StatementProfile profile) {
        List<Integer> columns = referral.columns();
        List<@Nullable Object[]> keys = referral.keys();
        if (profile.isPortable()) {
            return listed(table, type, columns, keys);
        }
        List<Field<Object>> fields = new ArrayList<>();
        List<Field<?>> arrays = new ArrayList<>();
        for (int n = 0; n < columns.size(); n++) {
            fields.add(table.field(columns.get(n)));
            arrays.add(array(type.column(columns.get(n)).type(), keys, n));
        }
        if (fields.size() == 1) {
            ColumnType only = type.column(columns.get(0)).type();
            return TemplateBuilder.anyOf(fields.get(0), arrays.get(0), only);
        }
        Name name = Names.beside("k", List.of(type.table()));
        List<Field<?>> parts = new ArrayList<>();
        for (int n = 0; n < columns.size(); n++) {
            ColumnType part = type.column(columns.get(n)).type();
            parts.add(TemplateBuilder.cast(TemplateBuilder.field(name, "c" + n), part));
        }
        return DSL.row(fields).in(DSL.select(parts).from(TemplateBuilder.unnest(name, arrays)));
    }

    private static Condition listed(
            ScopedTable table, RowType type, List<Integer> columns, List<@Nullable Object[]> keys) {
        List<Field<Object>> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(table.field(column)));
        List<RowN> rows = new ArrayList<>();
        for (@Nullable Object[] key : keys) {
            List<Field<?>> parts = new ArrayList<>();
            for (int n = 0; n < columns.size(); n++) {
                parts.add(value(type, columns.get(n), key[n]));
            }
            rows.add(DSL.row(parts));
        }
        return DSL.row(fields).in(rows);
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
