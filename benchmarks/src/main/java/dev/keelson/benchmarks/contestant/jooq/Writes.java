package dev.keelson.benchmarks.contestant.jooq;

import static dev.keelson.benchmarks.contestant.jooq.Lines.LINES;
import static dev.keelson.benchmarks.contestant.jooq.Orders.ORDERS;
import static dev.keelson.benchmarks.contestant.jooq.Tags.TAGS;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One batch for each kind of write, with a statement that is rendered once: a batch of records would render it for each of
 * them.
 */
final class Writes {

    private Writes() {}

    static void insertOrders(DSLContext jooq, List<Order> orders) {
        BatchBindStep batch = jooq.batch(insertInto(jooq, ORDERS));
        for (Order order : orders) {
            batch = batch.bind(
                    order.id(),
                    order.customer(),
                    order.status(),
                    order.placedAt(),
                    order.shippingAddress().street(),
                    order.shippingAddress().zip(),
                    order.shippingAddress().city(),
                    order.billingAddress().street(),
                    order.billingAddress().zip(),
                    order.billingAddress().city(),
                    order.total().amount(),
                    order.total().currency(),
                    order.note(),
                    OrderRow.FIRST_VERSION);
        }
        batch.execute();
    }

    static void insertLines(DSLContext jooq, List<Order> orders) {
        BatchBindStep batch = jooq.batch(insertInto(jooq, LINES));
        for (Order order : orders) {
            for (int i = 0; i < order.lines().size(); i++) {
                batch = line(batch, order, i);
            }
        }
        batch.execute();
    }

    /** The last line of each order. */
    static void insertLastLines(DSLContext jooq, List<Order> orders) {
        BatchBindStep batch = jooq.batch(insertInto(jooq, LINES));
        for (Order order : orders) {
            batch = line(batch, order, order.lines().size() - 1);
        }
        batch.execute();
    }

    static void insertTags(DSLContext jooq, List<Order> orders) {
        BatchBindStep batch = jooq.batch(insertInto(jooq, TAGS));
        for (Order order : orders) {
            for (String tag : order.tags()) {
                batch = batch.bind(order.id(), tag);
            }
        }
        batch.execute();
    }

    /** Writes the notes, under the versions loaded. */
    static void notes(DSLContext jooq, List<Versioned> orders) {
        BatchBindStep batch = jooq.batch(jooq.update(ORDERS)
                .set(ORDERS.note, parameter(ORDERS.note))
                .set(ORDERS.version, ORDERS.version.plus(DSL.inline(1)))
                .where(ORDERS.id.eq(parameter(ORDERS.id)))
                .and(ORDERS.version.eq(parameter(ORDERS.version))));
        for (Versioned loaded : orders) {
            batch = batch.bind(loaded.order().note(), loaded.order().id(), loaded.version());
        }
        requireOnes(batch.execute());
    }

    /** Counts the version of an order on, for a change of its parts. */
    static void version(DSLContext jooq, Versioned loaded) {
        requireOnes(jooq.update(ORDERS)
                .set(ORDERS.version, ORDERS.version.plus(DSL.inline(1)))
                .where(ORDERS.id.eq(loaded.order().id()))
                .and(ORDERS.version.eq(loaded.version()))
                .execute());
    }

    static void quantities(DSLContext jooq, List<OrderLine> lines) {
        BatchBindStep batch = jooq.batch(jooq.update(LINES)
                .set(LINES.quantity, parameter(LINES.quantity))
                .where(LINES.id.eq(parameter(LINES.id))));
        for (OrderLine line : lines) {
            batch = batch.bind(line.quantity(), line.id());
        }
        batch.execute();
    }

    static void deleteLines(DSLContext jooq, List<LineId> ids) {
        BatchBindStep batch = jooq.batch(jooq.deleteFrom(LINES).where(LINES.id.eq(parameter(LINES.id))));
        for (LineId id : ids) {
            batch = batch.bind(id);
        }
        batch.execute();
    }

    /** Removes orders with all parts, under the version that each is said to have. */
    static void deleteOrders(DSLContext jooq, List<OrderId> ids, long version) {
        UUID[] keys = Types.keys(ids);
        jooq.deleteFrom(LINES).where(Types.isOneOf(LINES.order, keys)).execute();
        jooq.deleteFrom(TAGS).where(Types.isOneOf(TAGS.order, keys)).execute();
        int removed = jooq.deleteFrom(ORDERS)
                .where(Types.isOneOf(ORDERS.id, keys))
                .and(ORDERS.version.eq(version))
                .execute();
        if (removed != keys.length) {
            throw new IllegalStateException("Somebody else has changed an order");
        }
    }

    private static BatchBindStep line(BatchBindStep batch, Order order, int position) {
        OrderLine line = order.lines().get(position);
        return batch.bind(
                line.id(),
                order.id(),
                position,
                line.product(),
                line.quantity(),
                line.price().amount(),
                line.price().currency());
    }

    /** All columns in their order, with parameters of their types. */
    private static Insert<Record> insertInto(DSLContext jooq, Table<Record> table) {
        return jooq.insertInto(table)
                .columns(table.fields())
                .values(Arrays.stream(table.fields()).map(Writes::parameter).toList());
    }

    private static <T> Field<T> parameter(Field<T> column) {
        return DSL.param(column.getName(), column);
    }

    private static void requireOnes(int... counts) {
        for (int count : counts) {
            if (count != 1) {
                throw new IllegalStateException("Somebody else has changed the order: " + count + " rows of 1 updated");
            }
        }
    }
}
