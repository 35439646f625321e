package dev.keelson.work.schema;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Tables, columns and functions of {@code pg_catalog}, as statements about the catalogue name them. */
final class SystemCatalogue {

    private static final Name CATALOGUE = DSL.unquotedName("pg_catalog");

    private SystemCatalogue() {}

    static Table<?> system(String table, String alias) {
        return DSL.table(DSL.name(CATALOGUE, DSL.unquotedName(table))).as(DSL.unquotedName(alias));
    }

    static <T> Field<T> function(String name, Class<T> type, Field<?>... arguments) {
        return DSL.function(DSL.name(CATALOGUE, DSL.unquotedName(name)), type, arguments);
    }

    static Field<String> text(String alias, String column) {
        return DSL.field(name(alias, column), SQLDataType.CLOB);
    }

    static Field<Integer> number(String alias, String column) {
        return DSL.field(name(alias, column), SQLDataType.INTEGER);
    }

    static Field<Integer[]> numbers(String alias, String column) {
        return DSL.field(name(alias, column), SQLDataType.INTEGER.getArrayDataType());
    }

    static Condition flag(String alias, String column) {
        return DSL.condition(DSL.field(name(alias, column), SQLDataType.BOOLEAN));
    }

    /** The place of a column among those that an index compares, counted from 0; of others null, or behind them. */
    static Field<Integer> placeInIndex(String index, String attribute) {
        return function(
                "array_position",
                Integer.class,
                number(index, "indkey").cast(SQLDataType.SMALLINT.getArrayDataType()),
                number(attribute, "attnum"));
    }

    private static Name name(String alias, String column) {
        return DSL.name(DSL.unquotedName(alias), DSL.unquotedName(column));
    }
}
