package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderMaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where tasks have their input from: the same for the same seed. For one thread. */
public final class Inputs {

    private final List<OrderId> stored;
    private final OrderMaker maker;
    private final Random random;

    /**
     * Begins anew.
     *
     * @param seed of everything that is drawn
     * @param base how many orders every database has at the beginning
     * @param lines how many lines each order has
     */
    public Inputs(long seed, int base, int lines) {
        this.stored =
                new ArrayList<>(base(seed, base, lines).stream().map(Order::id).toList());
        this.maker = new OrderMaker(~seed, lines);
        this.random = new Random(seed);
    }

    /** The orders that every database has at the beginning; made anew by each call. */
    public static List<Order> base(long seed, int base, int lines) {
        return new OrderMaker(seed, lines).orders(base);
    }

    OrderMaker maker() {
        return maker;
    }

    OrderId id() {
        return stored.get(random.nextInt(stored.size()));
    }

    /** Different ones, in no order. */
    List<OrderId> ids(int count) {
        if (count > stored.size()) {
            throw new IllegalArgumentException(
                    "Cannot choose " + count + " orders of " + stored.size() + "; give the databases more orders.");
        }
        for (int i = 0; i < count; i++) {
            int chosen = i + random.nextInt(stored.size() - i);
            OrderId id = stored.get(chosen);
            stored.set(chosen, stored.get(i));
            stored.set(i, id);
        }
        return List.copyOf(stored.subList(0, count));
    }
}
