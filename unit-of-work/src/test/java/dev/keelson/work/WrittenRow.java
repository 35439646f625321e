package dev.keelson.work;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.testing.rig.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row that a commit wrote, once as its plan tells and once as the tables show: found by comparing what plain JDBC
 * reads before and after, without any of Keelson's code.
 */
record WrittenRow(Kind kind, String table, Map<String, Object> key, Map<String, @Nullable Object> columns) {

    private static final Map<String, List<String>> KEYS = Map.of(
            "customers", List.of("id"),
            "orders", List.of("id"),
            "order_lines", List.of("id"),
            "order_tags", List.of("order_id", "tag"));

    /** The rows of all tables by table and key, without the tenant. */
    record Contents(Map<String, Map<Map<String, Object>, Map<String, @Nullable Object>>> tables) {

        static Contents of(TestDatabase database) {
            Map<String, Map<Map<String, Object>, Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();
            try (Connection connection = database.application().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String table : KEYS.keySet()) {
                    tables.put(table, read(statement.executeQuery("select * from " + table), KEYS.get(table)));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new Contents(tables);
        }

        private static Map<Map<String, Object>, Map<String, @Nullable Object>> read(ResultSet result, List<String> key)
                throws SQLException {
            Map<Map<String, Object>, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.put(
                            result.getMetaData().getColumnName(i),
                            value instanceof Timestamp t ? t.toInstant() : value);
                }
                row.remove("tenant_id");
                Map<String, Object> keyOfRow = new LinkedHashMap<>();
                key.forEach(column -> keyOfRow.put(column, Objects.requireNonNull(row.get(column))));
                rows.put(keyOfRow, row);
            }
            return rows;
        }
    }

    /** What a plan says it writes. */
    static List<WrittenRow> in(CommitPlan plan) {
        List<WrittenRow> written = new ArrayList<>();
        for (RowOperation operation : plan.operations()) {
            if (operation.kind() != Kind.GUARD) {
                written.add(new WrittenRow(operation.kind(), operation.table(), operation.key(), operation.columns()));
            }
        }
        return written;
    }

    /** What differs between two moments. */
    static List<WrittenRow> between(Contents before, Contents after) {
        List<WrittenRow> written = new ArrayList<>();
        for (String table : KEYS.keySet()) {
            Map<Map<String, Object>, Map<String, @Nullable Object>> was =
                    before.tables().get(table);
            Map<Map<String, Object>, Map<String, @Nullable Object>> is =
                    after.tables().get(table);
            was.forEach((key, row) -> {
                Map<String, @Nullable Object> now = is.get(key);
                if (now == null) {
                    written.add(new WrittenRow(Kind.DELETE, table, key, Map.of()));
                } else if (!now.equals(row)) {
                    Map<String, @Nullable Object> changed = new LinkedHashMap<>(now);
                    changed.keySet().removeIf(column -> Objects.equals(now.get(column), row.get(column)));
                    written.add(new WrittenRow(Kind.UPDATE, table, key, changed));
                }
            });
            is.forEach((key, row) -> {
                if (!was.containsKey(key)) {
                    written.add(new WrittenRow(Kind.INSERT, table, key, row));
                }
            });
        }
        return written;
    }
}
