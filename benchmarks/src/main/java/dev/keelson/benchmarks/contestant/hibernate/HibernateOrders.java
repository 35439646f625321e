package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import java.util.ArrayList;
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

    public HibernateOrders(DataSource pool) {
        this.factory = Factories.of(pool, OrderEntity.class, LineEntity.class);
    }

    @Override
    public void insert(List<Order> orders) {
        List<OrderEntity> entities = orders.stream().map(OrderEntity::of).toList();
        factory.inTransaction(session -> entities.forEach(session::persist));
    }

    @Override
    public Order load(OrderId id) {
        return reading(session -> one(session, id)).toOrder();
    }

    @Override
    public List<Order> load(List<OrderId> ids) {
        return reading(session -> many(session, ids)).stream()
                .map(OrderEntity::toOrder)
                .toList();
    }

    @Override
    public void annotate(OrderId id, String note) {
        factory.inTransaction(session -> one(session, id).annotate(note));
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

    private <T> T reading(Function<Session, T> work) {
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
        List<UUID> keys = new ArrayList<>(ids.size());
        ids.forEach(id -> keys.add(id.value()));
        List<OrderEntity> orders = session.findMultiple(OrderEntity.class, keys);
        for (int i = 0; i < orders.size(); i++) {
            required(orders.get(i), keys.get(i)).initialise();
        }
        return orders;
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
    }
}
