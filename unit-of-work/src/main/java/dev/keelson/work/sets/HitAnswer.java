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
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What a set-based write answers, in one row: how many roots it hit, and the places of those hit that the unit of work holds. It fails
 * where one of these is guarded, or a root was hit and not written. Used by one thread, once.
 */
final class HitAnswer {

    private final SetStatement statement;
    private final Marker marker;
    private final int place;
    private final Name total;

    /**
     * @param place of the write among those of the commit
     */
    HitAnswer(SetStatement statement, Marker marker, int place) {
        this.statement = statement;
        this.marker = marker;
        this.place = place;
        this.total = statement.free("total");
    }

    /** The table expression that tells how many roots are hit. */
    QueryPart total() {
        List<Field<?>> key = new ArrayList<>();
        statement.root().rowType().keyColumns().forEach(column -> key.add(statement.hit(statement.root(), column)));
        QueryPart roots = statement.isOfRoots()
                ? statement.hit()
                : DSL.sql("({0}) as roots", DSL.selectDistinct(key).from(statement.hit()));
        return DSL.sql("{0} as (select count(*) as n from {1})", total, roots);
    }

    /**
     * The select that reads it.
     *
     * @param held the roots that the unit of work holds
     * @param ofRoots the write of the roots, whose rows are counted, or null where there is none
     */
    Select<?> of(Hits held, @Nullable Name ofRoots) {
        TableModel root = statement.root();
        RowType rows = root.rowType();
        Field<Integer> count = DSL.field(
                DSL.select(DSL.field(DSL.unquotedName("n"), Integer.class)).from(DSL.table(total)));
        Field<?> kept = ofRoots == null ? DSL.inline((Integer) null) : kept(count, ofRoots);
        if (held.isEmpty()) {
            return DSL.select(count, DSL.inline((String) null), kept);
        }
        ArrayRows given = new ArrayRows(statement.values().builder(), "held", rows);
        Condition isHeld = DSL.noCondition();
        for (int position : rows.keyColumns()) {
            Column column = rows.column(position);
            Field<Object> hit = statement.hit(root, position);
            Field<Object> one =
                    column(given, column.type(), held, n -> held.roots().get(n).get(position));
            isHeld = isHeld.and(column.nullable() ? hit.isNotDistinctFrom(one) : hit.eq(one));
        }
        Field<Object> at = column(given, ColumnType.integer(), held, held.places()::get);
        Field<Object> zero = TemplateBuilder.untyped(DSL.inline(0));
        Field<?> refused = statement
                .values()
                .bind(ColumnType.text(), marker.hit())
                .cast(SQLDataType.CLOB)
                .concat(listed(at, at.ge(zero)))
                .cast(SQLDataType.INTEGER);
        return DSL.select(count, listed(at, at.lt(zero)), kept, refused)
                .from(given.table())
                .where(DSL.exists(DSL.selectOne().from(statement.hit()).where(isHeld)));
    }

    /** Fails where a trigger or a policy of the database keeps some roots from being written. */
    private Field<Integer> kept(Field<Integer> hit, Name ofRoots) {
        Field<Integer> written = DSL.field(DSL.select(DSL.count()).from(DSL.table(ofRoots)));
        Field<Integer> failing = statement
                .values()
                .bind(ColumnType.text(), marker.kept(place))
                .cast(SQLDataType.CLOB)
                .concat(written.cast(SQLDataType.CLOB), DSL.inline("/"), hit.cast(SQLDataType.CLOB))
                .cast(SQLDataType.INTEGER);
        return DSL.when(written.ne(hit), failing);
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
