package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.OrderId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.jdbc.PgConnection;

/**
 * Loads many orders; each row says by a number whose it is, which is shorter than its key and needs no map. For one thread at
 * a time.
 */
final class LoadingMany {

    private static final String KEYS = " from unnest(?::uuid[]) with ordinality k (id, n)";

    private final PreparedStatement statement;
    private final BinaryArray keys = new BinaryArray(Column.UUID);

    LoadingMany(PgConnection connection) throws SQLException {
        this.statement = connection.prepareStatement("select k.n::int4, l.position, " + OrderRow.LINE_COLUMNS + KEYS
                + " join order_lines l on l.order_id = k.id;"
                + " select k.n::int4, t.tag" + KEYS + " join order_tags t on t.order_id = k.id;"
                + " select k.n::int4, o.version, " + OrderRow.ORDER_COLUMNS + KEYS + " join orders o on o.id = k.id");
    }

    /** The orders in the order asked. */
    Versioned[] load(List<OrderId> ids) throws SQLException {
        keys.clear();
        for (OrderId id : ids) {
            keys.add(id.value());
        }
        for (int i = 1; i <= 3; i++) {
            statement.setObject(i, keys);
        }
        statement.execute();
        return read(ids.size());
    }

    private Versioned[] read(int count) throws SQLException {
        Parts[] parts = new Parts[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new Parts();
        }
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                parts[row.getInt(1) - 1].line(row.getInt(2), OrderRow.line(row, 3));
            }
        }
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                parts[row.getInt(1) - 1].tag(row.getString(2));
            }
        }
        statement.getMoreResults();
        return orders(parts);
    }

    private Versioned[] orders(Parts[] parts) throws SQLException {
        Versioned[] orders = new Versioned[parts.length];
        int found = 0;
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                int place = row.getInt(1) - 1;
                Parts own = parts[place];
                orders[place] = new Versioned(OrderRow.order(row, 3, own.lines(), own.tags()), row.getLong(2));
                found++;
            }
        }
        if (found != parts.length) {
            throw new IllegalStateException("Of " + parts.length + " orders only " + found + " are there");
        }
        return orders;
    }
}
