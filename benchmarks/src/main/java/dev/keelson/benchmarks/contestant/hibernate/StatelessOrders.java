package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.Prepared;
import dev.keelson.benchmarks.contestant.hibernate.payment.PaymentColumns;
import dev.keelson.benchmarks.contestant.hibernate.payment.PaymentEntities;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.query.MutationQuery;

/**
 * Hibernate by stateless sessions: no first-level cache, no dirty checks, no cascades. Each use case is a session with one
 * transaction, which writes whole rows. Thread-safe.
 */
public final class StatelessOrders implements OrderBook {

    private final SessionFactory factory;
    private final PaymentFactories payments;

    private final Prepared<Loaded> prepared = new Prepared<>(Loaded::of);

    public StatelessOrders(DataSource pool) {
        this.factory = Factories.of(pool, FlatOrder.class, FlatLine.class, FlatTag.class);
        this.payments = new PaymentFactories(pool);
    }

    @Override
    public void prepare(List<Order> orders) {
        prepared.prepare(orders);
    }

    @Override
    public Object domain(Object loaded) {
        return loaded instanceof Loaded order ? order.toOrder() : PaymentFactories.domain(loaded);
    }

    @Override
    public void insert(List<Order> orders) {
        List<Loaded> flat = prepared.take(orders);
        factory.inStatelessTransaction(session -> {
            List<FlatOrder> roots = new ArrayList<>(flat.size());
            List<FlatLine> lines = new ArrayList<>();
            List<FlatTag> tags = new ArrayList<>();
            for (Loaded order : flat) {
                roots.add(order.root());
                lines.addAll(order.lines());
                tags.addAll(order.tags());
            }
            session.insertMultiple(roots);
            session.insertMultiple(lines);
            session.insertMultiple(tags);
        });
    }

    @Override
    public Loaded load(OrderId id) {
        return factory.fromStatelessTransaction(session -> StatelessSelects.one(session, id.value()));
    }

    @Override
    public List<Loaded> load(List<OrderId> ids) {
        Map<UUID, Loaded> found = factory.fromStatelessTransaction(session -> StatelessSelects.many(session, ids));
        return ids.stream()
                .map(id -> StatelessSelects.required(found.get(id.value()), id.value()))
                .toList();
    }

    @Override
    public List<Loaded> loadAndCommit(List<OrderId> ids) {
        return load(ids);
    }

    @Override
    public void annotate(OrderId id, String note) {
        factory.inStatelessTransaction(session -> {
            Loaded order = StatelessSelects.one(session, id.value());
            order.root().annotate(note);
            session.update(order.root());
        });
    }

    /** In two transactions: what was read needs no session while somebody thinks. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) {
        Loaded order = factory.fromStatelessTransaction(session -> StatelessSelects.one(session, id.value()));
        thinking.run();
        order.root().annotate(note);
        factory.inStatelessTransaction(session -> session.update(order.root()));
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        changeQuantities(id, List.of(quantity));
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        factory.inStatelessTransaction(session -> {
            Loaded order = StatelessSelects.one(session, id.value());
            List<FlatLine> changed = new ArrayList<>();
            int distance = order.lines().size() / quantities.size();
            for (int i = 0; i < quantities.size(); i++) {
                FlatLine line = order.lines().get(i * distance);
                line.changeQuantity(quantities.get(i));
                changed.add(line);
            }
            session.update(order.root());
            session.updateMultiple(changed);
        });
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        factory.inStatelessTransaction(session -> {
            Map<UUID, Loaded> found = StatelessSelects.many(session, ids);
            List<FlatOrder> roots = new ArrayList<>();
            List<FlatLine> changed = new ArrayList<>();
            List<FlatLine> gone = new ArrayList<>();
            List<FlatLine> added = new ArrayList<>();
            for (Revision revision : revisions) {
                UUID id = revision.order().value();
                Loaded order = StatelessSelects.required(found.get(id), id);
                order.root().annotate(revision.note());
                roots.add(order.root());
                order.lines().get(0).changeQuantity(revision.quantity());
                changed.add(order.lines().get(0));
                int last = order.lines().size() - 1;
                gone.add(order.lines().get(last));
                added.add(FlatLine.of(id, revision.added(), last));
            }
            session.updateMultiple(roots);
            session.deleteMultiple(gone);
            session.updateMultiple(changed);
            session.insertMultiple(added);
        });
    }

    @Override
    public void remove(List<OrderId> ids, long version) {
        UUID[] keys = StatelessSelects.keys(ids);
        factory.inStatelessTransaction(session -> {
            delete(session.createNativeMutationQuery("delete from order_lines where order_id = any(:ids)"), keys);
            delete(session.createNativeMutationQuery("delete from order_tags where order_id = any(:ids)"), keys);
            int removed = delete(
                    session.createNativeMutationQuery("delete from orders where id = any(:ids) and version = :version")
                            .setParameter("version", version),
                    keys);
            if (removed != keys.length) {
                throw new IllegalStateException("Somebody else has changed an order");
            }
        });
    }

    private static int delete(MutationQuery query, UUID... keys) {
        return query.setParameter("ids", keys).executeUpdate();
    }

    @Override
    public List<Loaded> ordersOf(CustomerId customer) {
        return factory.fromStatelessTransaction(session -> StatelessSelects.of(session, customer));
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> added) {
        payments.insert(form, added);
    }

    @Override
    public List<? extends PaymentColumns> payments(PaymentForm form, List<PaymentId> ids) {
        return payments.of(form)
                .fromStatelessTransaction(
                        session -> session.getMultiple(PaymentEntities.root(form), PaymentFactories.keys(ids)));
    }

    @Override
    public void close() {
        factory.close();
        payments.close();
    }
}
