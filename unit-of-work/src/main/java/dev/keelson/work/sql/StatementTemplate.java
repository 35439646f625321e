package dev.keelson.work.sql;

import java.util.List;

/**
 * The text of a statement, rendered once, and what its parameters take. Two templates are equal only when they are the
 * same object, so that lists of them are cheap keys. Immutable.
 */
public final class StatementTemplate {

    private final String sql;
    private final List<Parameter> parameters;

    public StatementTemplate(String sql, List<Parameter> parameters) {
        this.sql = sql;
        this.parameters = List.copyOf(parameters);
    }

    public String sql() {
        return sql;
    }

    /** In the order of the text's question marks. */
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return sql;
    }
}
