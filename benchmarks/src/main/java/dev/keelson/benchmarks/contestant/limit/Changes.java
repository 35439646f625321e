package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.OrderLine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.jdbc.PgConnection;

/** Changes of one order: by scalars, and of several lines by arrays. For one thread at a time. */
final class Changes {

    /** The version of the order, which fails on the server if it is another; further statements follow. */
    private static final String CHECKED = "with u as (update orders set version = version + 1"
            + " where id = ? and version = ? returning 1)"
            + " select case when count(*) = 1 then 1 else ('stale orders ' || count(*))::int end from u; ";

    private final PreparedStatement note;
    private final PreparedStatement quantity;
    private final PreparedStatement several;
    private final Columns quantities = new Columns(Column.UUID, Column.INT);

    Changes(PgConnection connection) throws SQLException {
        this.note = connection.prepareStatement(
                "update orders set note = ?, version = version + 1 where id = ? and version = ?");
        this.quantity = connection.prepareStatement(CHECKED + "update order_lines set quantity = ? where id = ?");
        this.several = connection.prepareStatement(CHECKED + "update order_lines l set quantity = v.quantity"
                + " from unnest(?::uuid[], ?::int4[]) v (id, quantity) where l.id = v.id");
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

    void quantities(Versioned loaded, List<OrderLine> changed) throws SQLException {
        quantities.clear();
        for (OrderLine line : changed) {
            quantities.at(0).add(line.id().value());
            quantities.at(1).add(line.quantity());
        }
        several.setObject(1, loaded.order().id().value());
        several.setLong(2, loaded.version());
        quantities.bind(several, 3);
        several.execute();
    }
}
