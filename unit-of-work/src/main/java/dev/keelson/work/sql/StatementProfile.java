package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import java.sql.Connection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** Which SQL the statements for a database are written in. */
public enum StatementProfile {

    /**
     * PostgreSQL's own: rows as arrays, a guard that fails on the server, several statements in one message. Asks for pgjdbc's
     * connections.
     */
    POSTGRES(SQLDialect.POSTGRES),

    /** Plain statements, one row each, for PostgreSQL behind anything that reads statements or takes no such message. */
    PORTABLE(SQLDialect.POSTGRES),

    /** Plain statements for H2. Every name is quoted, since H2 reserves words that PostgreSQL does not. */
    H2(SQLDialect.H2);

    private final SQLDialect dialect;

    StatementProfile(SQLDialect dialect) {
        this.dialect = dialect;
    }

    /** That of a dialect, as far as values go: which values are sent how is the same for all profiles of a dialect. */
    public static StatementProfile of(SQLDialect dialect) {
        return dialect.family() == SQLDialect.H2 ? H2 : POSTGRES;
    }

    public SQLDialect dialect() {
        return dialect;
    }

    /** Whether each row is written by a statement of its own, and keys are listed rather than given as arrays. */
    public boolean isPortable() {
        return this != POSTGRES;
    }

    /** How statements are rendered and run by jOOQ, before settings of a purpose's own. */
    public Settings settings() {
        return new Settings()
                .withRenderQuotedNames(
                        this == H2 ? RenderQuotedNames.ALWAYS : RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED)
                .withExecuteLogging(false);
    }

    /** Runs jOOQ's statements on a connection. */
    public DSLContext on(Connection connection) {
        return DSL.using(connection, dialect, settings());
    }

    /** A type as the database spells it in a cast or a column's definition. */
    public String spelling(ColumnType type) {
        boolean sized = type.size() != ColumnType.UNSIZED;
        if (this != H2) {
            return type.sqlName();
        }
        return switch (type.kind()) {
            case NUMERIC -> sized ? type.sqlName() : "decfloat"; // its numeric has no digits after the point
            case TIME -> sized ? type.sqlName() : "time(6)"; // its time has no fractions of a second
            case JSON, JSONB -> "json";
            default -> type.sqlName();
        };
    }

    /** The type as which a value of this one is given to the driver. */
    public ColumnType sent(ColumnType type) {
        return this == H2 && isJson(type) ? ColumnType.text() : type;
    }

    /** What was given to the driver, as a value of this type. */
    public Field<?> typed(Field<?> sent, ColumnType type) {
        if (this == H2 && isJson(type)) {
            return DSL.field("{0} format json", Object.class, sent); // a cast would make a JSON string of it
        }
        return TemplateBuilder.cast(sent, type);
    }

    private static boolean isJson(ColumnType type) {
        return type.kind() == Kind.JSON || type.kind() == Kind.JSONB;
    }
}
