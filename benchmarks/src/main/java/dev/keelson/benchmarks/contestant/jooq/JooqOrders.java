package dev.keelson.benchmarks.contestant.jooq;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.PaymentInserts;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.LineId;
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
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * A load is one statement, so it needs no transaction. What is written is written in one, under the version read. jOOQ's own
 * transactions would ask the server for the isolation level each time. Thread-safe.
 */
public final class JooqOrders implements OrderBook {

    private final DataSource pool;
    private final Configuration configuration;
    private final DSLContext jooq;

    public JooqOrders(DataSource pool) {
        this.pool = pool;
        this.configuration = new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(new Settings().withExecuteLogging(false))
                .set(new DataSourceConnectionProvider(pool));
        this.jooq = DSL.using(configuration);
    }

    @Override
    public void insert(List<Order> orders) throws SQLException {
        inTransaction(transaction -> {
            Writes.insertOrders(transaction, orders);
            Writes.insertLines(transaction, orders);
            Writes.insertTags(transaction, orders);
        });
    }

    @Override
    public Order load(OrderId id) {
        return Selects.one(jooq, id).order();
    }

    @Override
    public List<Order> load(List<OrderId> ids) {
        Map<OrderId, Versioned> found = Selects.many(jooq, ids);
        List<Order> orders = new ArrayList<>(ids.size());
        for (OrderId id : ids) {
            orders.add(Selects.required(found, id).order());
        }
        return orders;
    }

    /** Nothing tells whether an object was changed. */
    @Override
    public List<Order> loadAndCommit(List<OrderId> ids) {
        return load(ids);
    }

    @Override
    public void annotate(OrderId id, String note) throws SQLException {
        inTransaction(transaction -> {
            Versioned loaded = Selects.one(transaction, id);
            loaded.order().annotate(note);
            Writes.notes(transaction, List.of(loaded));
        });
    }

    /** What was read needs no connection while somebody thinks. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) throws SQLException {
        Versioned loaded = Selects.one(jooq, id);
        thinking.run();
        loaded.order().annotate(note);
        inTransaction(transaction -> Writes.notes(transaction, List.of(loaded)));
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) throws SQLException {
        inTransaction(transaction -> {
            Versioned loaded = Selects.one(transaction, id);
            loaded.order().changeFirstQuantity(quantity);
            Writes.version(transaction, loaded);
            Writes.quantities(transaction, List.of(loaded.order().lines().get(0)));
        });
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) throws SQLException {
        inTransaction(transaction -> {
            Versioned loaded = Selects.one(transaction, id);
            List<OrderLine> changed = loaded.order().changeQuantities(quantities);
            Writes.version(transaction, loaded);
            Writes.quantities(transaction, changed);
        });
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) throws SQLException {
        inTransaction(transaction -> {
            Map<OrderId, Versioned> found = Selects.many(transaction, ids);
            List<Versioned> changed = new ArrayList<>();
            List<LineId> gone = new ArrayList<>();
            for (Revision revision : revisions) {
                Versioned loaded = Selects.required(found, revision.order());
                List<OrderLine> lines = loaded.order().lines();
                gone.add(lines.get(lines.size() - 1).id());
                loaded.order().revise(revision);
                changed.add(loaded);
            }
            List<Order> orders = changed.stream().map(Versioned::order).toList();
            Writes.notes(transaction, changed);
            Writes.deleteLines(transaction, gone);
            Writes.quantities(
                    transaction,
                    orders.stream().map(order -> order.lines().get(0)).toList());
            Writes.insertLastLines(transaction, orders);
        });
    }

    @Override
    public void remove(List<OrderId> ids, long version) throws SQLException {
        inTransaction(transaction -> Writes.deleteOrders(transaction, ids, version));
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) {
        return Selects.ofCustomer(jooq, customer);
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
    public List<Payment> payments(PaymentForm form, List<PaymentId> ids) {
        return PaymentSelects.payments(jooq, form, ids);
    }

    private void inTransaction(Consumer<DSLContext> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.accept(DSL.using(configuration.derive(new DefaultConnectionProvider(connection))));
                connection.commit();
            } catch (RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    /** The pool is the caller's. */
    @Override
    public void close() {}
}
