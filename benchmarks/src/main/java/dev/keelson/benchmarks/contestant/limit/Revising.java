package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.Revision;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.jdbc.PgConnection;

/** Writes any number of revised orders in one message: a statement for each kind of write. For one thread at a time. */
final class Revising {

    private final PreparedStatement statement;
    private final Columns orders = new Columns(Column.UUID, Column.LONG, Column.TEXT);
    private final Columns gone = new Columns(Column.UUID);
    private final Columns quantities = new Columns(Column.UUID, Column.INT);
    private final LineColumns added = new LineColumns();

    Revising(PgConnection connection) throws SQLException {
        this.statement = connection.prepareStatement("with u as (update orders o set note = v.note,"
                + " version = o.version + 1 from unnest(?::uuid[], ?::int8[], ?::text[]) v (id, version, note)"
                + " where o.id = v.id and o.version = v.version returning 1)"
                + " select case when count(*) = ? then 1 else ('stale orders ' || count(*))::int end from u;"
                + " delete from order_lines l using unnest(?::uuid[]) v (id) where l.id = v.id;"
                + " update order_lines l set quantity = v.quantity"
                + " from unnest(?::uuid[], ?::int4[]) v (id, quantity) where l.id = v.id; "
                + LineColumns.INSERT);
    }

    /** Revises some of the orders and writes them; the revisions come in the order of these. */
    void revise(Versioned[] loaded, List<Revision> revisions) throws SQLException {
        orders.clear();
        gone.clear();
        quantities.clear();
        added.clear();
        int at = 0;
        for (Revision revision : revisions) {
            while (!loaded[at].order().id().equals(revision.order())) {
                at++;
            }
            revise(loaded[at], revision);
        }
        int next = orders.bind(statement, 1);
        statement.setInt(next, revisions.size());
        next = gone.bind(statement, next + 1);
        next = quantities.bind(statement, next);
        added.bind(statement, next);
        statement.execute();
    }

    private void revise(Versioned loaded, Revision revision) {
        Order order = loaded.order();
        UUID id = order.id().value();
        int last = order.lines().size() - 1;
        gone.at(0).add(order.lines().get(last).id().value());
        order.revise(revision);
        orders.at(0).add(id);
        orders.at(1).add(loaded.version());
        orders.at(2).add(order.note());
        OrderLine first = order.lines().get(0);
        quantities.at(0).add(first.id().value());
        quantities.at(1).add(first.quantity());
        added.add(id, last, order.lines().get(last));
    }
}
