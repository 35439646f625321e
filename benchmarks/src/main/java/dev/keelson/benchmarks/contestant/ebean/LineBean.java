package dev.keelson.benchmarks.contestant.ebean;

import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.OrderLine;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;

/** A line as Ebean keeps it. For one thread at a time. */
@Entity
@Table(name = "order_lines")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Ebean fills and reads it
public class LineBean {

    @Id
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "order_id")
    private OrderBean order;

    private int position;
    private String product;
    private int quantity;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "price_amount"))
    @AttributeOverride(name = "currency", column = @Column(name = "price_currency"))
    private MoneyBean price;

    static LineBean of(OrderBean order, OrderLine line, int position) {
        LineBean bean = new LineBean();
        bean.take(order, line, position);
        return bean;
    }

    /** In a method of an object, which is where the enhancement sees what is done. */
    private void take(OrderBean order, OrderLine line, int position) {
        id = line.id().value();
        this.order = order;
        this.position = position;
        product = line.product();
        quantity = line.quantity();
        price = MoneyBean.of(line.price());
    }

    void changeQuantity(int next) {
        quantity = next;
    }

    OrderLine toLine() {
        return new OrderLine(new LineId(id), product, quantity, price.toMoney());
    }
}
