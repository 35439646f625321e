package dev.keelson.benchmarks.contestant.keelson;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import java.util.List;

/** Thread-safe. */
final class KeelsonOrders implements OrderBook {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("benchmarks"));

    private final Keelson keelson;
    private final UnitOfWorkFactory units;

    KeelsonOrders(Keelson keelson) {
        this.keelson = keelson;
        this.units = keelson;
    }

    @Override
    public void insert(List<Order> orders) {
        try (UnitOfWork work = units.begin(CONTEXT)) {
            for (Order order : orders) {
                work.add(order);
            }
            work.commit();
        }
    }

    @Override
    public Order load(OrderId id) {
        try (UnitOfWork work = units.begin(CONTEXT)) {
            return work.get(Order.class, id);
        }
    }

    @Override
    public List<Order> load(List<OrderId> ids) {
        try (UnitOfWork work = units.begin(CONTEXT)) {
            return work.getAll(Order.class, ids);
        }
    }

    @Override
    public void annotate(OrderId id, String note) {
        try (UnitOfWork work = units.begin(CONTEXT)) {
            work.get(Order.class, id).annotate(note);
            work.commit();
        }
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        try (UnitOfWork work = units.begin(CONTEXT)) {
            work.get(Order.class, id).changeFirstQuantity(quantity);
            work.commit();
        }
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        try (UnitOfWork work = units.begin(CONTEXT)) {
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
