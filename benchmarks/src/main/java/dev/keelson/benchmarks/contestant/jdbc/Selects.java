package dev.keelson.benchmarks.contestant.jdbc;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** One select for each table, those of an order's parts first, so that it is constructed whole. */
final class Selects {

    private Selects() {}

    static Versioned one(Connection connection, OrderId id) throws SQLException {
        return required(where(connection, " = ?", id.value()), id);
    }

    static Map<OrderId, Versioned> many(Connection connection, List<OrderId> ids) throws SQLException {
        return where(connection, " = any(?)", array(connection, ids.stream().map(OrderId::value)));
    }

    static Map<OrderId, Versioned> ofCustomer(Connection connection, CustomerId customer) throws SQLException {
        return where(connection, " in (select id from orders where customer = ?)", customer.value());
    }

    /** The payments in the order asked. */
    static List<Payment> payments(Connection connection, PaymentForm form, List<PaymentId> ids) throws SQLException {
        Map<PaymentId, Payment> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select " + PaymentRow.columns(form) + " from "
                + PaymentRow.tables(form, "") + " where p.id = any(?)")) {
            select.setArray(1, array(connection, ids.stream().map(PaymentId::value)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Payment payment = PaymentRow.payment(row, 1);
                    found.put(payment.id(), payment);
                }
            }
        }
        List<Payment> payments = new ArrayList<>(ids.size());
        for (PaymentId id : ids) {
            payments.add(Objects.requireNonNull(found.get(id), () -> "There is no payment " + id.value()));
        }
        return payments;
    }

    static Array array(Connection connection, Stream<UUID> keys) throws SQLException {
        return connection.createArrayOf("uuid", keys.toArray(UUID[]::new));
    }

    static Versioned required(Map<OrderId, Versioned> found, OrderId id) {
        Versioned order = found.get(id);
        if (order == null) {
            throw new IllegalStateException("There is no order " + id.value());
        }
        return order;
    }

    private static Map<OrderId, Versioned> where(Connection connection, String condition, Object value)
            throws SQLException {
        Map<UUID, List<OrderLine>> lines = lines(connection, condition, value);
        Map<UUID, List<String>> tags = tags(connection, condition, value);
        try (PreparedStatement select = connection.prepareStatement(
                "select o.version, " + OrderRow.ORDER_COLUMNS + " from orders o where o.id" + condition)) {
            select.setObject(1, value);
            Map<OrderId, Versioned> orders = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(2, UUID.class);
                    orders.put(
                            new OrderId(id),
                            new Versioned(
                                    OrderRow.order(
                                            row,
                                            2,
                                            lines.getOrDefault(id, List.of()),
                                            tags.getOrDefault(id, List.of())),
                                    row.getLong(1)));
                }
            }
            return orders;
        }
    }

    private static Map<UUID, List<OrderLine>> lines(Connection connection, String condition, Object value)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select l.order_id, " + OrderRow.LINE_COLUMNS
                + " from order_lines l where l.order_id" + condition + " order by l.order_id, l.position")) {
            select.setObject(1, value);
            Map<UUID, List<OrderLine>> lines = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.computeIfAbsent(row.getObject(1, UUID.class), unused -> new ArrayList<>())
                            .add(OrderRow.line(row, 2));
                }
            }
            return lines;
        }
    }

    private static Map<UUID, List<String>> tags(Connection connection, String condition, Object value)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select t.order_id, t.tag from order_tags t where t.order_id" + condition)) {
            select.setObject(1, value);
            Map<UUID, List<String>> tags = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tags.computeIfAbsent(row.getObject(1, UUID.class), unused -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
            return tags;
        }
    }
}
