package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.RowN;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A few rows that a statement is given value by value: {@code (values (?, ?), (?, ?)) as u (c0, c1)}. Its sources are those of
 * the first row, then those of the next. Used by one thread while a statement is built.
 */
public final class ValueRows implements GivenRows {

    private final TemplateBuilder builder;
    private final Name name;
    private final int width;
    private final int first;
    private final List<List<Field<?>>> rows = new ArrayList<>();
    private int columns;

    /**
     * Rows under a name of their own.
     *
     * @param wanted the name, unless the table has it
     * @param table the table that the statement is about
     * @param rows how many
     * @param width how many columns will be asked for
     */
    public ValueRows(TemplateBuilder builder, String wanted, RowType table, int rows, int width) {
        this.builder = builder;
        this.name = Names.beside(wanted, List.of(table.table()));
        this.width = width;
        this.first = builder.source();
        for (int more = 1; more < rows * width; more++) {
            builder.source();
        }
        for (int row = 0; row < rows; row++) {
            this.rows.add(new ArrayList<>(width));
        }
    }

    @Override
    public Field<Object> column(ColumnType type) {
        int column = columns++;
        for (int row = 0; row < rows.size(); row++) {
            rows.get(row).add(builder.bind(first + row * width + column, type));
        }
        return TemplateBuilder.field(name, "c" + column);
    }

    @Override
    public Table<?> table() {
        Name[] names = new Name[columns];
        for (int column = 0; column < columns; column++) {
            names[column] = DSL.unquotedName("c" + column);
        }
        return DSL.values(rows.stream().map(DSL::row).toArray(RowN[]::new)).as(name, names);
    }
}
