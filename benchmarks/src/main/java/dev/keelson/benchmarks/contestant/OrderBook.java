package dev.keelson.benchmarks.contestant;

import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import java.sql.SQLException;
import java.util.List;

/**
 * The orders of one database: what is measured. Each call is a use case of its own, whose effect is whole and certain when
 * it returns; each change is made under the version of the order that was loaded for it. Thread-safe.
 */
public interface OrderBook extends AutoCloseable {

    /** Stores new orders, in one transaction. */
    void insert(List<Order> orders) throws SQLException;

    /** The order of this identifier, which is there. */
    Order load(OrderId id) throws SQLException;

    /** The orders of these identifiers, all of which are there, in the order asked. */
    List<Order> load(List<OrderId> ids) throws SQLException;

    /** Loads an order and changes its own row. */
    void annotate(OrderId id, String note) throws SQLException;

    /** Loads an order and changes the row of its first line. */
    void changeFirstQuantity(OrderId id, int quantity) throws SQLException;

    /** Loads an order and changes the rows of some of its lines, as {@link Order#changeQuantities} says. */
    void changeQuantities(OrderId id, List<Integer> quantities) throws SQLException;

    /**
     * Loads orders and revises some of them, in one transaction.
     *
     * @param ids the orders to load
     * @param revisions what to do to some of these, in the order of their identifiers
     */
    void revise(List<OrderId> ids, List<Revision> revisions) throws SQLException;

    @Override
    void close();
}
