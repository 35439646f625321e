package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.RowN;
import org.jooq.impl.DSL;

/** That columns hold one of several keys, however the values of the keys are bound. */
final class KeyList {

    private KeyList() {}

    /** Binds one value: a part of one of the keys. */
    @FunctionalInterface
    interface Parts {
        Field<?> of(int key, int part);
    }

    /**
     * One of the keys that an array for each column holds.
     *
     * @param type the rows that have the columns
     * @param types the types of the columns
     * @param array binds the array of a column, by its place
     */
    static Condition inArrays(
            RowType type, List<Field<Object>> columns, List<ColumnType> types, IntFunction<Field<?>> array) {
        if (columns.size() == 1) {
            return TemplateBuilder.anyOf(columns.get(0), array.apply(0), types.get(0));
        }
        Name name = Names.beside("k", List.of(type.table()));
        List<Field<?>> arrays = new ArrayList<>();
        List<Field<?>> parts = new ArrayList<>();
        for (int n = 0; n < columns.size(); n++) {
            arrays.add(array.apply(n));
            parts.add(TemplateBuilder.cast(TemplateBuilder.field(name, "c" + n), types.get(n)));
        }
        return DSL.row(columns).in(DSL.select(parts).from(TemplateBuilder.unnest(name, arrays)));
    }

    /**
     * One of the keys that stand in a list.
     *
     * @param keys how many
     */
    static Condition listed(List<Field<Object>> columns, int keys, Parts value) {
        List<RowN> rows = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            List<Field<?>> parts = new ArrayList<>();
            for (int n = 0; n < columns.size(); n++) {
                parts.add(value.of(key, n));
            }
            rows.add(DSL.row(parts));
        }
        return DSL.row(columns).in(rows);
    }
}
