package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.testing.rig.TestDatabase;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the rows that it should lie in, 14 if it has ten lines, for comparisons: its own, its lines by position, its tags by name. */
final class OrderRows {

    /** That an order {@code o} is not one that was removed and stays, hidden: whether its table has the column for it or not. */
    private static final String ORDER_LIVES = "to_jsonb(o) ->> 'deleted_at' is null";
    /** The same of a line {@code l}. */
    private static final String LINE_LIVES = "to_jsonb(l) ->> 'deleted_at' is null";
    /** The same of the order of a tag {@code t}. */
    private static final String TAG_LIVES =
            "exists (select from orders o where o.id = t.order_id and " + ORDER_LIVES + ")";

    private OrderRows() {}

    static List<List<@Nullable Object>> of(Versioned stored) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Order order = stored.order();
        UUID id = order.id().value();
        rows.add(Arrays.asList(
                id,
                order.customer().value(),
                order.status().name(),
                order.placedAt(),
                order.shippingAddress().street(),
                order.shippingAddress().zip(),
                order.shippingAddress().city(),
                order.billingAddress().street(),
                order.billingAddress().zip(),
                order.billingAddress().city(),
                order.total().amount(),
                order.total().currency().getCurrencyCode(),
                order.note(),
                stored.version()));
        for (int i = 0; i < order.lines().size(); i++) {
            OrderLine line = order.lines().get(i);
            rows.add(Arrays.asList(
                    line.id().value(),
                    id,
                    i,
                    line.product(),
                    line.quantity(),
                    line.price().amount(),
                    line.price().currency().getCurrencyCode()));
        }
        for (String tag : new TreeSet<>(order.tags())) {
            rows.add(Arrays.asList(id, tag));
        }
        return rows;
    }

    /** As {@link #of(Versioned)}, of an order that was loaded by somebody who does not tell its version. */
    static List<List<@Nullable Object>> of(Order loaded) {
        return of(new Versioned(loaded, 0));
    }

    /** The rows that are there for each of these orders. */
    static Map<OrderId, List<List<@Nullable Object>>> in(TestDatabase database, Set<OrderId> orders) {
        Map<OrderId, List<List<@Nullable Object>>> rows = new HashMap<>();
        orders.forEach(id -> rows.put(id, new ArrayList<>()));
        UUID[] ids = orders.stream().map(OrderId::value).toArray(UUID[]::new);
        collect(
                rows,
                0,
                Stored.query(
                        database,
                        "select id, customer, status, placed_at, shipping_address_street, shipping_address_zip,"
                                + " shipping_address_city, billing_address_street, billing_address_zip,"
                                + " billing_address_city, total_amount, total_currency, note, version"
                                + " from orders o where id = any(?) and " + ORDER_LIVES,
                        (Object) ids));
        collect(
                rows,
                1,
                Stored.query(
                        database,
                        "select id, order_id, position, product, quantity, price_amount, price_currency"
                                + " from order_lines l where order_id = any(?) and " + LINE_LIVES
                                + " order by position",
                        (Object) ids));
        collect(
                rows,
                0,
                Stored.query(
                        database,
                        "select order_id, tag from order_tags t where order_id = any(?) and " + TAG_LIVES
                                + " order by tag collate \"C\"",
                        (Object) ids));
        return rows;
    }

    /** Adds each row to those of its order, whose identifier stands in a certain column. */
    private static void collect(
            Map<OrderId, List<List<@Nullable Object>>> all, int column, List<List<@Nullable Object>> rows) {
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> own = new ArrayList<>(row);
            own.replaceAll(value -> value instanceof Timestamp time ? time.toInstant() : value);
            OrderId id = new OrderId((UUID) Objects.requireNonNull(row.get(column)));
            Objects.requireNonNull(all.get(id)).add(own);
        }
    }

    /** A number for all rows of a database, the same for the same rows. */
    static String digest(TestDatabase database) {
        return Stored.query(
                        database,
                        "select (select count(*)::text || ' ' || sum(hashtextextended(o::text, 0)) from (select id,"
                            + " customer, status, placed_at, shipping_address_street, shipping_address_zip,"
                            + " shipping_address_city, billing_address_street, billing_address_zip,"
                            + " billing_address_city, total_amount, total_currency, note, version from orders o where "
                                + ORDER_LIVES + ") o), (select count(*)::text || ' ' || sum(hashtextextended(l::text,"
                                + " 0)) from (select id, order_id, position, product, quantity,"
                                + " price_amount, price_currency from order_lines"
                                + " l where " + LINE_LIVES + ") l),"
                                + " (select count(*)::text || ' ' || sum(hashtextextended(t::text, 0))"
                                + " from (select order_id, tag from order_tags t where " + TAG_LIVES + ") t)")
                .toString();
    }
}
