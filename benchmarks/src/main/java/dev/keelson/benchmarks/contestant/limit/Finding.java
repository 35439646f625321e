package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.jdbc.PgConnection;

/** Loads the orders of a customer, by a scalar, in one message. For one thread at a time. */
final class Finding {

    private static final String OF_CUSTOMER = " join orders o on o.id = ";

    private final PreparedStatement statement;

    Finding(PgConnection connection) throws SQLException {
        this.statement = connection.prepareStatement("select l.order_id, l.position, " + OrderRow.LINE_COLUMNS
                + " from order_lines l" + OF_CUSTOMER + "l.order_id where o.customer = ?;"
                + " select t.order_id, t.tag from order_tags t" + OF_CUSTOMER + "t.order_id where o.customer = ?;"
                + " select " + OrderRow.ORDER_COLUMNS + " from orders o where o.customer = ?");
    }

    List<Order> ordersOf(CustomerId customer) throws SQLException {
        for (int i = 1; i <= 3; i++) {
            statement.setObject(i, customer.value());
        }
        statement.execute();
        Map<UUID, Parts> parts = new HashMap<>();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                of(parts, row.getObject(1, UUID.class)).line(row.getInt(2), OrderRow.line(row, 3));
            }
        }
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                of(parts, row.getObject(1, UUID.class)).tag(row.getString(2));
            }
        }
        statement.getMoreResults();
        List<Order> orders = new ArrayList<>();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                Parts own = of(parts, row.getObject(1, UUID.class));
                orders.add(OrderRow.order(row, 1, own.lines(), own.tags()));
            }
        }
        return orders;
    }

    private static Parts of(Map<UUID, Parts> parts, UUID order) {
        return parts.computeIfAbsent(order, unused -> new Parts());
    }
}
