package dev.keelson.benchmarks.contestant.jimmer;

import dev.keelson.benchmarks.contestant.CannotRun;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.Prepared;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.babyfish.jimmer.sql.JSqlClient;
import org.babyfish.jimmer.sql.dialect.PostgresDialect;
import org.babyfish.jimmer.sql.runtime.ConnectionManager;

/**
 * Jimmer: a query for each table, saves of partial objects, which write no more than they hold. Each use case is a transaction.
 * Thread-safe.
 */
public final class JimmerOrders implements OrderBook {

    private final JSqlClient client;

    private final Prepared<Added> prepared = new Prepared<>(Added::of);

    public JimmerOrders(DataSource pool) {
        this.client = JSqlClient.newBuilder()
                .setConnectionManager(ConnectionManager.simpleConnectionManager(pool))
                .setDialect(new Whole())
                .setDefaultBatchSize(1_000)
                .setDefaultListBatchSize(1_000)
                .setConstraintViolationTranslatable(false)
                .build();
    }

    @Override
    public void prepare(List<Order> orders) {
        prepared.prepare(orders);
    }

    @Override
    public Order domain(Object loaded) {
        return ((Found) loaded).toOrder();
    }

    @Override
    public void insert(List<Order> orders) {
        List<JimmerOrder> roots = new ArrayList<>(orders.size());
        List<JimmerLine> lines = new ArrayList<>();
        List<JimmerTag> tags = new ArrayList<>();
        for (Added order : prepared.take(orders)) {
            roots.add(order.root());
            lines.addAll(order.lines());
            tags.addAll(order.tags());
        }
        inTransaction(() -> {
            Saves.insert(client, roots);
            Saves.insert(client, lines);
            Saves.insertTags(client, tags);
            return roots;
        });
    }

    @Override
    public Found load(OrderId id) {
        return inTransaction(() -> Finds.one(client, id));
    }

    @Override
    public List<Found> load(List<OrderId> ids) {
        Map<UUID, Found> found = inTransaction(() -> Finds.many(client, ids));
        return ids.stream().map(id -> Finds.required(found, id)).toList();
    }

    /** Nothing tells whether an object was changed. */
    @Override
    public List<Found> loadAndCommit(List<OrderId> ids) {
        return load(ids);
    }

    @Override
    public void annotate(OrderId id, String note) {
        inTransaction(() -> {
            Found order = Finds.one(client, id);
            Saves.notes(client, List.of(Saves.annotated(order.root(), note)));
            return order;
        });
    }

    /** In two transactions: what was read needs no connection while somebody thinks. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) {
        Found order = inTransaction(() -> Finds.one(client, id));
        thinking.run();
        inTransaction(() -> {
            Saves.notes(client, List.of(Saves.annotated(order.root(), note)));
            return order;
        });
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        changeQuantities(id, List.of(quantity));
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        inTransaction(() -> {
            Found order = Finds.one(client, id);
            List<JimmerLine> lines = order.root().lines();
            List<JimmerLine> changed = new ArrayList<>();
            int distance = lines.size() / quantities.size();
            for (int i = 0; i < quantities.size(); i++) {
                changed.add(Saves.changed(lines.get(i * distance), quantities.get(i)));
            }
            Saves.version(client, order.root());
            Saves.quantities(client, changed);
            return order;
        });
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        inTransaction(() -> {
            Map<UUID, Found> found = Finds.many(client, ids);
            List<JimmerOrder> annotated = new ArrayList<>();
            List<UUID> gone = new ArrayList<>();
            List<JimmerLine> changed = new ArrayList<>();
            List<JimmerLine> added = new ArrayList<>();
            for (Revision revision : revisions) {
                JimmerOrder order = Finds.required(found, revision.order()).root();
                int last = order.lines().size() - 1;
                annotated.add(Saves.annotated(order, revision.note()));
                gone.add(order.lines().get(last).id());
                changed.add(Saves.changed(order.lines().get(0), revision.quantity()));
                added.add(Conversions.line(order.id(), revision.added(), last));
            }
            Saves.notes(client, annotated);
            Saves.deleteLines(client, gone);
            Saves.quantities(client, changed);
            Saves.insert(client, added);
            return found;
        });
    }

    @Override
    public void remove(List<OrderId> ids, long version) {
        inTransaction(() -> {
            Saves.remove(client, Finds.keys(ids), (int) version);
            return ids;
        });
    }

    @Override
    public List<Found> ordersOf(CustomerId customer) {
        return inTransaction(() -> Finds.of(client, customer));
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> payments) {
        throw new CannotRun("it maps no inheritance");
    }

    /** What fails, fails as a whole: Jimmer need not take a savepoint before each save, and release it, for a trip each. */
    private static final class Whole extends PostgresDialect {
        @Override
        public boolean isTransactionAbortedByError() {
            return false;
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return client.transaction(work);
    }

    /** The pool is the caller's. */
    @Override
    public void close() {}
}
