package dev.keelson.benchmarks.contestant.ebean;

import dev.keelson.benchmarks.contestant.CannotRun;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.Prepared;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import io.ebean.Database;
import io.ebean.FetchConfig;
import io.ebean.Query;
import io.ebean.Transaction;
import io.ebean.annotation.PersistBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Ebean: an order and its tags are one select, its lines another; what is only read is unmodifiable. Each use case is a
 * transaction. Thread-safe.
 */
public final class EbeanOrders implements OrderBook {

    /** How many rows go in one batch. */
    private static final int BATCH = 1_000;

    private final Database database;

    private final Prepared<OrderBean> prepared = new Prepared<>(OrderBean::of);

    public EbeanOrders(DataSource pool) {
        this.database = Database.builder()
                .name("benchmarks")
                .register(false)
                .defaultDatabase(false)
                .dataSource(pool)
                .skipDataSourceCheck(true)
                .disableClasspathSearch(true)
                .loadModuleInfo(false)
                .addAll(List.of(
                        OrderBean.class,
                        LineBean.class,
                        TagBean.class,
                        TagKey.class,
                        AddressBean.class,
                        MoneyBean.class))
                .persistBatch(PersistBatch.ALL)
                .persistBatchSize(BATCH)
                .build();
    }

    @Override
    public void prepare(List<Order> orders) {
        prepared.prepare(orders);
    }

    @Override
    public Order domain(Object loaded) {
        return ((OrderBean) loaded).toOrder();
    }

    @Override
    public void insert(List<Order> orders) {
        List<OrderBean> beans = prepared.take(orders);
        try (Transaction transaction = database.beginTransaction()) {
            database.insertAll(beans, transaction);
            transaction.commit();
        }
    }

    @Override
    public OrderBean load(OrderId id) {
        try (Transaction transaction = database.beginTransaction()) {
            OrderBean order = one(transaction, id, true);
            transaction.commit();
            return order;
        }
    }

    @Override
    public List<OrderBean> load(List<OrderId> ids) {
        try (Transaction transaction = database.beginTransaction()) {
            Map<UUID, OrderBean> found = many(transaction, ids, true);
            transaction.commit();
            return inOrder(ids, found);
        }
    }

    @Override
    public List<OrderBean> loadAndCommit(List<OrderId> ids) {
        try (Transaction transaction = database.beginTransaction()) {
            Map<UUID, OrderBean> found = many(transaction, ids, false);
            database.saveAll(found.values(), transaction);
            transaction.commit();
            return inOrder(ids, found);
        }
    }

    @Override
    public void annotate(OrderId id, String note) {
        try (Transaction transaction = database.beginTransaction()) {
            OrderBean order = one(transaction, id, false);
            order.annotate(note);
            database.update(order, transaction);
            transaction.commit();
        }
    }

    /** In two transactions: a bean remembers what was changed, and needs no connection while somebody thinks. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) {
        OrderBean order;
        try (Transaction transaction = database.beginTransaction()) {
            order = one(transaction, id, false);
            transaction.commit();
        }
        thinking.run();
        order.annotate(note);
        try (Transaction transaction = database.beginTransaction()) {
            database.update(order, transaction);
            transaction.commit();
        }
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        changeQuantities(id, List.of(quantity));
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        try (Transaction transaction = database.beginTransaction()) {
            OrderBean order = one(transaction, id, false);
            order.changeQuantities(quantities);
            // A line of its own does not count the version of its order on.
            database.markAsDirty(order);
            database.update(order, transaction);
            transaction.commit();
        }
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        try (Transaction transaction = database.beginTransaction()) {
            Map<UUID, OrderBean> found = many(transaction, ids, false);
            List<OrderBean> revised = new ArrayList<>();
            for (Revision revision : revisions) {
                OrderBean order = required(found.get(revision.order().value()));
                order.annotate(revision.note());
                order.changeFirstQuantity(revision.quantity());
                order.replaceLast(revision.added());
                revised.add(order);
            }
            database.updateAll(revised, transaction);
            transaction.commit();
        }
    }

    @Override
    public void remove(List<OrderId> ids, long version) {
        List<UUID> keys = keys(ids);
        try (Transaction transaction = database.beginTransaction()) {
            // Counts are only known of what is not in a batch.
            transaction.setBatchMode(false);
            database.find(LineBean.class)
                    .usingTransaction(transaction)
                    .where()
                    .in("order.id", keys)
                    .delete();
            database.find(TagBean.class)
                    .usingTransaction(transaction)
                    .where()
                    .in("id.orderId", keys)
                    .delete();
            // A query that deletes would look for the parts of what it finds first.
            int removed = database.execute(
                    database.sqlUpdate("delete from orders where id = any(cast(:ids as uuid[])) and version = :version")
                            .setArrayParameter("ids", keys)
                            .setParameter("version", version),
                    transaction);
            if (removed != keys.size()) {
                throw new IllegalStateException("Somebody else has changed an order");
            }
            transaction.commit();
        }
    }

    @Override
    public List<OrderBean> ordersOf(CustomerId customer) {
        try (Transaction transaction = database.beginTransaction()) {
            List<OrderBean> found = orders(transaction, true)
                    .where()
                    .eq("customer", customer.value())
                    .findList();
            transaction.commit();
            return found;
        }
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> payments) {
        throw new CannotRun("it maps no inheritance");
    }

    private OrderBean one(Transaction transaction, OrderId id, boolean readOnly) {
        return required(orders(transaction, readOnly).setId(id.value()).findOne());
    }

    private Map<UUID, OrderBean> many(Transaction transaction, List<OrderId> ids, boolean readOnly) {
        Map<UUID, OrderBean> found = new HashMap<>();
        for (OrderBean order :
                orders(transaction, readOnly).where().idIn(keys(ids)).findList()) {
            found.put(order.id(), order);
        }
        return found;
    }

    private Query<OrderBean> orders(Transaction transaction, boolean readOnly) {
        return database.find(OrderBean.class)
                .usingTransaction(transaction)
                .fetch("tags")
                .fetch("lines", FetchConfig.ofQuery(BATCH))
                .setUnmodifiable(readOnly);
    }

    private static List<UUID> keys(List<OrderId> ids) {
        return ids.stream().map(OrderId::value).toList();
    }

    private static List<OrderBean> inOrder(List<OrderId> ids, Map<UUID, OrderBean> found) {
        return ids.stream().map(id -> required(found.get(id.value()))).toList();
    }

    private static OrderBean required(@Nullable OrderBean order) {
        if (order == null) {
            throw new NoSuchElementException("There is no such order");
        }
        return order;
    }

    /** The pool is the caller's. */
    @Override
    public void close() {
        database.shutdown(false, false);
    }
}
