package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** PostgreSQL. Names stand in quotes only where they must, so that transcripts stay readable. Immutable, thread-safe. */
public final class PostgresDialect implements Dialect {

    static final PostgresDialect INSTANCE = new PostgresDialect();

    /** What {@code pg_get_keywords()} of PostgreSQL 18 does not take as the name of a column or table. */
    private static final Set<String> RESERVED =
            Set.of(("all analyse analyze and any array as asc asymmetric authorization binary both"
                            + " case cast check collate collation column concurrently constraint create cross"
                            + " current_catalog current_date current_role current_schema current_time"
                            + " current_timestamp current_user default deferrable desc distinct do else end"
                            + " except false fetch for foreign freeze from full grant group having ilike in"
                            + " initially inner intersect into is isnull join lateral leading left like limit"
                            + " localtime localtimestamp natural not notnull null offset on only or order outer"
                            + " overlaps placing primary references returning right select session_user similar"
                            + " some symmetric system_user table tablesample then to trailing true union unique"
                            + " user using variadic verbose when where window with")
                    .split(" "));

    private final ValueForms values = new PostgresValues();
    private final Locks locks = new PostgresLocks();
    private final Isolations isolations = new PostgresIsolations();
    private final Sequences sequences = new PostgresSequences();
    private final GeneratedColumns generatedColumns = new GeneratedColumns();
    private final Definitions definitions = new PostgresDefinitions();
    private final Errors errors = new PostgresErrors();

    private PostgresDialect() {}

    /** Whether PostgreSQL reads this word, unless it is quoted, as something else than a name. */
    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    @Override
    public SQLDialect jooq() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public Settings settings() {
        return new Settings()
                .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED)
                .withExecuteLogging(false);
    }

    @Override
    public ValueForms values() {
        return values;
    }

    @Override
    public Locks locks() {
        return locks;
    }

    @Override
    public Isolations isolations() {
        return isolations;
    }

    @Override
    public QueryPart transactionSettings(List<String> names, TemplateBuilder builder) {
        List<Field<?>> set = new ArrayList<>();
        for (String name : names) {
            set.add(DSL.function(
                    "set_config", Object.class, DSL.inline(name), builder.bind(ColumnType.text()), DSL.inline(true)));
        }
        return DSL.select(set);
    }

    @Override
    public QueryPart currentSetting(TemplateBuilder builder) {
        return DSL.select(
                DSL.function("current_setting", Object.class, builder.bind(ColumnType.text()), DSL.inline(true)));
    }

    @Override
    public Sequences sequences() {
        return sequences;
    }

    @Override
    public GeneratedColumns generatedColumns() {
        return generatedColumns;
    }

    @Override
    public Definitions definitions() {
        return definitions;
    }

    @Override
    public Errors errors() {
        return errors;
    }

    @Override
    public Field<Instant> clock() {
        return DSL.function("clock_timestamp", Instant.class);
    }

    @Override
    public QueryPart deferConstraints() {
        return DSL.query("set constraints all deferred"); // jOOQ has no such statement
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }

    @Override
    public Condition isWrittenHere(Name table) {
        return DSL.condition(
                "{0} = cast(pg_current_xact_id() as xid)", DSL.field(DSL.name(table, DSL.unquotedName("xmin"))));
    }
}
