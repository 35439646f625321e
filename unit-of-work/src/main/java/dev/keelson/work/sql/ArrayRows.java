package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;

/**
 * Rows that a statement is given as arrays, one for each column: {@code unnest(?, ?) as u (c0, c1)}. Used by one thread while
 * a statement is built.
 */
public final class ArrayRows implements GivenRows {

    private final TemplateBuilder builder;
    private final Name name;
    private final List<Field<?>> arrays = new ArrayList<>();

    /**
     * Rows under a name of their own.
     *
     * @param wanted the name, unless the table has it
     * @param table the table that the statement is about
     */
    public ArrayRows(TemplateBuilder builder, String wanted, RowType table) {
        this.builder = builder;
        this.name = Names.beside(wanted, List.of(table.table()));
    }

    @Override
    public Field<Object> column(ColumnType type) {
        return column(builder.source(), type);
    }

    /** One more column, whose array is taken from this source. */
    public Field<Object> column(int source, ColumnType type) {
        Field<Object> column = TemplateBuilder.field(name, "c" + arrays.size());
        arrays.add(builder.bindArray(source, type));
        return TemplateBuilder.untyped(TemplateBuilder.cast(column, type));
    }

    @Override
    public Table<?> table() {
        return TemplateBuilder.unnest(name, arrays);
    }
}
