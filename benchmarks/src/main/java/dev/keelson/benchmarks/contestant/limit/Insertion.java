package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderLine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.jdbc.PgConnection;

/** Inserts any number of orders by one text in one message, a column an array. For one thread at a time. */
final class Insertion {

    /** Up to so many orders, one statement with all inserts in it is cheaper than three statements. */
    static final int MOST_IN_A_CHAIN = 10;

    private static final String ORDERS = "insert into orders (id, customer, status, placed_at,"
            + " shipping_address_street, shipping_address_zip, shipping_address_city,"
            + " billing_address_street, billing_address_zip, billing_address_city,"
            + " total_amount, total_currency, note, version)"
            + " select v.*, " + OrderRow.FIRST_VERSION + " from unnest(?::uuid[], ?::uuid[], ?::text[],"
            + " ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[],"
            + " ?::text[], ?::text[]) v";
    private static final String TAGS =
            "insert into order_tags (order_id, tag) select v.* from unnest(?::uuid[], ?::text[]) v";

    private final PreparedStatement statement;
    private final Columns orders = new Columns(
            Column.UUID,
            Column.UUID,
            Column.TEXT,
            Column.TIME,
            Column.TEXT,
            Column.TEXT,
            Column.TEXT,
            Column.TEXT,
            Column.TEXT,
            Column.TEXT,
            Column.NUMERIC,
            Column.TEXT,
            Column.TEXT);
    private final LineColumns lines = new LineColumns();
    private final Columns tags = new Columns(Column.UUID, Column.TEXT);

    private Insertion(PgConnection connection, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
    }

    /** One statement; foreign keys are checked at its end. */
    static Insertion asChain(PgConnection connection) throws SQLException {
        return new Insertion(connection, "with o as (" + ORDERS + "), l as (" + LineColumns.INSERT + ") " + TAGS);
    }

    /** Three statements in one message. */
    static Insertion asScript(PgConnection connection) throws SQLException {
        return new Insertion(connection, ORDERS + "; " + LineColumns.INSERT + "; " + TAGS);
    }

    void insert(List<Order> added) throws SQLException {
        orders.clear();
        lines.clear();
        tags.clear();
        for (Order order : added) {
            add(order);
        }
        int next = orders.bind(statement, 1);
        next = lines.bind(statement, next);
        tags.bind(statement, next);
        statement.execute();
    }

    private void add(Order order) {
        UUID id = order.id().value();
        orders.at(0).add(id);
        orders.at(1).add(order.customer().value());
        orders.at(2).add(order.status().name());
        orders.at(3).add(order.placedAt());
        add(order.shippingAddress(), 4);
        add(order.billingAddress(), 7);
        orders.at(10).addAmount(order.total().amount());
        orders.at(11).add(order.total().currency().getCurrencyCode());
        orders.at(12).add(order.note());
        List<OrderLine> all = order.lines();
        for (int i = 0; i < all.size(); i++) {
            lines.add(id, i, all.get(i));
        }
        for (String tag : order.tags()) {
            tags.at(0).add(id);
            tags.at(1).add(tag);
        }
    }

    private void add(Address address, int first) {
        orders.at(first).add(address.street());
        orders.at(first + 1).add(address.zip());
        orders.at(first + 2).add(address.city());
    }
}
