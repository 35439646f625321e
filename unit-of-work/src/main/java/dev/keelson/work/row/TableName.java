package dev.keelson.work.row;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, with its schema where one was configured. Exact as the catalogue spells it: quoting is the
 * business of whoever renders SQL. Immutable.
 *
 * @param schema the schema, or null for the first of the connection's search path
 * @param name the table's own name
 */
public record TableName(@Nullable String schema, String name) {

    public TableName {
        Objects.requireNonNull(name, "name");
    }

    /** A table of the connection's own schema; {@code "billing.invoices"} names the schema too. */
    public static TableName of(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? new TableName(null, name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    /** Written out, as is {@link #hashCode}: a start compares names before it compares any other record. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TableName that && name.equals(that.name) && Objects.equals(schema, that.schema);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + (schema == null ? 0 : schema.hashCode());
    }

    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
