package dev.keelson.benchmarks.contestant.keelson;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Thread-safe. */
final class KeelsonOrders implements OrderBook {

    private final Keelson keelson;
    private final Function<PaymentForm, Keelson> source;
    private final WorkContext context;
    private final Map<PaymentForm, Keelson> payments = new ConcurrentHashMap<>();

    /**
     * Makes the book.
     *
     * @param keelson of orders
     * @param source makes that of payments, when it is first asked for: they are not on the way of who only has orders
     */
    KeelsonOrders(Keelson keelson, Function<PaymentForm, Keelson> source, WorkContext context) {
        this.keelson = keelson;
        this.source = source;
        this.context = context;
    }

    @Override
    public void insert(List<Order> orders) {
        try (UnitOfWork work = keelson.begin(context)) {
            for (Order order : orders) {
                work.add(order);
            }
            work.commit();
        }
    }

    @Override
    public Order load(OrderId id) {
        return keelson.read(context, reading -> reading.get(Order.class, id));
    }

    @Override
    public List<Order> load(List<OrderId> ids) {
        return keelson.read(context, reading -> reading.getAll(Order.class, ids));
    }

    @Override
    public List<Order> loadAndCommit(List<OrderId> ids) {
        try (UnitOfWork work = keelson.begin(context)) {
            List<Order> orders = work.getAll(Order.class, ids);
            work.commit();
            return orders;
        }
    }

    @Override
    public void annotate(OrderId id, String note) {
        try (UnitOfWork work = keelson.begin(context)) {
            work.get(Order.class, id).annotate(note);
            work.commit();
        }
    }

    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) {
        try (UnitOfWork work = keelson.begin(context)) {
            Order order = work.get(Order.class, id);
            thinking.run();
            order.annotate(note);
            work.commit();
        }
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        try (UnitOfWork work = keelson.begin(context)) {
            work.get(Order.class, id).changeFirstQuantity(quantity);
            work.commit();
        }
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        try (UnitOfWork work = keelson.begin(context)) {
            work.get(Order.class, id).changeQuantities(quantities);
            work.commit();
        }
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        try (UnitOfWork work = keelson.begin(context)) {
            work.getAll(Order.class, ids);
            for (Revision revision : revisions) {
                work.get(Order.class, revision.order()).revise(revision);
            }
            work.commit();
        }
    }

    /** By the version that a client has seen, so that nothing is loaded. */
    @Override
    public void remove(List<OrderId> ids, long version) {
        try (UnitOfWork work = keelson.begin(context)) {
            for (OrderId id : ids) {
                work.remove(Order.class, id, Expected.version(version));
            }
            work.commit();
        }
    }

    @Override
    public List<Order> ordersOf(CustomerId customer) {
        return keelson.readSql(
                context,
                reading -> reading.query(Order.class)
                        .where(reading.field(Order::customer).eq(customer))
                        .list());
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> payments) {
        try (UnitOfWork work = of(form).begin(context)) {
            payments.forEach(work::add);
            work.commit();
        }
    }

    @Override
    public List<Payment> payments(PaymentForm form, List<PaymentId> ids) {
        return of(form).read(context, reading -> reading.getAll(Payment.class, ids));
    }

    private Keelson of(PaymentForm form) {
        return payments.computeIfAbsent(form, source);
    }

    @Override
    public void close() {
        keelson.close();
        payments.values().forEach(Keelson::close);
    }
}
