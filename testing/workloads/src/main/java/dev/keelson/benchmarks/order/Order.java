package dev.keelson.benchmarks.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate of the benchmarks: thirteen values of its own, lines of six values each and three tags. Ten lines make 76
 * values in 14 rows. For one thread at a time.
 */
public final class Order {

    private final OrderId id;
    private final CustomerId customer;
    private final OrderStatus status;
    private final Instant placedAt;
    private final Address shippingAddress;
    private final Address billingAddress;
    private final Money total;
    private @Nullable String note;
    private final List<OrderLine> lines;
    private final Set<String> tags;

    /** Copies the lines and the tags. */
    public Order(
            OrderId id,
            CustomerId customer,
            OrderStatus status,
            Instant placedAt,
            Address shippingAddress,
            Address billingAddress,
            Money total,
            @Nullable String note,
            List<OrderLine> lines,
            Collection<String> tags) {
        this.id = id;
        this.customer = customer;
        this.status = status;
        this.placedAt = placedAt;
        this.shippingAddress = shippingAddress;
        this.billingAddress = billingAddress;
        this.total = total;
        this.note = note;
        this.lines = new ArrayList<>(lines);
        this.tags = new LinkedHashSet<>(tags);
    }

    public OrderId id() {
        return id;
    }

    public CustomerId customer() {
        return customer;
    }

    public OrderStatus status() {
        return status;
    }

    public Instant placedAt() {
        return placedAt;
    }

    public Address shippingAddress() {
        return shippingAddress;
    }

    public Address billingAddress() {
        return billingAddress;
    }

    public Money total() {
        return total;
    }

    public @Nullable String note() {
        return note;
    }

    /** The lines in their order. */
    public List<OrderLine> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** The tags, whose order means nothing. */
    public Set<String> tags() {
        return Collections.unmodifiableSet(tags);
    }

    /** Changes the order's own row and nothing else. */
    public void annotate(String text) {
        note = text;
    }

    /** Changes one row of the first line. */
    public void changeFirstQuantity(int quantity) {
        lines.get(0).changeQuantity(quantity);
    }

    /**
     * Changes one row each of as many lines as there are quantities, at equal distances from the first on.
     *
     * @return the lines that it changed
     */
    public List<OrderLine> changeQuantities(List<Integer> quantities) {
        int distance = lines.size() / quantities.size();
        List<OrderLine> changed = new ArrayList<>(quantities.size());
        for (int i = 0; i < quantities.size(); i++) {
            OrderLine line = lines.get(i * distance);
            line.changeQuantity(quantities.get(i));
            changed.add(line);
        }
        return changed;
    }

    /** Changes the order and its first line, and has another line in place of the last: no other line moves. */
    public void revise(Revision revision) {
        annotate(revision.note());
        changeFirstQuantity(revision.quantity());
        lines.set(lines.size() - 1, revision.added());
    }
}
