package dev.keelson.work.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Private and final fields, a private constructor for nobody, a collection that is final and filled in place. */
public class Order {

    public enum Status {
        OPEN,
        PAID,
        SHIPPED
    }

    private final OrderId id;
    private final CustomerId customer;
    private final Address shippingAddress;
    private @Nullable Address billingAddress;
    private Money shippingCost;
    private Status status = Status.OPEN;
    private final Instant placedAt;
    private @Nullable String note;
    private final List<OrderLine> lines = new ArrayList<>();
    private Set<String> tags = new LinkedHashSet<>();

    public Order(OrderId id, CustomerId customer, Address shippingAddress, Money shippingCost, Instant placedAt) {
        this.id = id;
        this.customer = customer;
        this.shippingAddress = shippingAddress;
        this.shippingCost = shippingCost;
        this.placedAt = placedAt;
        if (getClass() == Order.class && tags.isEmpty()) {
            tags.add("constructed"); // a side effect that must not leak into a loaded object
        }
    }

    public OrderId id() {
        return id;
    }

    public Status status() {
        return status;
    }

    public List<OrderLine> lines() {
        return lines;
    }

    public Set<String> tags() {
        return tags;
    }

    public void addLine(OrderLine line) {
        lines.add(line);
    }

    public void pay() {
        status = Status.PAID;
    }

    public void note(@Nullable String text) {
        note = text;
    }

    public void billTo(@Nullable Address address) {
        billingAddress = address;
    }

    public void shippingCost(Money next) {
        shippingCost = next;
    }

    /** All of its state, for comparisons in tests. */
    public List<@Nullable Object> state() {
        List<@Nullable Object> state = new ArrayList<>();
        state.add(id);
        state.add(customer);
        state.add(shippingAddress);
        state.add(billingAddress);
        state.add(shippingCost);
        state.add(status);
        state.add(placedAt);
        state.add(note);
        lines.forEach(line -> state.add(line.state()));
        state.add(new TreeSet<>(tags));
        return state;
    }
}
