package dev.keelson.work.shop;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The shop by plain JDBC, as a good developer writes it: the measure of what Keelson may cost. */
public final class PlainShop {

    private final DataSource dataSource;

    public PlainShop(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** An order and its version. */
    public record Versioned(Order order, long version) {}

    public Versioned load(String tenant, OrderId id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            Versioned order = root(connection, tenant, id);
            lines(connection, tenant, order.order());
            tags(connection, tenant, order.order());
            connection.commit();
            connection.setAutoCommit(true);
            return order;
        }
    }

    private static Versioned root(Connection connection, String tenant, OrderId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select customer_id, shipping_address_street, shipping_address_extra, shipping_address_city,"
                        + " shipping_address_country_code, shipping_address_country_name, billing_address_street,"
                        + " billing_address_extra, billing_address_city, billing_address_country_code,"
                        + " billing_address_country_name, shipping_cost_amount, shipping_cost_currency, status,"
                        + " placed_at, note, version from orders where tenant_id = ? and id = ?")) {
            select.setString(1, tenant);
            select.setObject(2, id.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Order order = new Order(
                        id,
                        new CustomerId(row.getObject(1, UUID.class)),
                        address(row, 2),
                        money(row, 12),
                        row.getObject(15, OffsetDateTime.class).toInstant());
                order.tags().clear();
                order.billTo(row.getString(7) == null ? null : address(row, 7));
                if (Order.Status.valueOf(row.getString(14)) == Order.Status.PAID) {
                    order.pay();
                }
                order.note(row.getString(16));
                return new Versioned(order, row.getLong(17));
            }
        }
    }

    private static void lines(Connection connection, String tenant, Order order) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, title, quantity, price_amount, price_currency from order_lines"
                        + " where tenant_id = ? and order_id = ? order by position")) {
            select.setString(1, tenant);
            select.setObject(2, order.id().value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    order.addLine(new OrderLine(
                            new LineId(rows.getObject(1, UUID.class)),
                            rows.getString(2),
                            rows.getInt(3),
                            money(rows, 4)));
                }
            }
        }
    }

    private static void tags(Connection connection, String tenant, Order order) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select tag from order_tags where tenant_id = ? and order_id = ?")) {
            select.setString(1, tenant);
            select.setObject(2, order.id().value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    order.tags().add(rows.getString(1));
                }
            }
        }
    }

    private static Address address(ResultSet row, int first) throws SQLException {
        return new Address(
                row.getString(first),
                row.getString(first + 1),
                row.getString(first + 2),
                new Country(row.getString(first + 3), row.getString(first + 4)));
    }

    private static Money money(ResultSet row, int first) throws SQLException {
        BigDecimal amount = row.getBigDecimal(first);
        return new Money(amount, Currency.getInstance(row.getString(first + 1)));
    }

    /** Stores one line's quantity under a version check, with a command token, as a commit of Keelson does. */
    public void changeQuantity(String tenant, Versioned order, OrderLine line, @Nullable UUID token)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (token != null) {
                insertToken(connection, tenant, token);
            }
            try (PreparedStatement update = connection.prepareStatement(
                    "update orders set version = version + 1 where tenant_id = ? and id = ? and version = ?")) {
                update.setString(1, tenant);
                update.setObject(2, order.order().id().value());
                update.setLong(3, order.version());
                if (update.executeUpdate() != 1) {
                    throw new IllegalStateException("stale");
                }
            }
            try (PreparedStatement update =
                    connection.prepareStatement("update order_lines set quantity = ? where tenant_id = ? and id = ?")) {
                update.setInt(1, line.quantity());
                update.setString(2, tenant);
                update.setObject(3, line.id().value());
                update.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void insertToken(Connection connection, String tenant, UUID token) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into keelson_commits (tenant_id, token, attempt, committed, actor, at)"
                        + " values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, tenant);
            insert.setObject(2, token);
            insert.setInt(3, 1);
            insert.setBoolean(4, true);
            insert.setString(5, "jane");
            insert.setObject(6, OffsetDateTime.now(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
