package dev.keelson.work.shop;

import java.util.Objects;

public final class OrderLine {

    private final LineId id;
    private final String title;
    private int quantity;
    private Money price;

    public OrderLine(LineId id, String title, int quantity, Money price) {
        this.id = id;
        this.title = title;
        this.quantity = quantity;
        this.price = price;
    }

    public LineId id() {
        return id;
    }

    public int quantity() {
        return quantity;
    }

    public void changeQuantity(int next) {
        this.quantity = next;
    }

    public void changePrice(Money next) {
        this.price = next;
    }

    /** All of its state, for comparisons in tests. */
    public Object state() {
        return Objects.hash(id) + " " + id + " " + title + " " + quantity + " " + price;
    }
}
