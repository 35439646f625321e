package dev.keelson.work.render;

import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.CountedWrite;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.StatementTemplate.Returning;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/** Has a write give back what the database fills in: the key, which tells the rows apart, and the columns in question. */
final class ReadBack {

    private ReadBack() {}

    /**
     * The text of a write.
     *
     * @param filled positions of the columns that the database fills at it; none gives nothing back
     * @param expected whether it fails unless it writes as many rows as it is to, and how many those are
     */
    static StatementTemplate of(
            TemplateBuilder builder,
            QueryPart write,
            ScopedTable table,
            RowType type,
            int[] filled,
            Expected expected) {
        if (filled.length == 0) {
            return builder.build(expected.counted() ? CountedWrite.of(builder, write, type, expected.rows()) : write);
        }
        List<Integer> columns = new ArrayList<>();
        for (int n = 0; n < type.keyWidth(); n++) {
            columns.add(type.keyColumn(n));
        }
        for (int position : filled) {
            columns.add(position);
        }
        if (builder.profile().delivery() == Delivery.BATCHES) { // whoever executes it asks the driver for them
            return builder.build(write).returning(new Returning(type, columns));
        }
        List<Field<?>> fields = new ArrayList<>();
        for (int position : columns) {
            Column column = type.column(position);
            boolean asItIs = column.selectedType().equals(column.sqlType());
            fields.add(
                    asItIs
                            ? table.field(position)
                            : DSL.cast(table.field(position), TemplateBuilder.named(column.selectedType())));
        }
        return builder.build(
                        expected.counted()
                                ? CountedWrite.returning(builder, write, type, expected.rows(), fields)
                                : builder.profile().dialect().generatedColumns().returning(write, fields))
                .returning(new Returning(type, columns));
    }
}
