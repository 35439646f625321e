package dev.keelson.benchmarks.order;

/** One article of an order. For one thread at a time. */
public final class OrderLine {

    private final LineId id;
    private final String product;
    private int quantity;
    private final Money price;

    public OrderLine(LineId id, String product, int quantity, Money price) {
        this.id = id;
        this.product = product;
        this.quantity = quantity;
        this.price = price;
    }

    public LineId id() {
        return id;
    }

    public String product() {
        return product;
    }

    public int quantity() {
        return quantity;
    }

    public Money price() {
        return price;
    }

    void changeQuantity(int next) {
        quantity = next;
    }
}
