package dev.keelson.work.sql;

import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement, rendered once, and what its parameters take. Two templates are equal only when they are the
 * same object, so that lists of them are cheap keys. Immutable.
 */
public final class StatementTemplate {

    private final String sql;
    private final List<Parameter> parameters;
    private final @Nullable Returning returning;
    private final int sources;
    private final boolean alone;

    /**
     * What a write gives back of each row that it wrote. Immutable.
     *
     * @param type the rows' type
     * @param columns positions of the columns given back, in the order of the result
     */
    public record Returning(RowType type, List<Integer> columns) {

        public Returning {
            columns = List.copyOf(columns);
        }
    }

    public StatementTemplate(String sql, List<Parameter> parameters) {
        this(sql, parameters, null, false);
    }

    private StatementTemplate(String sql, List<Parameter> parameters, @Nullable Returning returning, boolean alone) {
        this.sql = sql;
        this.parameters = List.copyOf(parameters);
        this.returning = returning;
        this.sources = sources(parameters);
        this.alone = alone;
    }

    private static int sources(List<Parameter> parameters) {
        int sources = 0;
        for (Parameter parameter : parameters) {
            sources = Math.max(sources, parameter.source() + 1);
        }
        return sources;
    }

    /** Several statements as one text, whose sources are the same for all. */
    public static StatementTemplate joined(List<StatementTemplate> statements) {
        List<String> texts = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (StatementTemplate statement : statements) {
            texts.add(statement.sql());
            parameters.addAll(statement.parameters());
        }
        return new StatementTemplate(String.join(";\n", texts), parameters);
    }

    /** The same text, known to give this back. */
    public StatementTemplate returning(@Nullable Returning rows) {
        return new StatementTemplate(sql, parameters, rows, alone);
    }

    /** The same text, of which each row is to be executed by itself, since of a batch the driver may not know the counts. */
    public StatementTemplate executedAlone() {
        return new StatementTemplate(sql, parameters, returning, true);
    }

    /** The same text behind a comment; empty for none. */
    public StatementTemplate commented(String comment) {
        return comment.isEmpty() ? this : new StatementTemplate(comment + sql, parameters, returning, alone);
    }

    /** Whether each row is to be executed by itself. */
    public boolean alone() {
        return alone;
    }

    /** What it gives back of what it wrote, or null for nothing. */
    public @Nullable Returning returning() {
        return returning;
    }

    public String sql() {
        return sql;
    }

    /** In the order of the text's question marks. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** How many values it takes. */
    public int sources() {
        return sources;
    }

    @Override
    public String toString() {
        return sql;
    }
}
