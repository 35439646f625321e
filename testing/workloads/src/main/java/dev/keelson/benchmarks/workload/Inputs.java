package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderMaker;
import dev.keelson.benchmarks.payment.PaymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where tasks have their input from: the same for the same seed. For one thread. */
public final class Inputs {

    private final List<OrderId> stored;
    private final List<CustomerId> customers;
    private final List<PaymentId> paid;
    private final OrderMaker maker;
    private final Random random;
    private int turn;

    /**
     * Begins anew.
     *
     * @param base what every database has at the beginning
     */
    public Inputs(Base base) {
        List<Order> orders = base.makeOrders();
        this.stored = new ArrayList<>(orders.stream().map(Order::id).toList());
        this.customers = orders.stream().map(Order::customer).toList();
        this.paid = new ArrayList<>(base.paymentIds());
        this.maker = new OrderMaker(~base.seed(), base.lines());
        this.random = new Random(base.seed());
    }

    OrderMaker maker() {
        return maker;
    }

    OrderId id() {
        return stored.get(random.nextInt(stored.size()));
    }

    /** One that no other of so many workers is given, who take the tasks by turns. */
    OrderId id(int workers) {
        int share = stored.size() / workers;
        return stored.get(workers * random.nextInt(share) + turn++ % workers);
    }

    /** A customer, who has one order. */
    CustomerId customer() {
        return customers.get(random.nextInt(customers.size()));
    }

    /** Different ones, in no order. */
    List<OrderId> ids(int count) {
        return choose(stored, count);
    }

    /** Different ones, in no order. */
    List<PaymentId> payments(int count) {
        return choose(paid, count);
    }

    private <T> List<T> choose(List<T> all, int count) {
        if (count > all.size()) {
            throw new IllegalArgumentException(
                    "Cannot choose " + count + " of " + all.size() + "; give the databases more orders.");
        }
        for (int i = 0; i < count; i++) {
            int chosen = i + random.nextInt(all.size() - i);
            T id = all.get(chosen);
            all.set(chosen, all.get(i));
            all.set(i, id);
        }
        return List.copyOf(all.subList(0, count));
    }
}
