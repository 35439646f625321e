package dev.keelson.work.load;

import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.TemplateBuilder;
import org.jooq.Record;
import org.jooq.impl.TableImpl;

/**
 * The table of a root as jOOQ's conditions name it, for those who generate no code: {@code
 * table.field("status", String.class).eq("OPEN")}. Immutable, thread-safe.
 */
public final class AggregateTable extends TableImpl<Record> {

    private static final long serialVersionUID = 1L;

    public AggregateTable(RowType type) {
        super(Names.table(type.table()));
        for (Column column : type.columns()) {
            createField(Names.name(column.name()), TemplateBuilder.dataType(column.type()), this);
        }
    }
}
