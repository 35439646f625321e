package dev.keelson.work.sql;

import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** H2, in its own mode. Every name is quoted, since H2 reserves words that PostgreSQL does not. Immutable, thread-safe. */
public final class H2Dialect implements Dialect {

    static final H2Dialect INSTANCE = new H2Dialect();

    private final ValueForms values = new H2Values();
    private final Locks locks = new H2Locks();
    private final Isolations isolations = new H2Isolations();
    private final Sequences sequences = new H2Sequences();
    private final GeneratedColumns generatedColumns = new GeneratedColumns();
    private final Definitions definitions = new H2Definitions();
    private final Errors errors = new H2Errors();

    private H2Dialect() {}

    @Override
    public SQLDialect jooq() {
        return SQLDialect.H2;
    }

    @Override
    public Settings settings() {
        return new Settings().withRenderQuotedNames(RenderQuotedNames.ALWAYS).withExecuteLogging(false);
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
    public @Nullable QueryPart transactionSettings(List<String> names, TemplateBuilder builder) {
        return null;
    }

    @Override
    public @Nullable QueryPart currentSetting(TemplateBuilder builder) {
        return null;
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
        return DSL.currentOffsetDateTime().coerce(Instant.class);
    }

    @Override
    public @Nullable QueryPart deferConstraints() {
        return null;
    }

    @Override
    public int mostValues() {
        return 100_000;
    }

    @Override
    public boolean looksIntoJson() {
        return false;
    }

    @Override
    public String toString() {
        return "H2";
    }
}
