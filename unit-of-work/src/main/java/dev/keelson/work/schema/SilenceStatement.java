package dev.keelson.work.schema;

import static dev.keelson.work.schema.SystemCatalogue.flag;
import static dev.keelson.work.schema.SystemCatalogue.function;
import static dev.keelson.work.schema.SystemCatalogue.number;
import static dev.keelson.work.schema.SystemCatalogue.system;
import static dev.keelson.work.schema.SystemCatalogue.text;

import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The one statement that reads from {@code pg_catalog} what may keep rows of a table from being written without an error, and
 * from which tables deletes come down to it; one row a table.
 */
final class SilenceStatement {

    /** The columns of the statement, from 1. */
    static final int SCHEMA = 1;

    static final int TABLE = 2;
    static final int VISIBLE = 3;
    static final int ID = 4;
    static final int SILENT = 5;
    static final int RULES = 6;
    static final int TAKERS = 7;

    /** ROW and BEFORE in the bits of {@code pg_trigger.tgtype}. */
    private static final int BEFORE_ROW = 3;

    private static final Name CASCADES = DSL.unquotedName("cascades");

    private SilenceStatement() {}

    /**
     * Of tables of these names, in whatever schema.
     *
     * @param tables the names
     * @param again the same names, as another parameter
     */
    static Select<?> of(Field<String[]> tables, Field<String[]> again) {
        return DSL.withRecursive(cascades(again))
                .select(
                        text("n", "nspname"),
                        text("c", "relname"),
                        function("pg_table_is_visible", Boolean.class, number("c", "oid")),
                        number("c", "oid").cast(SQLDataType.BIGINT),
                        DSL.field(isSilent()),
                        rules(),
                        takers())
                .from(system("pg_class", "c"))
                .join(system("pg_namespace", "n"))
                .on(number("n", "oid").eq(number("c", "relnamespace")))
                .where(text("c", "relname").eq(DSL.any(tables)))
                .and(kind("r").or(kind("p")).or(kind("f")).or(kind("v")));
    }

    /** From each table to those whose deletes come down to it, step by step. */
    private static CommonTableExpression<?> cascades(Field<String[]> tables) {
        return CASCADES.fields("child", "parent")
                .as(DSL.select(number("k", "conrelid"), number("k", "confrelid"))
                        .from(system("pg_constraint", "k"))
                        .join(system("pg_class", "t"))
                        .on(number("t", "oid").eq(number("k", "conrelid")))
                        .where(isCascading())
                        .and(text("t", "relname").eq(DSL.any(tables)))
                        .union(DSL.select(number("s", "child"), number("k", "confrelid"))
                                .from(DSL.table(CASCADES).as(DSL.unquotedName("s")))
                                .join(system("pg_constraint", "k"))
                                .on(number("k", "conrelid").eq(number("s", "parent")))
                                .where(isCascading())));
    }

    private static Condition isCascading() {
        return text("k", "contype")
                .eq(DSL.inline("f"))
                .and(text("k", "confdeltype").eq(DSL.inline("c")));
    }

    /** What has partitions or heirs is taken for silent, since each of them may have triggers of its own. */
    private static Condition isSilent() {
        return flag("c", "relrowsecurity")
                .or(flag("c", "relispartition"))
                .or(flag("c", "relhassubclass"))
                .or(kind("r").not())
                .or(DSL.exists(DSL.selectOne()
                        .from(system("pg_trigger", "g"))
                        .where(number("g", "tgrelid").eq(number("c", "oid")))
                        .and(flag("g", "tgisinternal").not())
                        .and(text("g", "tgenabled").ne(DSL.inline("D")))
                        .and(DSL.bitAnd(number("g", "tgtype"), DSL.inline(BEFORE_ROW))
                                .eq(DSL.inline(BEFORE_ROW)))));
    }

    /** What is done instead of writes, or beside them. */
    private static Field<String[]> rules() {
        return DSL.array(DSL.select(text("r", "rulename").cast(SQLDataType.CLOB))
                .from(system("pg_rewrite", "r"))
                .where(number("r", "ev_class").eq(number("c", "oid")))
                .and(text("r", "ev_type").ne(DSL.inline("1"))) // a view's own
                .and(text("r", "ev_enabled").ne(DSL.inline("D")))
                .orderBy(text("r", "rulename")));
    }

    private static Field<Long[]> takers() {
        return DSL.array(DSL.select(number("s", "parent").cast(SQLDataType.BIGINT))
                .from(DSL.table(CASCADES).as(DSL.unquotedName("s")))
                .where(number("s", "child").eq(number("c", "oid"))));
    }

    private static Condition kind(String kind) {
        return text("c", "relkind").eq(DSL.inline(kind));
    }
}
