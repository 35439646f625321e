package dev.keelson.benchmarks.workload;

import dev.keelson.testing.rig.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows as the superuser, whom no row-level security binds. */
final class Stored {

    private Stored() {}

    /**
     * The rows of a query, each a list of its columns, as the driver's {@code getObject} gives them.
     *
     * @param parameters the values of the question marks, in order
     * @throws IllegalStateException if the server refuses the query
     */
    static List<List<@Nullable Object>> query(TestDatabase database, String sql, Object... parameters) {
        try (Connection connection =
                        database.server().administrator(database.name()).getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + sql, e);
        }
    }

    private static List<List<@Nullable Object>> read(ResultSet rows) throws SQLException {
        List<List<@Nullable Object>> result = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                row.add(rows.getObject(column));
            }
            result.add(row);
        }
        return result;
    }
}
