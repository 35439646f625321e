package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.PaymentInserts;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;

/**
 * Every message is a transaction of its own, in autocommit; a change is made under the version read. Thread-safe: a
 * connection's statements are used by whoever has borrowed it.
 */
final class LimitOrders implements OrderBook {

    private final DataSource pool;
    private final Map<PgConnection, Statements> prepared = new ConcurrentHashMap<>();

    LimitOrders(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void insert(List<Order> orders) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Statements statements = statements(connection);
            if (orders.size() <= Insertion.MOST_IN_A_CHAIN) {
                statements.chain().insert(orders);
            } else {
                statements.script().insert(orders);
            }
        }
    }

    @Override
    public Order load(OrderId id) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return statements(connection).one().load(id).order();
        }
    }

    @Override
    public List<Order> load(List<OrderId> ids) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            List<Order> orders = new ArrayList<>(ids.size());
            for (Versioned loaded : statements(connection).many().load(ids)) {
                orders.add(loaded.order());
            }
            return orders;
        }
    }

    @Override
    public void annotate(OrderId id, String note) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Statements statements = statements(connection);
            Versioned loaded = statements.one().load(id);
            loaded.order().annotate(note);
            statements.changes().note(loaded);
        }
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Statements statements = statements(connection);
            Versioned loaded = statements.one().load(id);
            loaded.order().changeFirstQuantity(quantity);
            statements.changes().firstQuantity(loaded);
        }
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Statements statements = statements(connection);
            Versioned loaded = statements.one().load(id);
            statements.changes().quantities(loaded, loaded.order().changeQuantities(quantities));
        }
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Statements statements = statements(connection);
            Versioned[] loaded = statements.many().load(ids);
            statements.revising().revise(loaded, revisions);
        }
    }

    /** Nothing was changed, so there is nothing to commit. */
    @Override
    public List<Order> loadAndCommit(List<OrderId> ids) throws SQLException {
        return load(ids);
    }

    /** The connection goes back while there is thinking; the version read stands for the order. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) throws SQLException {
        Versioned loaded;
        try (Connection connection = pool.getConnection()) {
            loaded = statements(connection).one().load(id);
        }
        thinking.run();
        loaded.order().annotate(note);
        try (Connection connection = pool.getConnection()) {
            statements(connection).changes().note(loaded);
        }
    }

    @Override
    public void remove(List<OrderId> ids, long version) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            statements(connection).removal().remove(ids, version);
        }
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return statements(connection).finding().ordersOf(customer);
        }
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> payments) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            PaymentInserts.insert(connection, form, payments);
            connection.commit();
        }
    }

    @Override
    public List<Payment> payments(PaymentForm form, List<PaymentId> ids) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Statements statements = statements(connection);
            return switch (form) {
                case SINGLE -> statements.single().load(ids);
                case JOINED -> statements.joined().load(ids);
            };
        }
    }

    private Statements statements(Connection connection) throws SQLException {
        PgConnection physical = connection.unwrap(PgConnection.class);
        Statements known = prepared.get(physical);
        if (known == null) {
            known = Statements.of(physical);
            prepared.put(physical, known);
        }
        return known;
    }

    /** The statements go with the connections, which are the caller's. */
    @Override
    public void close() {
        prepared.clear();
    }
}
