package dev.keelson.benchmarks.contestant.jdbc;

import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One batch for each kind of write; those of orders are checked by their counts. */
final class Updates {

    private Updates() {}

    /** Writes the notes, under the versions loaded. */
    static void orders(Connection connection, List<Versioned> orders) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update orders set note = ?, version = version + 1 where id = ? and version = ?")) {
            for (Versioned loaded : orders) {
                update.setString(1, loaded.order().note());
                update.setObject(2, loaded.order().id().value());
                update.setLong(3, loaded.version());
                update.addBatch();
            }
            for (int count : update.executeBatch()) {
                requireOne(count);
            }
        }
    }

    /** Counts the version of an order on, for a change of its parts. */
    static void versions(Connection connection, Versioned loaded) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update orders set version = version + 1 where id = ? and version = ?")) {
            update.setObject(1, loaded.order().id().value());
            update.setLong(2, loaded.version());
            requireOne(update.executeUpdate());
        }
    }

    static void quantities(Connection connection, List<OrderLine> lines) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update order_lines set quantity = ? where id = ?")) {
            for (OrderLine line : lines) {
                update.setInt(1, line.quantity());
                update.setObject(2, line.id().value());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    static void deleteLines(Connection connection, List<LineId> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from order_lines where id = ?")) {
            for (LineId id : ids) {
                delete.setObject(1, id.value());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Removes orders with their parts; the count tells whether all were there at that version. */
    static void deleteOrders(Connection connection, List<OrderId> ids, long version) throws SQLException {
        Array keys = Selects.array(connection, ids.stream().map(OrderId::value));
        for (String parts : List.of("order_tags", "order_lines")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + parts + " where order_id = any(?)")) {
                delete.setArray(1, keys);
                delete.executeUpdate();
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from orders where id = any(?) and version = ?")) {
            delete.setArray(1, keys);
            delete.setLong(2, version);
            int deleted = delete.executeUpdate();
            if (deleted != ids.size()) {
                throw new IllegalStateException(
                        "Somebody else has changed an order: " + deleted + " rows of " + ids.size() + " deleted");
            }
        }
    }

    private static void requireOne(int count) {
        if (count != 1) {
            throw new IllegalStateException("Somebody else has changed the order: " + count + " rows of 1 updated");
        }
    }
}
