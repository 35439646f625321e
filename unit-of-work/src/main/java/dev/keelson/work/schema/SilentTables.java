package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;

/**
 * What the live catalogue says of tables that may refuse rows without an error, and of deletes that come down to them. A snapshot: a
 * trigger that is added later is not known. Used by one thread while it is read, then only read.
 */
final class SilentTables {

    private final Set<RowType> silent = new HashSet<>();
    private final Map<RowType, Set<RowType>> takers = new HashMap<>();
    private final List<String> rules = new ArrayList<>();

    /** None: for databases that have no such catalogue. */
    SilentTables() {}

    /** Reads them in one statement. */
    static SilentTables read(Database database, Collection<RowType> types) {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        int names = builder.source();
        BoundStatement statement = new BoundStatement(
                builder.build(SilenceStatement.of(texts(builder, names), texts(builder, names))), new Object[] {
                    types.stream().map(type -> type.table().name()).distinct().toArray(String[]::new)
                });
        return database.query(() -> "read triggers and rules", statement, rows -> {
            SilentTables tables = new SilentTables();
            tables.addAll(rows, types);
            return tables;
        });
    }

    @SuppressWarnings("unchecked") // an array of text is bound
    private static Field<String[]> texts(TemplateBuilder builder, int source) {
        return (Field<String[]>) builder.bindArray(source, ColumnType.text());
    }

    private void addAll(ResultSet rows, Collection<RowType> types) throws SQLException {
        Map<Long, List<RowType>> byId = new HashMap<>();
        Map<RowType, List<Long>> parents = new HashMap<>();
        while (rows.next()) {
            List<RowType> found = of(rows, types);
            byId.put(rows.getLong(SilenceStatement.ID), found);
            List<Long> ids =
                    List.of((Long[]) rows.getArray(SilenceStatement.TAKERS).getArray());
            found.forEach(type -> parents.put(type, ids));
            String[] named = (String[]) rows.getArray(SilenceStatement.RULES).getArray();
            if (rows.getBoolean(SilenceStatement.SILENT) || named.length > 0) {
                silent.addAll(found);
            }
            for (int i = 0; i < named.length && !found.isEmpty(); i++) {
                rules.add(found.get(0).table() + " has the rule " + named[i]);
            }
        }
        parents.forEach((type, ids) -> {
            Set<RowType> above = new HashSet<>();
            ids.forEach(id -> above.addAll(byId.getOrDefault(id, List.of())));
            if (!above.isEmpty()) {
                takers.put(type, Set.copyOf(above));
            }
        });
    }

    private static List<RowType> of(ResultSet rows, Collection<RowType> types) throws SQLException {
        String table = rows.getString(SilenceStatement.TABLE);
        String schema = rows.getString(SilenceStatement.SCHEMA);
        boolean visible = rows.getBoolean(SilenceStatement.VISIBLE);
        List<RowType> found = new ArrayList<>();
        for (RowType type : types) {
            TableName name = type.table();
            if (name.name().equals(table)
                    && (name.schema() == null ? visible : name.schema().equals(schema))) {
                found.add(type);
            }
        }
        return found;
    }

    /** Adds a table whose rows go with those of others. */
    void takenAlong(RowType type, Set<RowType> above) {
        takers.put(type, Set.copyOf(above));
    }

    boolean isSilent(RowType type) {
        return silent.contains(type);
    }

    /** The tables whose deletes come down to this one. */
    Set<RowType> takers(RowType type) {
        return takers.getOrDefault(type, Set.of());
    }

    /** Rules of the tables, each as a clause. */
    List<String> rules() {
        return List.copyOf(rules);
    }
}
