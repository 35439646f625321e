package dev.keelson.work;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs statements from the wire without the predicates of the tenant, and with the values of a victim in all other places. */
final class Forgetful implements AutoCloseable {

    private static final Pattern PREDICATE = Pattern.compile("\\b\\w+\\.tenant_id = \\$\\d+(::\\w+)?");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");

    private final Connection connection;
    private final List<UUID> ids;

    Forgetful(DataSource application, List<UUID> ids) throws SQLException {
        this.connection = application.getConnection();
        this.connection.setAutoCommit(false);
        this.ids = ids;
    }

    /** Each statement once, without the predicates. */
    static List<String> of(List<String> sent) {
        return sent.stream()
                .filter(sql -> sql.contains("tenant_id"))
                .map(sql -> PREDICATE.matcher(sql).replaceAll("true"))
                .distinct()
                .toList();
    }

    /** What it shows to this tenant, with each of the ids in turn; the server may refuse it. */
    List<String> run(String tenant, String sql, boolean commit) throws SQLException {
        List<String> seen = new ArrayList<>();
        for (UUID id : ids) {
            try (PreparedStatement setting =
                    connection.prepareStatement("select set_config('keelson.tenant', ?, true)")) {
                setting.setString(1, tenant);
                setting.execute();
            }
            try (PreparedStatement statement =
                    connection.prepareStatement(PARAMETER.matcher(sql).replaceAll("?"))) {
                for (int n = 1; n <= statement.getParameterMetaData().getParameterCount(); n++) {
                    bind(statement, n, id);
                }
                boolean isResult = statement.execute();
                while (isResult || statement.getUpdateCount() >= 0) {
                    if (isResult) {
                        read(statement.getResultSet(), seen);
                    }
                    isResult = statement.getMoreResults();
                }
            } catch (SQLException refused) {
                connection.rollback();
            }
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
        return seen;
    }

    /** The first column of each row. */
    static List<String> rows(DataSource role, String sql) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection connection = role.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            read(rows, seen);
        }
        return seen;
    }

    static void execute(DataSource role, String sql) throws SQLException {
        try (Connection connection = role.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void bind(PreparedStatement statement, int n, UUID id) throws SQLException {
        String type = statement.getParameterMetaData().getParameterTypeName(n);
        if (type.startsWith("_")) {
            Array array = connection.createArrayOf(type.substring(1), new Object[] {value(type.substring(1), id)});
            statement.setArray(n, array);
        } else {
            statement.setObject(n, value(type, id));
        }
    }

    private static @Nullable Object value(String type, UUID id) {
        return switch (type) {
            case "uuid" -> id;
            case "text", "varchar" -> "globex";
            case "int2", "int4" -> 1;
            case "int8" -> 1L;
            case "numeric" -> java.math.BigDecimal.ONE;
            case "bool" -> true;
            case "timestamptz" -> Timestamp.from(Instant.now());
            default -> null;
        };
    }

    private static void read(ResultSet rows, List<String> seen) throws SQLException {
        while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                String value = rows.getString(column);
                if (value != null) {
                    seen.add(value);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }
}
