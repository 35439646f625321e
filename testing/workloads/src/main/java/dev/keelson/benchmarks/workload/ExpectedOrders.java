package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The orders as they should be: the contestant without a database, whom the others are checked against. One thread. */
final class ExpectedOrders implements OrderBook {

    private final Map<OrderId, Versioned> orders = new HashMap<>();

    private final Map<PaymentId, Payment> payments = new HashMap<>();

    ExpectedOrders(Base base) {
        insert(base.makeOrders());
        base.makePayments().forEach(payment -> payments.put(payment.id(), payment));
    }

    /** What should be there of this order, if it should. */
    Optional<Versioned> stored(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    private Versioned get(OrderId id) {
        return Objects.requireNonNull(orders.get(id), () -> "No order " + id);
    }

    @Override
    public void insert(List<Order> added) {
        for (Order order : added) {
            orders.put(order.id(), new Versioned(order, OrderRow.FIRST_VERSION));
        }
    }

    @Override
    public Order load(OrderId id) {
        return get(id).order();
    }

    @Override
    public List<Order> load(List<OrderId> ids) {
        List<Order> found = new ArrayList<>();
        ids.forEach(id -> found.add(load(id)));
        return found;
    }

    @Override
    public void annotate(OrderId id, String note) {
        changed(id).annotate(note);
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        changed(id).changeFirstQuantity(quantity);
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        changed(id).changeQuantities(quantities);
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        revisions.forEach(revision -> changed(revision.order()).revise(revision));
    }

    @Override
    public List<Order> loadAndCommit(List<OrderId> ids) {
        return load(ids);
    }

    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) {
        annotate(id, note);
    }

    @Override
    public void remove(List<OrderId> ids, long version) {
        ids.forEach(orders::remove);
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) {
        return orders.values().stream()
                .map(Versioned::order)
                .filter(order -> order.customer().equals(customer))
                .toList();
    }

    @Override
    public List<Payment> payments(PaymentForm form, List<PaymentId> ids) {
        return ids.stream().map(id -> Objects.requireNonNull(payments.get(id))).toList();
    }

    private Order changed(OrderId id) {
        Versioned before = get(id);
        orders.put(id, new Versioned(before.order(), before.version() + 1));
        return before.order();
    }

    @Override
    public void close() {}
}
