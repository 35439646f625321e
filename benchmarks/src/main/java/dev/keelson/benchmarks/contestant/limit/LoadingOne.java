package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.OrderId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.jdbc.PgConnection;

/**
 * Loads one order by a scalar key, which keeps its plan: an array of one would be planned anew each time. Parts come first,
 * so that the order is constructed whole. For one thread at a time.
 */
final class LoadingOne {

    private final PreparedStatement statement;

    LoadingOne(PgConnection connection) throws SQLException {
        this.statement = connection.prepareStatement("select l.position, " + OrderRow.LINE_COLUMNS
                + " from order_lines l where l.order_id = ?;"
                + " select t.tag from order_tags t where t.order_id = ?;"
                + " select o.version, " + OrderRow.ORDER_COLUMNS + " from orders o where o.id = ?");
    }

    Versioned load(OrderId id) throws SQLException {
        for (int i = 1; i <= 3; i++) {
            statement.setObject(i, id.value());
        }
        statement.execute();
        Parts parts = new Parts();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                parts.line(row.getInt(1), OrderRow.line(row, 2));
            }
        }
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                parts.tag(row.getString(1));
            }
        }
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            if (!row.next()) {
                throw new IllegalStateException("There is no order " + id.value());
            }
            return new Versioned(OrderRow.order(row, 2, parts.lines(), parts.tags()), row.getLong(1));
        }
    }
}
