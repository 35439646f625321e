package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import org.jooq.DataType;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/** How a dialect defines and alters tables, where jOOQ does not know the difference. Immutable, thread-safe. */
public interface Definitions {

    /** A column type for jOOQ's DDL, in the spelling of the database: jOOQ's own types have names of their own. */
    DataType<Object> type(ColumnType type);

    /** A statement that gives a column another type, and keeps every value that has a form in it. */
    QueryPart setType(TableName table, String column, ColumnType type);

    /** Whether an index can be a summary of the table's pages (PostgreSQL's BRIN). */
    boolean hasBlockRangeIndexes();

    /** Whether the database can keep rows apart by policies of its own. */
    boolean hasRowLevelSecurity();

    /** Whether an index may hold a part of the rows. */
    boolean hasPartialIndexes();

    /** How to keep the case of names without quotes, as a clause; null where it is kept as PostgreSQL keeps it. */
    @Nullable
    String foldingHint(TableName found);
}
