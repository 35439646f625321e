package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.order.OrderId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.jdbc.PgConnection;

/**
 * Removes any number of orders in one message: parts by the keys of their orders, then the orders, which fails on the server if
 * one of them is not there at its version. For one thread at a time.
 */
final class Removal {

    private static final String KEYS = " using unnest(?::uuid[]) v (id) where ";

    private final PreparedStatement statement;
    private final BinaryArray keys = new BinaryArray(Column.UUID);

    Removal(PgConnection connection) throws SQLException {
        this.statement = connection.prepareStatement("delete from order_tags t" + KEYS + "t.order_id = v.id;"
                + " delete from order_lines l" + KEYS + "l.order_id = v.id;"
                + " with d as (delete from orders o" + KEYS + "o.id = v.id and o.version = ? returning 1)"
                + " select case when count(*) = ? then 1 else ('stale orders ' || count(*))::int end from d");
    }

    void remove(List<OrderId> ids, long version) throws SQLException {
        keys.clear();
        for (OrderId id : ids) {
            keys.add(id.value());
        }
        for (int i = 1; i <= 3; i++) {
            statement.setObject(i, keys);
        }
        statement.setLong(4, version);
        statement.setInt(5, ids.size());
        statement.execute();
    }
}
