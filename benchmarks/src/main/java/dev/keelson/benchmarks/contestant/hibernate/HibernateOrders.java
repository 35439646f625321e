package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.Prepared;
import dev.keelson.benchmarks.contestant.hibernate.payment.PaymentColumns;
import dev.keelson.benchmarks.contestant.hibernate.payment.PaymentEntities;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.FlushMode;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate by sessions: batches, ordered, collections fetched in batches, read-only where it reads. Each use case is a session
 * with one transaction. Thread-safe.
 */
public final class HibernateOrders implements OrderBook {

    private final SessionFactory factory;
    private final PaymentFactories payments;

    private final Prepared<OrderEntity> prepared = new Prepared<>(OrderEntity::of);

    public HibernateOrders(DataSource pool) {
        this.factory = Factories.of(pool, OrderEntity.class, LineEntity.class);
        this.payments = new PaymentFactories(pool);
    }

    @Override
    public void prepare(List<Order> orders) {
        prepared.prepare(orders);
    }

    @Override
    public Object domain(Object loaded) {
        return loaded instanceof OrderEntity order ? order.toOrder() : PaymentFactories.domain(loaded);
    }

    @Override
    public void insert(List<Order> orders) {
        List<OrderEntity> entities = prepared.take(orders);
        factory.inTransaction(session -> entities.forEach(session::persist));
    }

    @Override
    public OrderEntity load(OrderId id) {
        return reading(factory, session -> one(session, id));
    }

    @Override
    public List<OrderEntity> load(List<OrderId> ids) {
        return reading(factory, session -> many(session, ids));
    }

    @Override
    public List<OrderEntity> loadAndCommit(List<OrderId> ids) {
        return factory.fromTransaction(session -> many(session, ids));
    }

    @Override
    public void annotate(OrderId id, String note) {
        factory.inTransaction(session -> one(session, id).annotate(note));
    }

    /** In one session and transaction, as services do unless they take care: it holds a connection while somebody thinks. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) {
        factory.inTransaction(session -> {
            OrderEntity order = one(session, id);
            thinking.run();
            order.annotate(note);
        });
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        factory.inTransaction(session -> {
            OrderEntity order = one(session, id);
            // A line of its own does not count the version of its order on.
            session.lock(order, LockMode.OPTIMISTIC_FORCE_INCREMENT);
            order.changeFirstQuantity(quantity);
        });
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        factory.inTransaction(session -> {
            OrderEntity order = one(session, id);
            session.lock(order, LockMode.OPTIMISTIC_FORCE_INCREMENT);
            order.changeQuantities(quantities);
        });
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        factory.inTransaction(session -> {
            Map<UUID, OrderEntity> found = new HashMap<>();
            many(session, ids).forEach(order -> found.put(order.id(), order));
            for (Revision revision : revisions) {
                UUID id = revision.order().value();
                OrderEntity order = required(found.get(id), id);
                order.annotate(revision.note());
                order.changeFirstQuantity(revision.quantity());
                order.replaceLast(revision.added());
            }
        });
    }

    /** By statements, since loading them would take two for each order; the second takes the tags along. */
    @Override
    public void remove(List<OrderId> ids, long version) {
        List<UUID> keys = keys(ids);
        factory.inTransaction(session -> {
            session.createMutationQuery("delete from LineEntity where order.id in :ids")
                    .setParameterList("ids", keys)
                    .executeUpdate();
            int removed = session.createMutationQuery("delete from OrderEntity where id in :ids and version = :version")
                    .setParameterList("ids", keys)
                    .setParameter("version", version)
                    .executeUpdate();
            if (removed != keys.size()) {
                throw new IllegalStateException("Somebody else has changed an order");
            }
        });
    }

    @Override
    public List<OrderEntity> ordersOf(CustomerId customer) {
        return reading(factory, session -> {
            List<OrderEntity> found = session.createSelectionQuery(
                            "from OrderEntity where customer = :customer", OrderEntity.class)
                    .setParameter("customer", customer.value())
                    .getResultList();
            found.forEach(OrderEntity::initialise);
            return found;
        });
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> added) {
        payments.insert(form, added);
    }

    @Override
    public List<? extends PaymentColumns> payments(PaymentForm form, List<PaymentId> ids) {
        return reading(
                payments.of(form),
                session -> session.findMultiple(PaymentEntities.root(form), PaymentFactories.keys(ids)));
    }

    private static <T> T reading(SessionFactory factory, Function<Session, T> work) {
        return factory.fromTransaction(session -> {
            session.setDefaultReadOnly(true);
            session.setHibernateFlushMode(FlushMode.MANUAL);
            return work.apply(session);
        });
    }

    private static OrderEntity one(Session session, OrderId id) {
        OrderEntity order = required(session.find(OrderEntity.class, id.value()), id.value());
        order.initialise();
        return order;
    }

    /** In the order asked; the first collection that is initialised fetches those of all others. */
    private static List<OrderEntity> many(Session session, List<OrderId> ids) {
        List<UUID> keys = keys(ids);
        List<OrderEntity> orders = session.findMultiple(OrderEntity.class, keys);
        for (int i = 0; i < orders.size(); i++) {
            required(orders.get(i), keys.get(i)).initialise();
        }
        return orders;
    }

    private static List<UUID> keys(List<OrderId> ids) {
        return ids.stream().map(OrderId::value).toList();
    }

    private static OrderEntity required(@Nullable OrderEntity order, UUID id) {
        if (order == null) {
            throw new NoSuchElementException("There is no order " + id);
        }
        return order;
    }

    @Override
    public void close() {
        factory.close();
        payments.close();
    }
}
