package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.order.OrderLine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** New lines by columns. For one thread at a time. */
final class LineColumns {

    static final String INSERT = "insert into order_lines (id, order_id, position, product, quantity, price_amount,"
            + " price_currency) select v.* from unnest(?::uuid[], ?::uuid[], ?::int4[], ?::text[], ?::int4[],"
            + " ?::numeric[], ?::text[]) v";

    private final Columns columns =
            new Columns(Column.UUID, Column.UUID, Column.INT, Column.TEXT, Column.INT, Column.NUMERIC, Column.TEXT);

    void clear() {
        columns.clear();
    }

    void add(UUID order, int position, OrderLine line) {
        columns.at(0).add(line.id().value());
        columns.at(1).add(order);
        columns.at(2).add(position);
        columns.at(3).add(line.product());
        columns.at(4).add(line.quantity());
        columns.at(5).addAmount(line.price().amount());
        columns.at(6).add(line.price().currency().getCurrencyCode());
    }

    int bind(PreparedStatement statement, int first) throws SQLException {
        return columns.bind(statement, first);
    }
}
