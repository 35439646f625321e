package dev.keelson.benchmarks.contestant.jdbc;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** One batch for each table. */
final class Inserts {

    private Inserts() {}

    static void orders(Connection connection, List<Order> orders) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into orders (id, customer, status, placed_at, shipping_address_street, shipping_address_zip,"
                        + " shipping_address_city, billing_address_street, billing_address_zip, billing_address_city,"
                        + " total_amount, total_currency, note, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Order order : orders) {
                insert.setObject(1, order.id().value());
                insert.setObject(2, order.customer().value());
                insert.setString(3, order.status().name());
                insert.setObject(4, order.placedAt().atOffset(ZoneOffset.UTC));
                address(insert, 5, order.shippingAddress());
                address(insert, 8, order.billingAddress());
                money(insert, 11, order.total());
                insert.setString(13, order.note());
                insert.setLong(14, OrderRow.FIRST_VERSION);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void lines(Connection connection, List<Order> orders) throws SQLException {
        try (PreparedStatement insert = lines(connection)) {
            for (Order order : orders) {
                for (int i = 0; i < order.lines().size(); i++) {
                    line(insert, order, i);
                }
            }
            insert.executeBatch();
        }
    }

    /** The last line of each order. */
    static void lastLines(Connection connection, List<Order> orders) throws SQLException {
        try (PreparedStatement insert = lines(connection)) {
            for (Order order : orders) {
                line(insert, order, order.lines().size() - 1);
            }
            insert.executeBatch();
        }
    }

    static void tags(Connection connection, List<Order> orders) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into order_tags (order_id, tag) values (?, ?)")) {
            for (Order order : orders) {
                for (String tag : order.tags()) {
                    insert.setObject(1, order.id().value());
                    insert.setString(2, tag);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static PreparedStatement lines(Connection connection) throws SQLException {
        return connection.prepareStatement("insert into order_lines (id, order_id, position, product, quantity,"
                + " price_amount, price_currency) values (?, ?, ?, ?, ?, ?, ?)");
    }

    private static void line(PreparedStatement insert, Order order, int position) throws SQLException {
        OrderLine line = order.lines().get(position);
        insert.setObject(1, line.id().value());
        insert.setObject(2, order.id().value());
        insert.setInt(3, position);
        insert.setString(4, line.product());
        insert.setInt(5, line.quantity());
        money(insert, 6, line.price());
        insert.addBatch();
    }

    private static void address(PreparedStatement insert, int first, Address address) throws SQLException {
        insert.setString(first, address.street());
        insert.setString(first + 1, address.zip());
        insert.setString(first + 2, address.city());
    }

    private static void money(PreparedStatement insert, int first, Money money) throws SQLException {
        insert.setBigDecimal(first, money.amount());
        insert.setString(first + 1, money.currency().getCurrencyCode());
    }
}
