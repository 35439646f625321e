package dev.keelson.work.sql;

import java.time.Instant;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DerivedColumnList;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one database product: every difference between the products is a method here, or of an object that is handed
 * out here. How a commit is sent is another question, see {@link Delivery}. Immutable, thread-safe.
 */
public sealed interface Dialect permits PostgresDialect, H2Dialect {

    /** The dialect that jOOQ renders for. */
    static Dialect of(SQLDialect jooq) {
        return jooq.family() == SQLDialect.H2 ? H2Dialect.INSTANCE : PostgresDialect.INSTANCE;
    }

    /** The dialect by which jOOQ renders and runs statements. */
    SQLDialect jooq();

    /** New settings for jOOQ, with the quoting of names; a caller may add to them. */
    Settings settings();

    /** How column types are spelled, and how their values are given to the driver. */
    ValueForms values();

    /** How rows are locked. */
    Locks locks();

    /** How a transaction gets its isolation. */
    Isolations isolations();

    /**
     * The statement that makes settings for the transaction alone; null where the database has none such.
     *
     * @param names in their order
     * @param builder takes a text for each
     */
    @Nullable
    QueryPart transactionSettings(List<String> names, TemplateBuilder builder);

    /**
     * The statement that gives the value of a setting, or null in its place where there is none; null where the database has no
     * settings of a transaction.
     *
     * @param builder takes the name as a text
     */
    @Nullable
    QueryPart currentSetting(TemplateBuilder builder);

    /** How values of sequences are drawn. */
    Sequences sequences();

    /** How columns that the database fills are written and read back. */
    GeneratedColumns generatedColumns();

    /** How tables are defined and altered. */
    Definitions definitions();

    /** What the errors of the database mean. */
    Errors errors();

    /** The server's clock at the moment of execution, not at the start of the transaction. */
    Field<Instant> clock();

    /**
     * A common table expression that the server evaluates once, however many parts of the statement read it. jOOQ leaves the word out
     * where a database has none.
     */
    default CommonTableExpression<Record> materialized(DerivedColumnList name, Select<Record> select) {
        return name.asMaterialized(select);
    }

    /** Whether conditions may name values inside of a JSON column. */
    default boolean looksIntoJson() {
        return true;
    }

    /** How many values a statement takes at most. */
    default int mostValues() {
        return 65_535;
    }

    /** The statement that defers deferrable constraints to the end of the transaction, or null where none can be deferred. */
    @Nullable
    QueryPart deferConstraints();

    /**
     * That a row was written by the very transaction that asks, as common table expressions which write tell; null where the database
     * has neither.
     *
     * @param table as the statement names it
     */
    default @Nullable Condition isWrittenHere(Name table) {
        return null;
    }
}
