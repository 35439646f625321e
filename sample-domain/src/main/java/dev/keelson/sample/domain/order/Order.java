package dev.keelson.sample.domain.order;

import dev.keelson.sample.domain.shared.Address;
import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.student.StudentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

// region readme:domain
/** What a student buys: at least one line, all in one currency, open to change until it is paid. */
public final class Order {

    private final OrderId id;
    private final StudentId student;
    private final Instant placedAt;
    private final List<OrderLine> lines = new ArrayList<>();
    private final Set<Tag> tags = new HashSet<>();
    private final Address billTo;
    private Address shipTo;
    private OrderStatus status = OrderStatus.OPEN;
    private Optional<Payment> payment = Optional.empty();

    private Order(OrderId id, StudentId student, Instant placedAt, Address billTo, Address shipTo) {
        this.id = id;
        this.student = student;
        this.placedAt = placedAt;
        this.billTo = billTo;
        this.shipTo = shipTo;
    }

    /** Corrects how many of its item a line asks for. */
    public void changeQuantity(OrderLineId line, int quantity) {
        requireOpen();
        line(line).changeQuantity(quantity);
    }
    // endregion

    /** A new order of at least one line. */
    public static Order place(
            StudentId student, Address billTo, Address shipTo, List<OrderLine> lines, Instant placedAt) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("An order has at least one line");
        }
        Order order = new Order(OrderId.next(), student, placedAt, billTo, shipTo);
        lines.forEach(order::append);
        return order;
    }

    /** Asks for more. An item that is already ordered raises the quantity of its line. */
    public OrderLineId add(Item item, int quantity) {
        requireOpen();
        for (OrderLine line : lines) {
            if (line.item().equals(item)) {
                line.changeQuantity(line.quantity() + quantity);
                return line.id();
            }
        }
        return append(OrderLine.of(item, quantity));
    }

    /** Takes a line off; the last one stays, since an order without lines is none: cancel it instead. */
    public void remove(OrderLineId line) {
        requireOpen();
        OrderLine leaving = line(line);
        if (lines.size() == 1) {
            throw new IllegalStateException("The last line cannot be removed; cancel the order instead");
        }
        lines.remove(leaving);
    }

    /** Sends the goods elsewhere, as long as they are here. */
    public void redirect(Address shipTo) {
        if (status == OrderStatus.SHIPPED || status == OrderStatus.CANCELLED) {
            throw new IllegalStateException("An order that is " + status + " is not redirected");
        }
        this.shipTo = shipTo;
    }

    /** Takes the money, which must be the total to the cent. */
    public void pay(Payment payment) {
        requireOpen();
        if (!payment.amount().equals(total())) {
            throw new IllegalArgumentException("The order costs " + total() + ", not " + payment.amount());
        }
        this.payment = Optional.of(payment);
        this.status = OrderStatus.PAID;
    }

    /** Hands the goods to the carrier. */
    public void ship() {
        if (status != OrderStatus.PAID) {
            throw new IllegalStateException("Only a paid order is shipped; this one is " + status);
        }
        this.status = OrderStatus.SHIPPED;
    }

    /** Gives the order up. */
    public void cancel() {
        requireOpen();
        this.status = OrderStatus.CANCELLED;
    }

    /** Puts a word on the order, once. */
    public void tag(Tag tag) {
        tags.add(tag);
    }

    /** What all lines cost together. */
    public Money total() {
        return lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    }

    public OrderId id() {
        return id;
    }

    public StudentId student() {
        return student;
    }

    public Instant placedAt() {
        return placedAt;
    }

    /** The lines in the order in which they were asked for. */
    public List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    public Set<Tag> tags() {
        return Set.copyOf(tags);
    }

    public Address shipTo() {
        return shipTo;
    }

    public Address billTo() {
        return billTo;
    }

    public OrderStatus status() {
        return status;
    }

    public Optional<Payment> payment() {
        return payment;
    }

    private OrderLineId append(OrderLine line) {
        if (!lines.isEmpty() && !line.isIn(total().currency())) {
            throw new IllegalArgumentException("The order is in " + total().currency() + ", and so are all its lines");
        }
        lines.add(line);
        return line.id();
    }

    private OrderLine line(OrderLineId id) {
        return lines.stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The order has no such line"));
    }

    private void requireOpen() {
        if (status != OrderStatus.OPEN) {
            throw new IllegalStateException("An order that is " + status + " is not changed");
        }
    }
}
