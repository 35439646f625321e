package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.Entity;

/** A part of an order, which it leads back to. */
public final class OrderLine implements Entity<LineId> {

    private final LineId id;
    private final Order order;
    private int quantity;

    OrderLine(LineId id, Order order, int quantity) {
        this.id = id;
        this.order = order;
        this.quantity = quantity;
    }

    @Override
    public LineId id() {
        return id;
    }

    Order order() {
        return order;
    }

    int quantity() {
        return quantity;
    }

    void change(int quantity) {
        this.quantity = quantity;
    }
}
