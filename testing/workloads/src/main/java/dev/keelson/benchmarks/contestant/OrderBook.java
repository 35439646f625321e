package dev.keelson.benchmarks.contestant;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.sql.SQLException;
import java.util.List;

/**
 * The orders of one database, and the payments: what is measured. Each call is a use case of its own, whose effect is whole
 * and certain when it returns; each change is made under the version of the order that was loaded for it. Thread-safe.
 *
 * <p>Who cannot store objects of the domain has classes of his own. He makes new orders into theirs in {@link #prepare} and
 * gives what he loads as it is; {@link #domain} makes objects of the domain of it. Neither is measured.
 *
 * <p>A contestant that has no way to do one of these leaves it out or throws {@link CannotRun}, and the table says why.
 */
public interface OrderBook extends AutoCloseable {

    /** Says which orders are stored next, by the same list. */
    default void prepare(List<Order> orders) {}

    /** The order or payment of the domain for one that was loaded. */
    default Object domain(Object loaded) {
        return loaded;
    }

    /** Stores new orders, in one transaction. Each has {@link OrderRow#FIRST_VERSION} then. */
    void insert(List<Order> orders) throws SQLException;

    /** The order of this identifier, which is there. */
    Object load(OrderId id) throws SQLException;

    /** The orders of these identifiers, all of which are there, in the order asked. */
    List<?> load(List<OrderId> ids) throws SQLException;

    /** Loads an order and changes its own row. */
    default void annotate(OrderId id, String note) throws SQLException {
        throw new CannotRun("it does not change orders");
    }

    /** Loads an order and changes the row of its first line. */
    default void changeFirstQuantity(OrderId id, int quantity) throws SQLException {
        throw new CannotRun("it does not change lines of orders");
    }

    /** Loads an order and changes the rows of some of its lines, as {@link Order#changeQuantities} says. */
    default void changeQuantities(OrderId id, List<Integer> quantities) throws SQLException {
        throw new CannotRun("it does not change several lines of an order");
    }

    /**
     * Loads orders and revises some of them, in one transaction.
     *
     * @param ids the orders to load
     * @param revisions what to do to some of these, in the order of their identifiers
     */
    default void revise(List<OrderId> ids, List<Revision> revisions) throws SQLException {
        throw new CannotRun("it does not revise orders");
    }

    /**
     * Loads orders so that they could be changed, changes none, and commits.
     *
     * @return the orders in the order asked
     */
    default List<?> loadAndCommit(List<OrderId> ids) throws SQLException {
        throw new CannotRun("it does not load orders to change them");
    }

    /**
     * As {@link #annotate}, by a use case that thinks between load and commit as it would by itself: what is held meanwhile,
     * such as a connection, is the contestant's choice.
     *
     * @param thinking to be called once after the order is loaded and before it is changed
     */
    default void annotateAfter(Runnable thinking, OrderId id, String note) throws SQLException {
        throw new CannotRun("it does not think between load and commit");
    }

    /**
     * Removes orders with their lines and tags, in one transaction, of which the caller knows no more than this.
     *
     * @param version the version that each of them has
     */
    default void remove(List<OrderId> ids, long version) throws SQLException {
        throw new CannotRun("it does not remove orders");
    }

    /** The orders of a customer, in any order; the column {@code orders.customer} has an index where this is asked. */
    default List<?> ordersOf(CustomerId customer) throws SQLException {
        throw new CannotRun("it has no queries by condition");
    }

    /** Stores new payments, in one transaction. */
    default void insertPayments(PaymentForm form, List<Payment> payments) throws SQLException {
        throw new CannotRun("it does not store hierarchies");
    }

    /** The payments of these identifiers, all of which are there, in the order asked. */
    default List<?> payments(PaymentForm form, List<PaymentId> ids) throws SQLException {
        throw new CannotRun("it does not load hierarchies");
    }

    @Override
    void close();
}
