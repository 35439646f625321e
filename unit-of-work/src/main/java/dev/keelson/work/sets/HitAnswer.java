package dev.keelson.work.sets;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.render.Marker;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ArrayRows;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What a set-based write answers, in one row: how many roots it hit, and the places of those hit that the unit of work holds. It fails
 * where one of these is guarded. Used by one thread, once.
 */
final class HitAnswer {

    private final SetStatement statement;
    private final Marker marker;

    HitAnswer(SetStatement statement, Marker marker) {
        this.statement = statement;
        this.marker = marker;
    }

    Select<?> of(Hits held) {
        TableModel root = statement.root();
        RowType rows = root.rowType();
        List<Field<?>> key = new ArrayList<>();
        rows.keyColumns().forEach(column -> key.add(statement.hit(root, column)));
        Field<Integer> count = DSL.field(DSL.select(DSL.count())
                .from(DSL.selectDistinct(key).from(statement.hit()).asTable(DSL.unquotedName("roots"))));
        if (held.isEmpty()) {
            return DSL.select(count, DSL.inline((String) null), DSL.inline((Integer) null));
        }
        ArrayRows given = new ArrayRows(statement.values().builder(), "held", rows);
        Condition isHeld = DSL.noCondition();
        for (int position : rows.keyColumns()) {
            Column column = rows.column(position);
            Field<Object> hit = statement.hit(root, position);
            Field<Object> one = column(given, column.type(), held, n -> held.roots().get(n).get(position));
            isHeld = isHeld.and(column.nullable() ? hit.isNotDistinctFrom(one) : hit.eq(one));
        }
        Field<Object> place = column(given, ColumnType.integer(), held, held.places()::get);
        Field<Object> zero = TemplateBuilder.untyped(DSL.inline(0));
        Field<?> refused = statement
                .values()
                .bind(ColumnType.text(), marker.hit())
                .cast(SQLDataType.CLOB)
                .concat(listed(place, place.ge(zero)))
                .cast(SQLDataType.INTEGER);
        return DSL.select(count, listed(place, place.lt(zero)), refused)
                .from(given.table())
                .where(DSL.exists(DSL.selectOne().from(statement.hit()).where(isHeld)));
    }

    private Field<Object> column(ArrayRows given, ColumnType type, Hits held, IntFunction<@Nullable Object> element) {
        @Nullable Object[] array = Jdbc.newArray(type, held.roots().size());
        for (int n = 0; n < array.length; n++) {
            array[n] = element.apply(n);
        }
        return given.column(statement.values().source(array), type);
    }

    private static Field<String> listed(Field<Object> place, Condition which) {
        return DSL.aggregate("string_agg", SQLDataType.CLOB, place.cast(SQLDataType.CLOB), DSL.inline(","))
                .filterWhere(which);
    }
}
