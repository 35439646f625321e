package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import org.jooq.DataType;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's tables. */
final class PostgresDefinitions implements Definitions {

    @Override
    public DataType<Object> type(ColumnType type) {
        return new DefaultDataType<>(SQLDialect.POSTGRES, Object.class, type.sqlName(), type.sqlName());
    }

    /** Texts of the column are then equal only where they are the same. */
    @Override
    public QueryPart setType(TableName table, String column, ColumnType type) {
        boolean isText = type.javaType() == String.class;
        return DSL.query(
                "alter table {0} alter {1} type {2} " + (isText ? "collate \"default\" " : "")
                        + "using cast({1} as {2})",
                Names.table(table),
                Names.name(column),
                DSL.raw(type.sqlName()));
    }

    @Override
    public boolean hasBlockRangeIndexes() {
        return true;
    }

    @Override
    public boolean hasRowLevelSecurity() {
        return true;
    }

    @Override
    public boolean hasPartialIndexes() {
        return true;
    }

    @Override
    public @Nullable String foldingHint(TableName found) {
        return null;
    }
}
