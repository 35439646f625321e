package dev.keelson.work.schema;

import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Reads what the live catalogue watches over where there is no {@code pg_catalog}: by JDBC's metadata, and the checks. */
final class JdbcConstraints {

    private JdbcConstraints() {}

    static LiveConstraints read(Database database, DomainModel model) {
        return database.use(() -> "read the constraints", null, connection -> {
            LiveConstraints constraints = new LiveConstraints();
            for (AggregateModel aggregate : model.aggregates()) {
                for (TableModel table : aggregate.tables()) {
                    add(connection, table.rowType(), constraints);
                }
            }
            return constraints;
        });
    }

    private static void add(Connection connection, RowType type, LiveConstraints constraints) throws SQLException {
        String named = type.table().schema();
        String schema = named == null ? connection.getSchema() : named;
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
}
