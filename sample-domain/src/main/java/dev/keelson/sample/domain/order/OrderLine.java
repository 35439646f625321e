package dev.keelson.sample.domain.order;

import dev.keelson.kernel.Entity;
import dev.keelson.sample.domain.shared.Money;
import java.util.Currency;

/** A number of one item, within an order; only the order changes it. */
public final class OrderLine implements Entity<OrderLineId> {

    static final int MAX_QUANTITY = 99;

    private final OrderLineId id;
    private final Item item;
    private int quantity;

    private OrderLine(OrderLineId id, Item item, int quantity) {
        this.id = id;
        this.item = item;
        this.quantity = checked(quantity);
    }

    /** A new line. */
    public static OrderLine of(Item item, int quantity) {
        return new OrderLine(OrderLineId.next(), item, quantity);
    }

    void changeQuantity(int quantity) {
        this.quantity = checked(quantity);
    }

    boolean isIn(Currency currency) {
        return item.price().currency().equals(currency);
    }

    @Override
    public OrderLineId id() {
        return id;
    }

    public Item item() {
        return item;
    }

    public int quantity() {
        return quantity;
    }

    /** What the line costs. */
    public Money total() {
        return item.price().times(quantity);
    }

    private static int checked(int quantity) {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException(
                    "A line holds 1 to " + MAX_QUANTITY + " of its item, not " + quantity + "; remove it instead of 0");
        }
        return quantity;
    }
}
