package dev.keelson.benchmarks.contestant.springdata;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Data JDBC: it reads orders with their collections by a single query, and to change an order it deletes all lines and
 * tags and inserts them anew. Thread-safe.
 */
public final class SpringOrders implements OrderBook {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final JdbcAggregateOperations aggregates;
    private final NamedParameterJdbcOperations operations;
    private final TransactionTemplate transactions;

    private final Prepared<OrderAggregate> prepared = new Prepared<>(OrderAggregate::of);

    public SpringOrders(DataSource pool) {
        context.registerBean(DataSource.class, () -> pool, definition -> definition.setDestroyMethodName(""));
        context.register(SpringConfiguration.class);
        context.refresh();
        this.aggregates = context.getBean(JdbcAggregateOperations.class);
        this.operations = context.getBean(NamedParameterJdbcOperations.class);
        this.transactions = context.getBean(TransactionTemplate.class);
    }

    @Override
    public void prepare(List<Order> orders) {
        prepared.prepare(orders);
    }

    @Override
    public Order domain(Object loaded) {
        return ((OrderAggregate) loaded).toOrder();
    }

    @Override
    public void insert(List<Order> orders) {
        List<OrderAggregate> added = prepared.take(orders);
        transactions.executeWithoutResult(status -> aggregates.insertAll(added));
    }

    @Override
    public OrderAggregate load(OrderId id) {
        return read(id);
    }

    @Override
    public List<OrderAggregate> load(List<OrderId> ids) {
        Map<UUID, OrderAggregate> found = required(transactions.execute(status -> many(ids)));
        return ids.stream().map(id -> required(found.get(id.value()))).toList();
    }

    @Override
    public List<OrderAggregate> loadAndCommit(List<OrderId> ids) {
        return load(ids);
    }

    @Override
    public void annotate(OrderId id, String note) {
        transactions.executeWithoutResult(status -> {
            OrderAggregate order = one(id);
            order.annotate(note);
            aggregates.update(order);
        });
    }

    /** In two transactions: what was read needs no connection while somebody thinks. */
    @Override
    public void annotateAfter(Runnable thinking, OrderId id, String note) {
        OrderAggregate order = read(id);
        thinking.run();
        order.annotate(note);
        transactions.executeWithoutResult(status -> aggregates.update(order));
    }

    @Override
    public void changeFirstQuantity(OrderId id, int quantity) {
        transactions.executeWithoutResult(status -> {
            OrderAggregate order = one(id);
            order.changeFirstQuantity(quantity);
            aggregates.update(order);
        });
    }

    @Override
    public void changeQuantities(OrderId id, List<Integer> quantities) {
        transactions.executeWithoutResult(status -> {
            OrderAggregate order = one(id);
            order.changeQuantities(quantities);
            aggregates.update(order);
        });
    }

    @Override
    public void revise(List<OrderId> ids, List<Revision> revisions) {
        transactions.executeWithoutResult(status -> {
            Map<UUID, OrderAggregate> found = many(ids);
            List<OrderAggregate> revised = new ArrayList<>();
            for (Revision revision : revisions) {
                OrderAggregate order = required(found.get(revision.order().value()));
                order.annotate(revision.note());
                order.changeFirstQuantity(revision.quantity());
                order.replaceLast(revision.added());
                revised.add(order);
            }
            aggregates.updateAll(revised);
        });
    }

    /** By statements, since the template would take two for each order. */
    @Override
    public void remove(List<OrderId> ids, long version) {
        Map<String, Object> values =
                Map.of("ids", ids.stream().map(OrderId::value).toArray(UUID[]::new), "version", version);
        transactions.executeWithoutResult(status -> {
            operations.update("delete from order_lines where order_id = any(:ids)", values);
            operations.update("delete from order_tags where order_id = any(:ids)", values);
            int removed = operations.update("delete from orders where id = any(:ids) and version = :version", values);
            if (removed != ids.size()) {
                throw new IllegalStateException("Somebody else has changed an order");
            }
        });
    }

    @Override
    public List<OrderAggregate> ordersOf(CustomerId customer) {
        Query query = Query.query(Criteria.where("customer").is(customer.value()));
        return required(transactions.execute(status -> aggregates.findAll(query, OrderAggregate.class)));
    }

    @Override
    public void insertPayments(PaymentForm form, List<Payment> payments) {
        throw new CannotRun("it maps no inheritance");
    }

    private OrderAggregate read(OrderId id) {
        return required(transactions.execute(status -> one(id)));
    }

    private OrderAggregate one(OrderId id) {
        return required(aggregates.findById(id.value(), OrderAggregate.class));
    }

    private Map<UUID, OrderAggregate> many(List<OrderId> ids) {
        List<UUID> keys = ids.stream().map(OrderId::value).toList();
        Map<UUID, OrderAggregate> found = new HashMap<>();
        aggregates.findAllById(keys, OrderAggregate.class).forEach(order -> found.put(order.id(), order));
        return found;
    }

    private static <T> T required(@Nullable T found) {
        if (found == null) {
            throw new NoSuchElementException("There is no such order");
        }
        return found;
    }

    @Override
    public void close() {
        context.close();
    }
}
