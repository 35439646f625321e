package dev.keelson.benchmarks.contestant;

import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.OrderStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** How contestants without a mapper read rows: by the driver's typed getters, straight into constructors. */
public final class OrderRow {

    /** The columns that {@link #order} reads, in order, of a table or alias {@code o}. */
    public static final String ORDER_COLUMNS = "o.id, o.customer, o.status, o.placed_at, o.shipping_address_street,"
            + " o.shipping_address_zip, o.shipping_address_city, o.billing_address_street, o.billing_address_zip,"
            + " o.billing_address_city, o.total_amount, o.total_currency, o.note";
    /** The columns that {@link #line} reads, in order, of a table or alias {@code l}. */
    public static final String LINE_COLUMNS = "l.id, l.product, l.quantity, l.price_amount, l.price_currency";
    /** The version that a new order gets. */
    public static final long FIRST_VERSION = 1;

    private OrderRow() {}

    /** The order of a row, whose columns begin at {@code first}. */
    public static Order order(ResultSet row, int first, List<OrderLine> lines, Collection<String> tags)
            throws SQLException {
        return new Order(
                new OrderId(row.getObject(first, UUID.class)),
                new CustomerId(row.getObject(first + 1, UUID.class)),
                OrderStatus.valueOf(row.getString(first + 2)),
                row.getObject(first + 3, OffsetDateTime.class).toInstant(),
                address(row, first + 4),
                address(row, first + 7),
                money(row, first + 10),
                row.getString(first + 12),
                lines,
                tags);
    }

    /** The line of a row, whose columns begin at {@code first}. */
    public static OrderLine line(ResultSet row, int first) throws SQLException {
        return new OrderLine(
                new LineId(row.getObject(first, UUID.class)),
                row.getString(first + 1),
                row.getInt(first + 2),
                money(row, first + 3));
    }

    private static Address address(ResultSet row, int first) throws SQLException {
        return new Address(row.getString(first), row.getString(first + 1), row.getString(first + 2));
    }

    private static Money money(ResultSet row, int first) throws SQLException {
        return new Money(row.getBigDecimal(first), Currency.getInstance(row.getString(first + 1)));
    }
}
