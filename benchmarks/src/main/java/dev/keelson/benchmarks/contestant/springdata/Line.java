package dev.keelson.benchmarks.contestant.springdata;

import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.order.OrderLine;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A line as Spring Data JDBC keeps it; its position is the list's. Immutable. */
@Table("order_lines")
record Line(@Id UUID id, String product, int quantity, BigDecimal priceAmount, Currency priceCurrency) {

    static Line of(OrderLine line) {
        return new Line(
                line.id().value(),
                line.product(),
                line.quantity(),
                line.price().amount(),
                line.price().currency());
    }

    Line withQuantity(int next) {
        return new Line(id, product, next, priceAmount, priceCurrency);
    }

    OrderLine toLine() {
        return new OrderLine(new LineId(id), product, quantity, new Money(priceAmount, priceCurrency));
    }
}
