package shop.domain;

import dev.keelson.kernel.AggregateRoot;
import java.util.ArrayList;
import java.util.List;

/** What a customer buys: open to change until it is paid. */
public final class Order extends AggregateRoot {

    /** So many of an item. */
    public record Line(String item, int quantity, Money price) {}

    private final OrderId id;
    private final String customer;
    private final List<Line> lines = new ArrayList<>();
    private boolean paid;

    public Order(OrderId id, String customer) {
        this.id = id;
        this.customer = customer;
    }

    public OrderId id() {
        return id;
    }

    public String customer() {
        return customer;
    }

    public void add(String item, int quantity, Money price) {
        requireOpen();
        lines.add(new Line(item, quantity, price));
    }

    public Money total() {
        return lines.stream()
                .map(line -> line.price().times(line.quantity()))
                .reduce(Money::plus)
                .orElseThrow(() -> new IllegalStateException("an order without lines has no total"));
    }

    public void pay() {
        requireOpen();
        paid = true;
        record(new OrderPaid(id, total()));
    }

    private void requireOpen() {
        if (paid) {
            throw new IllegalStateException("the order is paid");
        }
    }
}
