package dev.keelson.work.shapes;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The rows of a shape's tables as text that does not depend on the database, read with plain JDBC. */
final class TableText {

    private static final long MICROSECONDS_OF_2020 = 1_577_836_800_000_000L;
    private static final long MICROSECONDS_OF_2100 = 4_102_444_800_000_000L;

    private TableText() {}

    /** Every row of every table of the aggregate, sorted. */
    static List<String> of(Staged<?, ?> staged) {
        List<String> rows = new ArrayList<>();
        for (String table : staged.shape().tables()) {
            try (Connection connection = staged.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("select * from " + quoted(table))) {
                while (found.next()) {
                    rows.add(table + text(found));
                }
            } catch (SQLException failure) {
                throw new IllegalStateException(table, failure);
            }
        }
        rows.sort(null);
        return rows;
    }

    private static String quoted(String table) {
        return '"' + table.replace(".", "\".\"") + '"';
    }

    private static String text(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringJoiner text = new StringJoiner(", ", " (", ")");
        for (int n = 1; n <= columns.getColumnCount(); n++) {
            text.add(columns.getColumnName(n) + "="
                    + text(row, n, columns.getColumnTypeName(n).toLowerCase(Locale.ROOT)));
        }
        return text.toString();
    }

    private static String text(ResultSet row, int column, String type) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return "null";
        }
        if (type.startsWith("json")) {
            return row.getString(column).replaceAll("\\s", "");
        }
        if (type.equals("timestamptz") || value instanceof OffsetDateTime) {
            return row.getObject(column, OffsetDateTime.class).toInstant().toString();
        }
        return switch (value) {
            case Long number
            when number > MICROSECONDS_OF_2020 && number < MICROSECONDS_OF_2100 ->
                "<now>"; // the first version of a key that may have been there
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Timestamp time -> row.getObject(column, LocalDateTime.class).toString();
            case Time time -> row.getObject(column, LocalTime.class).toString();
            case Date date -> row.getObject(column, LocalDate.class).toString();
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            default -> value.toString();
        };
    }
}
