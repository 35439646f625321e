package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.Entity;

public final class OrderLine implements Entity<LineId> {

    private final LineId id;
    private int quantity;

    OrderLine(LineId id, int quantity) {
        this.id = id;
        this.quantity = quantity;
    }

    @Override
    public LineId id() {
        return id;
    }

    public void setQuantity(int quantity) {
        this.quantity = quantity;
    }

    int quantity() {
        return quantity;
    }
}
