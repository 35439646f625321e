package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** A query for each table: a stateless session fetches no collections in batches. Those of many orders take one array. */
final class StatelessSelects {

    private StatelessSelects() {}

    static Loaded one(StatelessSession session, UUID id) {
        Loaded order = new Loaded(required(session.get(FlatOrder.class, id), id));
        order.lines()
                .addAll(session.createSelectionQuery(
                                "from FlatLine where order = :order order by position", FlatLine.class)
                        .setParameter("order", id)
                        .getResultList());
        order.tags()
                .addAll(session.createSelectionQuery("from FlatTag where order = :order", FlatTag.class)
                        .setParameter("order", id)
                        .getResultList());
        return order;
    }

    /** Those that are there. */
    static Map<UUID, Loaded> many(StatelessSession session, List<OrderId> ids) {
        UUID[] keys = keys(ids);
        return withParts(
                session, all(session, FlatOrder.class, "select * from orders where id = any(:ids)", keys), keys);
    }

    static List<Loaded> of(StatelessSession session, CustomerId customer) {
        List<FlatOrder> roots = session.createSelectionQuery(
                        "from FlatOrder where customer = :customer", FlatOrder.class)
                .setParameter("customer", customer.value())
                .getResultList();
        UUID[] keys = roots.stream().map(FlatOrder::id).toArray(UUID[]::new);
        return List.copyOf(withParts(session, roots, keys).values());
    }

    static UUID[] keys(List<OrderId> ids) {
        return ids.stream().map(OrderId::value).toArray(UUID[]::new);
    }

    private static Map<UUID, Loaded> withParts(StatelessSession session, List<FlatOrder> roots, UUID... keys) {
        Map<UUID, Loaded> orders = new HashMap<>();
        for (FlatOrder root : roots) {
            orders.put(root.id(), new Loaded(root));
        }
        for (FlatLine line : all(
                session,
                FlatLine.class,
                "select * from order_lines where order_id = any(:ids) order by order_id, position",
                keys)) {
            required(orders.get(line.order()), line.order()).lines().add(line);
        }
        for (FlatTag tag : all(session, FlatTag.class, "select * from order_tags where order_id = any(:ids)", keys)) {
            required(orders.get(tag.order()), tag.order()).tags().add(tag);
        }
        return orders;
    }

    private static <T> List<T> all(StatelessSession session, Class<T> type, String sql, UUID[] keys) {
        return session.createNativeQuery(sql, type).setParameter("ids", keys).getResultList();
    }

    static <T> T required(@Nullable T found, UUID id) {
        if (found == null) {
            throw new NoSuchElementException("There is no order " + id);
        }
        return found;
    }
}
