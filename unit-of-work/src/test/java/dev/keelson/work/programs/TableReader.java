package dev.keelson.work.programs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads all rows of all tables by plain JDBC. Keeps its connection until it is closed. */
final class TableReader implements AutoCloseable {

    private final Connection connection;
    private final Map<Table, PreparedStatement> queries = new LinkedHashMap<>();

    TableReader(Connection connection) throws SQLException {
        this.connection = connection;
        for (Table table : Tables.ALL) {
            queries.put(table, connection.prepareStatement("select * from " + table.name()));
        }
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        queries.forEach((table, query) -> {
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(row(table, result));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        return rows;
    }

    private static Row row(Table table, ResultSet result) throws SQLException {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            String name = result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT);
            columns.put(name, Row.text(result.getObject(i)));
        }
        String tenant = columns.remove("tenant_id");
        return new Row(table, tenant == null ? "" : tenant, columns);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
