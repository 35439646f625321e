package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.order.Address;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.OrderStatus;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order's own row. For one thread at a time. */
@MappedSuperclass
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads it
abstract class OrderColumns {

    @Id
    private UUID id;

    private UUID customer;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    @Column(name = "placed_at")
    private Instant placedAt;

    @Embedded
    @AttributeOverride(name = "street", column = @Column(name = "shipping_address_street"))
    @AttributeOverride(name = "zip", column = @Column(name = "shipping_address_zip"))
    @AttributeOverride(name = "city", column = @Column(name = "shipping_address_city"))
    private Address shippingAddress;

    @Embedded
    @AttributeOverride(name = "street", column = @Column(name = "billing_address_street"))
    @AttributeOverride(name = "zip", column = @Column(name = "billing_address_zip"))
    @AttributeOverride(name = "city", column = @Column(name = "billing_address_city"))
    private Address billingAddress;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "total_amount"))
    @AttributeOverride(name = "currency", column = @Column(name = "total_currency"))
    private Money total;

    private @Nullable String note;

    @Version
    private long version = OrderRow.FIRST_VERSION;

    void take(Order order) {
        id = order.id().value();
        customer = order.customer().value();
        status = order.status();
        placedAt = order.placedAt();
        shippingAddress = order.shippingAddress();
        billingAddress = order.billingAddress();
        total = order.total();
        note = order.note();
    }

    /** Within the class, where the enhancement sees that something changes. */
    void annotate(String text) {
        note = text;
    }

    UUID id() {
        return id;
    }

    Order with(List<OrderLine> lines, Collection<String> tags) {
        return new Order(
                new OrderId(id),
                new CustomerId(customer),
                status,
                placedAt,
                shippingAddress,
                billingAddress,
                total,
                note,
                lines,
                tags);
    }
}
