package dev.keelson.benchmarks.contestant;

import dev.keelson.benchmarks.order.Order;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * New orders in a contestant's own classes, made before the time runs. Thread-safe.
 *
 * @param <E> the contestant's class
 */
public final class Prepared<E> {

    private final Function<Order, E> maker;
    private final Map<List<Order>, List<E>> made = Collections.synchronizedMap(new IdentityHashMap<>());

    public Prepared(Function<Order, E> maker) {
        this.maker = maker;
    }

    /** Makes them, until they are taken. */
    public void prepare(List<Order> orders) {
        made.put(orders, make(orders));
    }

    /** Those that were prepared for this very list, once; or such as are made now. */
    public List<E> take(List<Order> orders) {
        List<E> prepared = made.remove(orders);
        return prepared == null ? make(orders) : prepared;
    }

    private List<E> make(List<Order> orders) {
        return orders.stream().map(maker).toList();
    }
}
