package dev.keelson.benchmarks.contestant.jooq;

import static dev.keelson.benchmarks.contestant.jooq.Lines.LINES;
import static dev.keelson.benchmarks.contestant.jooq.Orders.ORDERS;
import static dev.keelson.benchmarks.contestant.jooq.Tags.TAGS;

import dev.keelson.benchmarks.contestant.Versioned;
import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Orders with their lines and tags by one select, in which these are multisets. */
final class Selects {

    private static final Field<List<OrderLine>> LINES_OF_ORDER = DSL.multiset(
                    DSL.select(LINES.id, LINES.product, LINES.quantity, LINES.amount, LINES.currency)
                            .from(LINES)
                            .where(LINES.order.eq(ORDERS.id))
                            .orderBy(LINES.position))
            .convertFrom(lines -> lines.map(Selects::line));
    private static final Field<List<String>> TAGS_OF_ORDER = DSL.multiset(
                    DSL.select(TAGS.tag).from(TAGS).where(TAGS.order.eq(ORDERS.id)))
            .convertFrom(tags -> tags.map(tag -> tag.value1()));

    private Selects() {}

    static Versioned one(DSLContext jooq, OrderId id) {
        return where(jooq, ORDERS.id.eq(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no order " + id.value()));
    }

    static Map<OrderId, Versioned> many(DSLContext jooq, List<OrderId> ids) {
        Map<OrderId, Versioned> orders = new HashMap<>();
        for (Versioned order : where(jooq, Types.isOneOf(ORDERS.id, Types.keys(ids)))) {
            orders.put(order.order().id(), order);
        }
        return orders;
    }

    static List<Order> ofCustomer(DSLContext jooq, CustomerId customer) {
        return where(jooq, ORDERS.customer.eq(customer)).stream()
                .map(Versioned::order)
                .toList();
    }

    static Versioned required(Map<OrderId, Versioned> found, OrderId id) {
        Versioned order = found.get(id);
        if (order == null) {
            throw new NoSuchElementException("There is no order " + id.value());
        }
        return order;
    }

    private static List<Versioned> where(DSLContext jooq, Condition condition) {
        return jooq.select(
                        ORDERS.id,
                        ORDERS.customer,
                        ORDERS.status,
                        ORDERS.placedAt,
                        ORDERS.shippingStreet,
                        ORDERS.shippingZip,
                        ORDERS.shippingCity,
                        ORDERS.billingStreet,
                        ORDERS.billingZip,
                        ORDERS.billingCity,
                        ORDERS.amount,
                        ORDERS.currency,
                        ORDERS.note,
                        ORDERS.version,
                        LINES_OF_ORDER,
                        TAGS_OF_ORDER)
                .from(ORDERS)
                .where(condition)
                .fetch(Records.mapping(Selects::order));
    }

    private static Versioned order(
            OrderId id,
            CustomerId customer,
            OrderStatus status,
            Instant placedAt,
            String shippingStreet,
            String shippingZip,
            String shippingCity,
            String billingStreet,
            String billingZip,
            String billingCity,
            BigDecimal amount,
            Currency currency,
            @Nullable String note,
            Long version,
            List<OrderLine> lines,
            List<String> tags) {
        return new Versioned(
                new Order(
                        id,
                        customer,
                        status,
                        placedAt,
                        new Address(shippingStreet, shippingZip, shippingCity),
                        new Address(billingStreet, billingZip, billingCity),
                        new Money(amount, currency),
                        note,
                        lines,
                        tags),
                version);
    }

    private static OrderLine line(Record5<LineId, String, Integer, BigDecimal, Currency> row) {
        return new OrderLine(row.value1(), row.value2(), row.value3(), new Money(row.value4(), row.value5()));
    }
}
