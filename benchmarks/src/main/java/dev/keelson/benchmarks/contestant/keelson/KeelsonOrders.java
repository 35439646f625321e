package dev.keelson.benchmarks.contestant.keelson;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import java.util.List;

/** Thread-safe. */
final class KeelsonOrders implements OrderBook {

    private final Keelson keelson;
    private final UnitOfWorkFactory units;
    private final WorkContext context;

    KeelsonOrders(Keelson keelson, WorkContext context) {
        this.context = context;
        this.keelson = keelson;
        this.units = keelson;
    }

    @Override
    public void insert(List<Order> orders) {
        try (UnitOfWork work = units.begin(context)) {
            for (Order order : orders) {
                work.add(order);
            }
            work.commit();
        }
    }

    @Override
    public Order load(OrderId id) {
        try (UnitOfWork work = units.begin(context)) {
            return work.get(Order.class, id);
        }
    }

    @Override
    public List<Order> load(List<OrderId> ids) {
        try (UnitOfWork work = units.begin(context)) {
            return work.getAll(Order.class, ids);
        }
    }

    @Override
    public void annotate(OrderId id, String note) {
        try (UnitOfWork work = units.begin(context)) {
            work.get(Order.class, id).annotate(note);
            work.commit();
        }
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        try (UnitOfWork work = units.begin(context)) {
            work.get(Order.class, id).changeFirstQuantity(quantity);
            work.commit();
        }
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        try (UnitOfWork work = units.begin(context)) {
            work.get(Order.class, id).changeQuantities(quantities);
            work.commit();
        }
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        try (UnitOfWork work = units.begin(context)) {
            work.getAll(Order.class, ids);
            for (Revision revision : revisions) {
                work.get(Order.class, revision.order()).revise(revision);
            }
            work.commit();
        }
    }

    @Override
    public void close() {
        keelson.close();
    }
}
