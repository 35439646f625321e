package dev.keelson.benchmarks.contestant.springdata;

import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.OrderStatus;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/** An order as Spring Data JDBC keeps it. For one thread at a time. */
@Table("orders")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Spring Data fills and reads it
class OrderAggregate {

    @Id
    private UUID id;

    private UUID customer;
    private OrderStatus status;
    private OffsetDateTime placedAt;

    @Embedded(onEmpty = Embedded.OnEmpty.USE_NULL, prefix = "shipping_address_")
    private Address shippingAddress;

    @Embedded(onEmpty = Embedded.OnEmpty.USE_NULL, prefix = "billing_address_")
    private Address billingAddress;

    @Embedded(onEmpty = Embedded.OnEmpty.USE_NULL, prefix = "total_")
    private Money total;

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
        aggregate.shippingAddress = order.shippingAddress();
        aggregate.billingAddress = order.billingAddress();
        aggregate.total = order.total();
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
                shippingAddress,
                billingAddress,
                total,
                note,
                lines.stream().map(Line::toLine).toList(),
                tags.stream().map(Tag::tag).toList());
    }
}
