package dev.keelson.work.schema;

import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables that a mapping asks for, as CREATE statements for PostgreSQL. The same mapping and policies always give the
 * same text. It is printed, to be kept in a migration; nothing here runs it, and nothing here alters tables that are
 * there already. Immutable and thread-safe.
 *
 * <p>What the policies lead keys by, such as the tenant, stands first in every table and in every primary and foreign
 * key. Foreign keys never cascade: a commit deletes what it removes itself. Foreign keys to parents stand in their
 * tables; those between aggregates follow after all tables, so that aggregates may refer to each other in circles. Every
 * foreign key has an index, its own or the start of the primary key. Elements that are told apart by all their values,
 * of which some may be absent, have a unique constraint with {@code nulls not distinct} in the place of a primary key.
 *
 * <p>Source: Fowler, PoEAA, Metadata Mapping (306), Foreign Key Mapping (236).
 */
public final class Schema {

    private final List<String> statements;

    /**
     * Makes the statements.
     *
     * @param commitLog whether the table of committed commands is wanted
     */
    public Schema(DomainModel model, Policies policies, boolean commitLog) {
        this.statements = List.copyOf(statements(Shapes.of(model, policies, commitLog)));
    }

    private static List<String> statements(List<TableShape> tables) {
        Ddl ddl = Ddl.readable();
        Set<String> schemas = new LinkedHashSet<>();
        List<String> create = new ArrayList<>();
        List<String> connect = new ArrayList<>();
        for (TableShape table : tables) {
            String schema = table.name().schema();
            if (schema != null) {
                schemas.add(ddl.createSchema(schema));
            }
            create.add(ddl.createTable(table));
            create.addAll(ddl.additions(table));
            connect.addAll(ddl.foreignKeys(table));
        }
        List<String> all = new ArrayList<>(schemas);
        all.addAll(create);
        all.addAll(connect);
        return all;
    }

    /** The statements in the order to run them, without semicolons. */
    public List<String> statements() {
        return statements;
    }

    /** All statements as one script, such as a migration of Flyway; empty where nothing is mapped. */
    public String ddl() {
        return statements.isEmpty() ? "" : String.join(";\n\n", statements) + ";\n";
    }
}
