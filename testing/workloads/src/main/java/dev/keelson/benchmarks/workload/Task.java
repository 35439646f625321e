package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.sql.SQLException;
import java.util.List;

/** One use case with its input; what is measured is one of these. Immutable, but for the orders within. */
public sealed interface Task {

    /** Does what has to be there before it, and is not measured. */
    default void prepare(OrderBook book) throws SQLException {}

    /** Performs it, and gives what was read: orders or payments. */
    List<?> perform(OrderBook book) throws SQLException;

    /** The orders that it reads or writes. */
    List<OrderId> touched();

    /** Stores new orders. */
    record Insert(List<Order> orders) implements Task {
        @Override
        public void prepare(OrderBook book) {
            book.prepare(orders);
        }

        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            book.insert(orders);
            return List.of();
        }

        @Override
        public List<OrderId> touched() {
            return orders.stream().map(Order::id).toList();
        }
    }

    /** Loads one order. */
    record LoadOne(OrderId id) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            return List.of(book.load(id));
        }

        @Override
        public List<OrderId> touched() {
            return List.of(id);
        }
    }

    /** Loads several orders. */
    record LoadMany(List<OrderId> ids) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            return book.load(ids);
        }

        @Override
        public List<OrderId> touched() {
            return ids;
        }
    }

    /** Loads several orders, changes none, and commits. */
    record LoadAndCommit(List<OrderId> ids) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            return book.loadAndCommit(ids);
        }

        @Override
        public List<OrderId> touched() {
            return ids;
        }
    }

    /** Loads several orders and revises some of them. */
    record Revise(List<OrderId> ids, List<Revision> revisions) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            book.revise(ids, revisions);
            return List.of();
        }

        @Override
        public List<OrderId> touched() {
            return ids;
        }
    }

    /** Loads one order and changes its own row. */
    record Annotate(OrderId id, String note) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            book.annotate(id, note);
            return List.of();
        }

        @Override
        public List<OrderId> touched() {
            return List.of(id);
        }
    }

    /** Loads one order, thinks so long, and changes its own row. */
    record AnnotateAfter(long millis, OrderId id, String note) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            book.annotateAfter(this::think, id, note);
            return List.of();
        }

        private void think() {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts a use case", e);
            }
        }

        @Override
        public List<OrderId> touched() {
            return List.of(id);
        }
    }

    /** Loads one order and changes one row each of some of its lines. */
    record ChangeQuantities(OrderId id, List<Integer> quantities) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            book.changeQuantities(id, quantities);
            return List.of();
        }

        @Override
        public List<OrderId> touched() {
            return List.of(id);
        }
    }

    /** Loads one order and changes one row of a line. */
    record ChangeQuantity(OrderId id, int quantity) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            book.changeFirstQuantity(id, quantity);
            return List.of();
        }

        @Override
        public List<OrderId> touched() {
            return List.of(id);
        }
    }

    /** Removes orders that are there, of which no more than identifier and version is known. */
    record Remove(List<Order> orders) implements Task {
        @Override
        public void prepare(OrderBook book) throws SQLException {
            book.insert(orders);
        }

        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            book.remove(touched(), OrderRow.FIRST_VERSION);
            return List.of();
        }

        @Override
        public List<OrderId> touched() {
            return orders.stream().map(Order::id).toList();
        }
    }

    /** Loads the one order of a customer. */
    record Query(CustomerId customer) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            return book.ordersOf(customer);
        }

        @Override
        public List<OrderId> touched() {
            return List.of();
        }
    }

    /** Loads payments. */
    record LoadPayments(PaymentForm form, List<PaymentId> ids) implements Task {
        @Override
        public List<?> perform(OrderBook book) throws SQLException {
            return book.payments(form, ids);
        }

        @Override
        public List<OrderId> touched() {
            return List.of();
        }
    }
}
