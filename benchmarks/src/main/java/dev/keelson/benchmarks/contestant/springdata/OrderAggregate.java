package dev.keelson.benchmarks.contestant.springdata;

import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.OrderStatus;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** An order as Spring Data JDBC keeps it: flat, or it would not read it by a single query. For one thread at a time. */
@Table("orders")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Spring Data fills and reads it
class OrderAggregate {

    @Id
    private UUID id;

    private UUID customer;
    private OrderStatus status;
    private OffsetDateTime placedAt;

    private String shippingAddressStreet;
    private String shippingAddressZip;
    private String shippingAddressCity;
    private String billingAddressStreet;
    private String billingAddressZip;
    private String billingAddressCity;
    private BigDecimal totalAmount;
    private Currency totalCurrency;
    private @Nullable String note;

    /** A new one gets 1, for it is a primitive. */
    @Version
    private long version;

    @MappedCollection(idColumn = "order_id", keyColumn = "position")
    private List<Line> lines = new ArrayList<>();

    @MappedCollection(idColumn = "order_id")
    private Set<Tag> tags = new HashSet<>();

    static OrderAggregate of(Order order) {
        OrderAggregate aggregate = new OrderAggregate();
        aggregate.id = order.id().value();
        aggregate.customer = order.customer().value();
        aggregate.status = order.status();
        aggregate.placedAt = order.placedAt().atOffset(ZoneOffset.UTC);
        aggregate.shippingAddressStreet = order.shippingAddress().street();
        aggregate.shippingAddressZip = order.shippingAddress().zip();
        aggregate.shippingAddressCity = order.shippingAddress().city();
        aggregate.billingAddressStreet = order.billingAddress().street();
        aggregate.billingAddressZip = order.billingAddress().zip();
        aggregate.billingAddressCity = order.billingAddress().city();
        aggregate.totalAmount = order.total().amount();
        aggregate.totalCurrency = order.total().currency();
        aggregate.note = order.note();
        for (OrderLine line : order.lines()) {
            aggregate.lines.add(Line.of(line));
        }
        for (String tag : order.tags()) {
            aggregate.tags.add(new Tag(tag));
        }
        return aggregate;
    }

    UUID id() {
        return id;
    }

    void annotate(String text) {
        note = text;
    }

    void changeFirstQuantity(int quantity) {
        lines.set(0, lines.get(0).withQuantity(quantity));
    }

    /** Changes as many lines as there are quantities, at equal distances from the first on. */
    void changeQuantities(List<Integer> quantities) {
        int distance = lines.size() / quantities.size();
        for (int i = 0; i < quantities.size(); i++) {
            lines.set(i * distance, lines.get(i * distance).withQuantity(quantities.get(i)));
        }
    }

    void replaceLast(OrderLine line) {
        lines.set(lines.size() - 1, Line.of(line));
    }

    Order toOrder() {
        return new Order(
                new OrderId(id),
                new CustomerId(customer),
                status,
                placedAt.toInstant(),
                new Address(shippingAddressStreet, shippingAddressZip, shippingAddressCity),
                new Address(billingAddressStreet, billingAddressZip, billingAddressCity),
                new Money(totalAmount, totalCurrency),
                note,
                lines.stream().map(Line::toLine).toList(),
                tags.stream().map(Tag::tag).toList());
    }
}
