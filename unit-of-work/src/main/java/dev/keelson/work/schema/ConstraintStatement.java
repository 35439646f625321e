package dev.keelson.work.schema;

import static dev.keelson.work.schema.SystemCatalogue.flag;
import static dev.keelson.work.schema.SystemCatalogue.function;
import static dev.keelson.work.schema.SystemCatalogue.number;
import static dev.keelson.work.schema.SystemCatalogue.numbers;
import static dev.keelson.work.schema.SystemCatalogue.placeInIndex;
import static dev.keelson.work.schema.SystemCatalogue.system;
import static dev.keelson.work.schema.SystemCatalogue.text;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The one statement that reads unique indexes from {@code pg_catalog}, one row each. */
final class ConstraintStatement {

    /** The columns of the statement, from 1. */
    static final int SCHEMA = 1;

    static final int TABLE = 2;
    static final int VISIBLE = 3;
    static final int INDEX = 4;
    static final int DEFERRABLE = 5;
    static final int EXPRESSIONS = 6;
    static final int NULLS_ALIKE = 7;
    static final int COLUMNS = 8;
    static final int DEPENDS = 9;
    static final int CHECKED = 10;
    static final int DEFERRABLE_REFERENCES = 11;
    static final int CASCADES = 12;

    /** What stands between the name of a foreign key and that of one of its columns. */
    static final String BETWEEN = "\n";

    private ConstraintStatement() {}

    /** Of tables of these names, in whatever schema. */
    static Select<?> of(Field<String[]> tables) {
        return DSL.select(
                        text("n", "nspname"),
                        text("c", "relname"),
                        function("pg_table_is_visible", Boolean.class, number("c", "oid")),
                        text("i", "relname"),
                        DSL.field(flag("x", "indimmediate").not()),
                        DSL.field(text("x", "indexprs").isNotNull()),
                        DSL.field(flag("x", "indnullsnotdistinct")),
                        columns(),
                        depends(),
                        checked(),
                        references(flag("k", "condeferrable")),
                        references(text("k", "confdeltype").eq(DSL.inline("c"))))
                .from(system("pg_index", "x"))
                .join(system("pg_class", "c"))
                .on(number("c", "oid").eq(number("x", "indrelid")))
                .join(system("pg_class", "i"))
                .on(number("i", "oid").eq(number("x", "indexrelid")))
                .join(system("pg_namespace", "n"))
                .on(number("n", "oid").eq(number("c", "relnamespace")))
                .where(flag("x", "indisunique"))
                .and(flag("x", "indisvalid"))
                .and(text("c", "relname").eq(DSL.any(tables)))
                .orderBy(text("n", "nspname"), text("c", "relname"), text("i", "relname"));
    }

    /** The columns compared; of those only included there is no comparison. */
    private static Field<String[]> columns() {
        return DSL.array(DSL.select(text("a", "attname").cast(SQLDataType.CLOB))
                .from(system("pg_attribute", "a"))
                .where(number("a", "attrelid").eq(number("c", "oid")))
                .and(placeInIndex("x", "a").lt(number("x", "indnkeyatts"))));
    }

    /** The columns that its expressions and its condition look at. */
    private static Field<String[]> depends() {
        return DSL.array(DSL.select(text("a", "attname").cast(SQLDataType.CLOB))
                .from(system("pg_depend", "d"))
                .join(system("pg_attribute", "a"))
                .on(number("a", "attrelid").eq(number("d", "refobjid")))
                .and(number("a", "attnum").eq(number("d", "refobjsubid")))
                .where(number("d", "objid").eq(number("x", "indexrelid")))
                .and(number("d", "refobjid").eq(number("c", "oid")))
                .and(number("d", "classid").eq(number("c", "tableoid"))));
    }

    /** The columns that checks and foreign keys watch over. */
    private static Field<String[]> checked() {
        Condition watches = text("k", "contype").in(DSL.inline("c"), DSL.inline("f"));
        return DSL.array(DSL.select(text("a", "attname").cast(SQLDataType.CLOB))
                .from(system("pg_constraint", "k"))
                .join(system("pg_attribute", "a"))
                .on(number("a", "attrelid").eq(number("k", "conrelid")))
                .and(number("a", "attnum").eq(DSL.any(numbers("k", "conkey"))))
                .where(number("k", "conrelid").eq(number("c", "oid")))
                .and(watches));
    }

    /** The columns of certain foreign keys, each behind the name of its key. */
    private static Field<String[]> references(Condition certain) {
        Field<String> named = DSL.concat(
                text("k", "conname").cast(SQLDataType.CLOB),
                DSL.inline(BETWEEN),
                text("a", "attname").cast(SQLDataType.CLOB));
        return DSL.array(DSL.select(named)
                .from(system("pg_constraint", "k"))
                .join(system("pg_attribute", "a"))
                .on(number("a", "attrelid").eq(number("k", "conrelid")))
                .and(number("a", "attnum").eq(DSL.any(numbers("k", "conkey"))))
                .where(number("k", "conrelid").eq(number("c", "oid")))
                .and(text("k", "contype").eq(DSL.inline("f")))
                .and(certain));
    }
}
