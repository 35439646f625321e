package dev.keelson.benchmarks.contestant.ebean;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderLine;
import dev.keelson.benchmarks.order.OrderStatus;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as Ebean keeps it. For one thread at a time. */
@Entity
@Table(name = "orders")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Ebean fills and reads it
public class OrderBean {

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
    private AddressBean shippingAddress;

    @Embedded
    @AttributeOverride(name = "street", column = @Column(name = "billing_address_street"))
    @AttributeOverride(name = "zip", column = @Column(name = "billing_address_zip"))
    @AttributeOverride(name = "city", column = @Column(name = "billing_address_city"))
    private AddressBean billingAddress;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "total_amount"))
    @AttributeOverride(name = "currency", column = @Column(name = "total_currency"))
    private MoneyBean total;

    private @Nullable String note;

    @Version
    private long version;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    private List<LineBean> lines = new ArrayList<>();

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<TagBean> tags = new ArrayList<>();

    static OrderBean of(Order order) {
        OrderBean bean = new OrderBean();
        bean.take(order);
        return bean;
    }

    /** In a method of an object, which is where the enhancement sees what is done. */
    private void take(Order order) {
        id = order.id().value();
        customer = order.customer().value();
        status = order.status();
        placedAt = order.placedAt();
        shippingAddress = AddressBean.of(order.shippingAddress());
        billingAddress = AddressBean.of(order.billingAddress());
        total = MoneyBean.of(order.total());
        note = order.note();
        for (OrderLine line : order.lines()) {
            lines.add(LineBean.of(this, line, lines.size()));
        }
        for (String tag : order.tags()) {
            tags.add(TagBean.of(this, tag));
        }
    }

    UUID id() {
        return id;
    }

    void annotate(String text) {
        note = text;
    }

    void changeFirstQuantity(int quantity) {
        lines.get(0).changeQuantity(quantity);
    }

    /** Changes as many lines as there are quantities, at equal distances from the first on. */
    void changeQuantities(List<Integer> quantities) {
        int distance = lines.size() / quantities.size();
        for (int i = 0; i < quantities.size(); i++) {
            lines.get(i * distance).changeQuantity(quantities.get(i));
        }
    }

    void replaceLast(OrderLine line) {
        lines.remove(lines.size() - 1);
        lines.add(LineBean.of(this, line, lines.size()));
    }

    Order toOrder() {
        return new Order(
                new OrderId(id),
                new CustomerId(customer),
                status,
                placedAt,
                shippingAddress.toAddress(),
                billingAddress.toAddress(),
                total.toMoney(),
                note,
                lines.stream().map(LineBean::toLine).toList(),
                tags.stream().map(TagBean::tag).toList());
    }
}
