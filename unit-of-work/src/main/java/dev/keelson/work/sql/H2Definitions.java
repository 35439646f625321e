package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import org.jooq.DataType;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;

/** H2's tables. */
final class H2Definitions implements Definitions {

    private final H2Values values = new H2Values();

    @Override
    public DataType<Object> type(ColumnType type) {
        String spelling = values.spelling(type);
        return new DefaultDataType<>(SQLDialect.H2, Object.class, spelling, spelling);
    }

    @Override
    public QueryPart setType(TableName table, String column, ColumnType type) {
        return DSL.alterTable(Names.table(table))
                .alterColumn(Names.name(column))
                .set(type(type));
    }

    @Override
    public boolean hasBlockRangeIndexes() {
        return false;
    }

    @Override
    public boolean hasRowLevelSecurity() {
        return false;
    }

    @Override
    public boolean hasPartialIndexes() {
        return false;
    }

    @Override
    public String foldingHint(TableName found) {
        return "H2 made " + found + " of a name without quotes: open it with ;DATABASE_TO_LOWER=TRUE";
    }
}
