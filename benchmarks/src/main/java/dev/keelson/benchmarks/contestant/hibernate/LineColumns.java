package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.OrderLine;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** A line's row, but for the order that it is of. For one thread at a time. */
@MappedSuperclass
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads it
abstract class LineColumns {

    @Id
    private UUID id;

    private int position;

    private String product;

    private int quantity;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "price_amount"))
    @AttributeOverride(name = "currency", column = @Column(name = "price_currency"))
    private Money price;

    void take(OrderLine line, int at) {
        id = line.id().value();
        position = at;
        product = line.product();
        quantity = line.quantity();
        price = line.price();
    }

    void changeQuantity(int next) {
        quantity = next;
    }

    OrderLine toLine() {
        return new OrderLine(new LineId(id), product, quantity, price);
    }
}
