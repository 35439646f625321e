package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.OrderLine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.jdbc.PgConnection;

/** Changes of one order by scalars. For one thread at a time. */
final class Changes {

    private final PreparedStatement note;
    private final PreparedStatement quantity;

    Changes(PgConnection connection) throws SQLException {
        this.note = connection.prepareStatement(
                "update orders set note = ?, version = version + 1 where id = ? and version = ?");
        this.quantity = connection.prepareStatement("with u as (update orders set version = version + 1"
                + " where id = ? and version = ? returning 1)"
                + " select case when count(*) = 1 then 1 else ('stale orders ' || count(*))::int end from u;"
                + " update order_lines set quantity = ? where id = ?");
    }

    /** One statement is a transaction: its count tells here whether the version held. */
    void note(Versioned loaded) throws SQLException {
        note.setString(1, loaded.order().note());
        note.setObject(2, loaded.order().id().value());
        note.setLong(3, loaded.version());
        if (note.executeUpdate() != 1) {
            throw new IllegalStateException(
                    "Somebody else has changed order " + loaded.order().id().value());
        }
    }

    /** Of two statements in one message the first must fail on the server, or the second would take effect. */
    void firstQuantity(Versioned loaded) throws SQLException {
        OrderLine first = loaded.order().lines().get(0);
        quantity.setObject(1, loaded.order().id().value());
        quantity.setLong(2, loaded.version());
        quantity.setInt(3, first.quantity());
        quantity.setObject(4, first.id().value());
        quantity.execute();
    }
}
