package dev.keelson.work.schema;

import static dev.keelson.work.schema.SystemCatalogue.flag;
import static dev.keelson.work.schema.SystemCatalogue.function;
import static dev.keelson.work.schema.SystemCatalogue.number;
import static dev.keelson.work.schema.SystemCatalogue.system;
import static dev.keelson.work.schema.SystemCatalogue.text;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The statements that read from {@code pg_catalog} whether row-level security binds a role, and by what. */
final class RowSecurityStatement {

    /** The columns of {@link #role}, from 1. */
    static final int ROLE = 1;

    static final int SUPERUSER = 2;
    static final int BYPASSES = 3;

    /** The columns of {@link #tables}, from 1. */
    static final int SCHEMA = 1;

    static final int TABLE = 2;
    static final int VISIBLE = 3;
    static final int ENABLED = 4;
    static final int FORCED = 5;
    static final int POLICIES = 6;
    static final int OPEN = 7;
    static final int LEAKY = 8;
    static final int KIND = 9;

    /** The number of equality among the operators of a b-tree. */
    private static final int EQUAL = 3;

    private RowSecurityStatement() {}

    /** The role that asks. */
    static Select<?> role() {
        return DSL.select(
                        text("r", "rolname").cast(SQLDataType.CLOB),
                        DSL.field(flag("r", "rolsuper")),
                        DSL.field(flag("r", "rolbypassrls")))
                .from(system("pg_roles", "r"))
                .where(text("r", "rolname").eq(DSL.field("current_user", String.class)));
    }

    /**
     * Of tables of these names, in whatever schema, and of what stands in the place of one.
     *
     * @param tables the names
     * @param setting the one that policies are to compare with
     * @param again the same, as another parameter
     */
    static Select<?> tables(Field<String[]> tables, Field<String> setting, Field<String> again) {
        return DSL.select(
                        text("n", "nspname").cast(SQLDataType.CLOB),
                        text("c", "relname").cast(SQLDataType.CLOB),
                        function("pg_table_is_visible", Boolean.class, number("c", "oid")),
                        DSL.field(flag("c", "relrowsecurity")),
                        DSL.field(flag("c", "relforcerowsecurity")),
                        policies(DSL.noCondition()),
                        policies(forgets("polqual", setting).or(forgets("polwithcheck", again))),
                        leaky(),
                        text("c", "relkind").cast(SQLDataType.CLOB))
                .from(system("pg_class", "c"))
                .join(system("pg_namespace", "n"))
                .on(number("n", "oid").eq(number("c", "relnamespace")))
                .where(text("c", "relname").eq(DSL.any(tables)))
                .and(text("c", "relkind")
                        .in(DSL.inline("r"), DSL.inline("p"), DSL.inline("v"), DSL.inline("m"), DSL.inline("f")));
    }

    /** The names of the permissive policies that bind the role which asks. */
    private static Field<String[]> policies(Condition wanted) {
        Condition binds = DSL.condition("0 = any(p.polroles)")
                .or(DSL.exists(DSL.selectOne()
                        .from(system("pg_roles", "g"))
                        .where(DSL.condition("g.oid = any(p.polroles)"))
                        .and(DSL.condition(
                                function("pg_has_role", Boolean.class, number("g", "oid"), DSL.inline("usage"))))));
        return DSL.array(DSL.select(text("p", "polname").cast(SQLDataType.CLOB))
                .from(system("pg_policy", "p"))
                .where(number("p", "polrelid").eq(number("c", "oid")))
                .and(flag("p", "polpermissive"))
                .and(binds)
                .and(wanted)
                .orderBy(text("p", "polname")));
    }

    /** Whether a condition of a policy does not ask for the setting, and so lets through what it should not. */
    private static Condition forgets(String expression, Field<String> setting) {
        Field<String> text = function("pg_get_expr", String.class, text("p", expression), number("p", "polrelid"));
        Field<String> quoted = DSL.inline("'").concat(setting, DSL.inline("'"));
        return DSL.position(text, quoted).eq(DSL.inline(0));
    }

    /** What of each index has an equality that is not known to keep its arguments to itself, as "column in index". */
    private static Field<String[]> leaky() {
        Field<String> column = function(
                "pg_get_indexdef",
                String.class,
                number("i", "indexrelid"),
                number("a", "attnum").cast(SQLDataType.INTEGER),
                DSL.inline(true));
        Field<String> described = column.concat(DSL.inline(" in "), text("x", "relname"));
        return DSL.array(DSL.select(described)
                .from(system("pg_index", "i"))
                .join(system("pg_class", "x"))
                .on(number("x", "oid").eq(number("i", "indexrelid")))
                .join(system("pg_attribute", "a"))
                .on(number("a", "attrelid").eq(number("i", "indexrelid")))
                .and(number("a", "attnum").le(number("i", "indnkeyatts")))
                .join(system("pg_opclass", "o"))
                .on(DSL.condition("o.oid = i.indclass[a.attnum - 1]"))
                .join(system("pg_amop", "e"))
                .on(number("e", "amopfamily").eq(number("o", "opcfamily")))
                .and(number("e", "amoplefttype").eq(number("o", "opcintype")))
                .and(number("e", "amoprighttype").eq(number("o", "opcintype")))
                .and(number("e", "amopstrategy").eq(DSL.inline(EQUAL)))
                .join(system("pg_am", "m"))
                .on(number("m", "oid").eq(number("e", "amopmethod")))
                .and(text("m", "amname").eq(DSL.inline("btree")))
                .join(system("pg_operator", "q"))
                .on(number("q", "oid").eq(number("e", "amopopr")))
                .join(system("pg_proc", "f"))
                .on(number("f", "oid").eq(number("q", "oprcode")))
                .where(number("i", "indrelid").eq(number("c", "oid")))
                .and(flag("f", "proleakproof").not())
                .orderBy(text("x", "relname"), number("a", "attnum")));
    }
}
