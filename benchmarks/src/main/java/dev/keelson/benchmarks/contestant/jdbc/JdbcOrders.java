package dev.keelson.benchmarks.contestant.jdbc;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.PaymentInserts;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Each use case is a transaction: what is read is written under the version read. Thread-safe. */
final class JdbcOrders implements OrderBook {

    private final DataSource pool;

    JdbcOrders(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void insert(List<Order> orders) throws SQLException {
        inTransaction(connection -> {
            Inserts.orders(connection, orders);
            Inserts.lines(connection, orders);
            Inserts.tags(connection, orders);
            return orders;
        });
    }

    @Override
    public Order load(OrderId id) throws SQLException {
        return inTransaction(connection -> Selects.one(connection, id).order());
    }

    @Override
    public List<Order> load(List<OrderId> ids) throws SQLException {
        return inTransaction(connection -> {
            Map<OrderId, Versioned> found = Selects.many(connection, ids);
            List<Order> orders = new ArrayList<>(ids.size());
            for (OrderId id : ids) {
                orders.add(Selects.required(found, id).order());
            }
            return orders;
        });
    }

    @Override
    public void annotate(OrderId id, String note) throws SQLException {
        inTransaction(connection -> {
            Versioned loaded = Selects.one(connection, id);
            loaded.order().annotate(note);
            Updates.orders(connection, List.of(loaded));
            return loaded;
        });
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) throws SQLException {
        inTransaction(connection -> {
            Versioned loaded = Selects.one(connection, id);
            loaded.order().changeFirstQuantity(quantity);
            Updates.versions(connection, loaded);
            Updates.quantities(connection, List.of(loaded.order().lines().get(0)));
            return loaded;
        });
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) throws SQLException {
        inTransaction(connection -> {
            Versioned loaded = Selects.one(connection, id);
            List<OrderLine> changed = loaded.order().changeQuantities(quantities);
            Updates.versions(connection, loaded);
            Updates.quantities(connection, changed);
            return loaded;
        });
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) throws SQLException {
        inTransaction(connection -> {
            Map<OrderId, Versioned> found = Selects.many(connection, ids);
            Revised revised = new Revised();
            for (Revision revision : revisions) {
                revised.revise(Selects.required(found, revision.order()), revision);
            }
            revised.write(connection);
            return revised;
        });
    }

    @Override
    public List<Order> loadAndCommit(List<OrderId> ids) throws SQLException {
        return load(ids);
    }

    /** Two transactions: nobody who knows better holds a connection while there is thinking. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) throws SQLException {
        Versioned loaded = inTransaction(connection -> Selects.one(connection, id));
        thinking.run();
        loaded.order().annotate(note);
        inTransaction(connection -> {
            Updates.orders(connection, List.of(loaded));
            return loaded;
        });
    }

    @Override
    public void remove(List<OrderId> ids, long version) throws SQLException {
        inTransaction(connection -> {
            Updates.deleteOrders(connection, ids, version);
            return ids;
        });
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) throws SQLException {
        return inTransaction(connection -> Selects.ofCustomer(connection, customer).values().stream()
                .map(Versioned::order)
                .toList());
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> payments) throws SQLException {
        inTransaction(connection -> {
            PaymentInserts.insert(connection, form, payments);
            return payments;
        });
    }

    @Override
    public List<Payment> payments(PaymentForm form, List<PaymentId> ids) throws SQLException {
        return inTransaction(connection -> Selects.payments(connection, form, ids));
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    /** The pool is the caller's. */
    @Override
    public void close() {}

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }
}
