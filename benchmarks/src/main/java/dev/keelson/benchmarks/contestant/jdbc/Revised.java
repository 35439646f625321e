package dev.keelson.benchmarks.contestant.jdbc;

import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Orders that were revised, and what has to be written of them. For one thread. */
final class Revised {

    private final List<Versioned> changed = new ArrayList<>();
    private final List<OrderLine> requantified = new ArrayList<>();
    private final List<LineId> gone = new ArrayList<>();
    private final List<Order> grown = new ArrayList<>();

    void revise(Versioned loaded, Revision revision) {
        Order order = loaded.order();
        gone.add(order.lines().get(order.lines().size() - 1).id());
        order.revise(revision);
        changed.add(loaded);
        requantified.add(order.lines().get(0));
        grown.add(order);
    }

    void write(Connection connection) throws SQLException {
        Updates.orders(connection, changed);
        Updates.deleteLines(connection, gone);
        Updates.quantities(connection, requantified);
        Inserts.lastLines(connection, grown);
    }
}
