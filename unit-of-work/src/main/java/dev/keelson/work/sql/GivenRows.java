package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import org.jooq.Field;
import org.jooq.Table;

/** Rows that a statement is given, as a table that it may join. Used by one thread while a statement is built. */
public sealed interface GivenRows permits ArrayRows, ValueRows {

    /** One more column, with a source of its own for its values. */
    Field<Object> column(ColumnType type);

    /** All columns so far, side by side. */
    Table<?> table();
}
