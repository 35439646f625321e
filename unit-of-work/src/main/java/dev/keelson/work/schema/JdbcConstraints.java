package dev.keelson.work.schema;

import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what the live catalogue watches over where there is no {@code pg_catalog}: by JDBC's metadata, and the checks. */
final class JdbcConstraints {

    private JdbcConstraints() {}

    static LiveConstraints read(Database database, DomainModel model) {
        return database.look(() -> "read the constraints", connection -> {
            SilentTables silent = new SilentTables();
            LiveConstraints constraints = new LiveConstraints(silent);
            List<RowType> all = new ArrayList<>();
            for (AggregateModel aggregate : model.aggregates()) {
                for (TableModel table : aggregate.tables()) {
                    all.add(table.rowType());
                    add(connection, table.rowType(), constraints);
                }
            }
            takenAlong(connection, all, silent);
            return constraints;
        });
    }

    private static void add(Connection connection, RowType type, LiveConstraints constraints) throws SQLException {
        String schema = schema(connection, type);
        String table = type.table().name();
        JdbcCatalogue.uniques(connection, schema, table).forEach((name, columns) -> {
            List<Integer> compared = LiveConstraints.positions(type, columns);
            constraints.unique(type, new UniqueRule(name, compared, compared, false, false, false));
        });
        constraints.checked(type, JdbcCatalogue.checked(connection, schema, table));
        for (Set<String> reference : JdbcCatalogue.cascading(connection, schema, table)) {
            constraints.cascading(type, reference);
        }
    }

    private static void takenAlong(Connection connection, List<RowType> all, SilentTables silent) throws SQLException {
        Map<String, Set<String>> parents = new HashMap<>();
        for (RowType type : all) {
            String schema = schema(connection, type);
            parents.put(
                    schema + "." + type.table().name(),
                    JdbcCatalogue.cascadingFrom(connection, schema, type.table().name()));
        }
        for (RowType type : all) {
            Set<String> above = new LinkedHashSet<>(parents.getOrDefault(
                    schema(connection, type) + "." + type.table().name(), Set.of()));
            for (int before = 0; before < above.size(); ) {
                before = above.size();
                List.copyOf(above).forEach(parent -> above.addAll(parents.getOrDefault(parent, Set.of())));
            }
            Set<RowType> takers = new HashSet<>();
            for (RowType other : all) {
                if (above.contains(
                        schema(connection, other) + "." + other.table().name())) {
                    takers.add(other);
                }
            }
            silent.takenAlong(type, takers);
        }
    }

    private static String schema(Connection connection, RowType type) throws SQLException {
        String named = type.table().schema();
        return named == null ? connection.getSchema() : named;
    }
}
