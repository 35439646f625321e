package dev.keelson.work.schema;

import static dev.keelson.work.schema.SystemCatalogue.flag;
import static dev.keelson.work.schema.SystemCatalogue.function;
import static dev.keelson.work.schema.SystemCatalogue.number;
import static dev.keelson.work.schema.SystemCatalogue.numbers;
import static dev.keelson.work.schema.SystemCatalogue.system;
import static dev.keelson.work.schema.SystemCatalogue.text;

import dev.keelson.work.schema.LiveTable.Kind;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The one statement that reads columns from {@code pg_catalog}, in the order of schema, table and column. It has one row
 * for each column, and one with a null for a table that has none and for a sequence.
 */
final class CatalogueStatement {

    /** The columns of the statement, from 1. */
    static final int SCHEMA = 1;

    static final int TABLE = 2;
    static final int VISIBLE = 3;
    static final int KIND = 4;
    static final int COLUMN = 5;
    static final int TYPE = 6;
    static final int REQUIRED = 7;
    static final int FILLED = 8;
    static final int ALWAYS = 9;
    static final int SEQUENCED = 10;
    static final int UNIQUES = 11;
    static final int GENERATED = 12;
    static final int LABELS = 13;
    static final int PARTITIONING = 14;
    static final int LOOSE = 15;

    private static final Name BASES = DSL.unquotedName("bases");

    private CatalogueStatement() {}

    /** Every schema but the system's. */
    static Condition everySchema() {
        return DSL.noCondition();
    }

    /** What the search path finds, and what lies in a schema whose name is in the array. */
    static Condition searchPathAnd(Field<String[]> schemas) {
        return DSL.condition(visible()).or(text("n", "nspname").eq(DSL.any(schemas)));
    }

    static Select<?> of(Condition wanted) {
        return DSL.withRecursive(bases())
                .select(
                        text("n", "nspname"),
                        text("c", "relname"),
                        visible(),
                        kind(),
                        text("a", "attname"),
                        type(),
                        DSL.field(flag("a", "attnotnull").or(orNot("b", "required"))),
                        DSL.field(flag("a", "atthasdef")
                                .or(text("a", "attidentity").ne(DSL.inline("")))
                                .or(orNot("b", "filled"))),
                        DSL.field(text("a", "attidentity").eq(DSL.inline("a"))),
                        DSL.field(sequenced()),
                        UniqueIndexText.of(baseType()),
                        DSL.field(text("a", "attgenerated").ne(DSL.inline(""))),
                        labels(),
                        DSL.field(partitioning()),
                        loose())
                .from(system("pg_class", "c"))
                .join(system("pg_namespace", "n"))
                .on(number("n", "oid").eq(number("c", "relnamespace")))
                .leftJoin(system("pg_attribute", "a"))
                .on(number("a", "attrelid").eq(number("c", "oid")))
                .and(number("a", "attnum").gt(DSL.inline(0)))
                .and(flag("a", "attisdropped").not())
                .andNot(kind("S"))
                .leftJoin(DSL.table(BASES).as(DSL.unquotedName("b")))
                .on(number("b", "domain").eq(number("a", "atttypid")))
                .and(number("b", "next").eq(DSL.inline(0)))
                .where(kind("r", "p", "f", "v", "m", "S"))
                .and(DSL.left(text("n", "nspname"), DSL.inline(3)).ne(DSL.inline("pg_")))
                .and(text("n", "nspname").ne(DSL.inline("information_schema")))
                .and(wanted)
                .orderBy(text("n", "nspname"), text("c", "relname"), number("a", "attnum"));
    }

    /**
     * From each domain down to the type that it is made of, step by step, since that may be a domain, too. The last step
     * has no next one, the type, its modifier, and whether any step refuses nulls or has a default.
     */
    private static CommonTableExpression<?> bases() {
        Condition hasDefault = text("t", "typdefault").isNotNull();
        Field<Integer> noModifier = DSL.inline(-1);
        return BASES.fields("domain", "type", "modifier", "next", "next_modifier", "required", "filled")
                .as(DSL.select(
                                number("t", "oid"),
                                number("t", "oid"),
                                noModifier,
                                number("t", "typbasetype"),
                                number("t", "typtypmod"),
                                DSL.field(flag("t", "typnotnull")),
                                DSL.field(hasDefault))
                        .from(system("pg_type", "t"))
                        .where(text("t", "typtype").eq(DSL.inline("d")))
                        .unionAll(DSL.select(
                                        number("s", "domain"),
                                        number("t", "oid"),
                                        number("s", "next_modifier"),
                                        number("t", "typbasetype"),
                                        number("t", "typtypmod"),
                                        DSL.field(flag("s", "required").or(flag("t", "typnotnull"))),
                                        DSL.field(flag("s", "filled").or(hasDefault)))
                                .from(DSL.table(BASES).as(DSL.unquotedName("s")))
                                .join(system("pg_type", "t"))
                                .on(number("t", "oid").eq(number("s", "next")))));
    }

    /** Whether the column owns a sequence, as an identity or serial column does. */
    private static Condition sequenced() {
        return DSL.exists(DSL.selectOne()
                .from(system("pg_depend", "d"))
                .join(system("pg_class", "q"))
                .on(number("q", "oid").eq(number("d", "objid")))
                .and(text("q", "relkind").eq(DSL.inline("S")))
                .where(number("d", "refobjid").eq(number("c", "oid")))
                .and(number("d", "refobjsubid").eq(number("a", "attnum")))
                .and(number("d", "refclassid").eq(number("c", "tableoid")))
                .and(number("d", "classid").eq(number("c", "tableoid")))
                .and(text("d", "deptype").in(DSL.inline("a"), DSL.inline("i"))));
    }

    /** What the name stands for, as {@link LiveTable.Kind} has it. */
    private static Field<String> kind() {
        return DSL.when(kind("v", "m"), DSL.inline(Kind.VIEW.name()))
                .when(kind("S"), DSL.inline(Kind.SEQUENCE.name()))
                .when(kind("f"), DSL.inline(Kind.FOREIGN.name()))
                .when(
                        kind("r")
                                .and(hasHeirs())
                                .or(kind("p")
                                        .and(isPartitionedBy(
                                                text("o", "partexprs").isNotNull()))),
                        DSL.inline(Kind.SCATTERED.name()))
                .otherwise(DSL.inline(Kind.TABLE.name()));
    }

    private static Condition hasHeirs() {
        return DSL.exists(DSL.selectOne()
                .from(system("pg_inherits", "h"))
                .where(number("h", "inhparent").eq(number("c", "oid"))));
    }

    /** No unique constraint reaches over partitions that an expression tells. */
    private static Condition partitioning() {
        return kind("p").and(isPartitionedBy(number("a", "attnum").eq(DSL.any(numbers("o", "partattrs")))));
    }

    private static Condition isPartitionedBy(Condition what) {
        return DSL.exists(DSL.selectOne()
                .from(system("pg_partitioned_table", "o"))
                .where(number("o", "partrelid").eq(number("c", "oid")))
                .and(what));
    }

    /** The labels of the enum that the column, or each element of its array, is of. */
    private static Field<String[]> labels() {
        Field<Integer> type = baseType();
        Field<Integer> element = DSL.field(DSL.select(number("y", "typelem"))
                .from(system("pg_type", "y"))
                .where(number("y", "oid").eq(type)));
        return DSL.array(DSL.select(text("e", "enumlabel").cast(SQLDataType.CLOB))
                .from(system("pg_enum", "e"))
                .where(number("e", "enumtypid").in(type, element))
                .orderBy(number("e", "enumsortorder")));
    }

    /** The collation by which different texts of the column are equal, if it has such a one. */
    private static Field<String> loose() {
        return DSL.field(DSL.select(text("l", "collname").cast(SQLDataType.CLOB))
                .from(system("pg_collation", "l"))
                .where(number("l", "oid").eq(number("a", "attcollation")))
                .andNot(flag("l", "collisdeterministic")));
    }

    private static Field<String> type() {
        return function(
                "format_type",
                String.class,
                baseType(),
                DSL.coalesce(number("b", "modifier"), number("a", "atttypmod")));
    }

    private static Field<Integer> baseType() {
        return DSL.coalesce(number("b", "type"), number("a", "atttypid"));
    }

    private static Field<Boolean> visible() {
        return function("pg_table_is_visible", Boolean.class, number("c", "oid"));
    }

    private static Condition kind(String... kinds) {
        Condition any = DSL.noCondition();
        for (String kind : kinds) {
            any = any.or(text("c", "relkind").eq(DSL.inline(kind)));
        }
        return any;
    }

    /** The flag, or false where a left join found nothing. */
    private static Condition orNot(String alias, String column) {
        return DSL.condition(DSL.coalesce(DSL.field(flag(alias, column)), DSL.inline(false)));
    }
}
