package dev.keelson.work.sets;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The places of elements behind those that go from a list: who stays takes the first of the places that there were, as when the list is
 * written by its aggregate. Used by one thread, once.
 */
final class ListGaps {

    private static final Name HELD = DSL.unquotedName("h");
    private static final Name FROM = DSL.unquotedName("a");
    private static final Name TO = DSL.unquotedName("b");

    private final SetStatement statement;
    private final TableModel table;

    ListGaps(SetStatement statement, TableModel table) {
        this.statement = statement;
        this.table = table;
    }

    /** What finds the places of all elements of lists that lose some, and what gives those that stay their new ones. */
    Map<String, QueryPart> closed(Map<Field<?>, Field<?>> stamps) {
        Map<String, QueryPart> closed = new LinkedHashMap<>();
        closed.put("places", places());
        closed.put("closed", update(stamps));
        return closed;
    }

    private QueryPart places() {
        ScopedTable rows = statement.table(table);
        RowType type = table.rowType();
        List<Field<?>> parent = new ArrayList<>();
        List<Field<?>> fields = new ArrayList<>();
        Condition loses = DSL.noCondition();
        for (int column : table.parentColumns()) {
            parent.add(rows.field(column));
            fields.add(rows.field(column).as(DSL.unquotedName("l" + column)));
            loses = loses.and(statement.hit(HELD, table, column).eq(rows.field(column)));
        }
        for (int column : type.keyColumns()) {
            fields.add(rows.field(column).as(DSL.unquotedName("p" + column)));
        }
        Field<Object> position = rows.field(table.position());
        Condition stays = statement.hit(table, type.keyColumn(0)).isNull();
        List<Field<?>> kind = new ArrayList<>(parent);
        kind.add(DSL.field(stays));
        fields.add(position.as(DSL.unquotedName("place")));
        fields.add(DSL.field(stays).as(DSL.unquotedName("stays")));
        fields.add(
                DSL.rowNumber().over(DSL.partitionBy(parent).orderBy(position)).as(DSL.unquotedName("n")));
        fields.add(DSL.rowNumber().over(DSL.partitionBy(kind).orderBy(position)).as(DSL.unquotedName("m")));
        return DSL.select(fields)
                .from(rows.table().leftJoin(statement.hit()).on(statement.isHit(table)))
                .where(statement
                        .scope(rows)
                        .and(DSL.exists(
                                DSL.selectOne().from(statement.hit().as(HELD)).where(loses))));
    }

    private QueryPart update(Map<Field<?>, Field<?>> stamps) {
        ScopedTable rows = statement.table(table);
        Table<?> places =
                DSL.table(Names.beside("places", List.of(table.rowType().table())));
        Field<Object> place = TemplateBuilder.field(TO, "place");
        Condition same = TemplateBuilder.field(FROM, "stays")
                .eq(TemplateBuilder.untyped(DSL.inline(true)))
                .and(TemplateBuilder.field(TO, "n").eq(TemplateBuilder.field(FROM, "m")))
                .and(statement.isHit(table, FROM))
                .and(rows.field(table.position()).isDistinctFrom(place))
                .and(statement.scope(rows));
        for (int column : table.parentColumns()) {
            same = same.and(TemplateBuilder.field(TO, "l" + column).eq(TemplateBuilder.field(FROM, "l" + column)));
        }
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        values.put(rows.field(table.position()), place);
        values.putAll(stamps);
        return DSL.update(rows.table())
                .set(values)
                .from(places.as(FROM), places.as(TO))
                .where(same);
    }
}
