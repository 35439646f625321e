package dev.keelson.work.guide;

import dev.keelson.kernel.Ref;
import dev.keelson.work.KeelsonBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders of {@code docs/queries.md}. */
final class QueryModels {

    enum Status {
        OPEN,
        PAID
    }

    record Money(BigDecimal amount, String currency) {
        static Money eur(String amount) {
            return new Money(new BigDecimal(amount), "EUR");
        }
    }

    static final class Customer {
        private final UUID id;
        private String name;

        Customer(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        UUID id() {
            return id;
        }
    }

    static final class Line {
        private final UUID id;
        private String product;
        private int quantity;

        Line(UUID id, String product, int quantity) {
            this.id = id;
            this.product = product;
            this.quantity = quantity;
        }
    }

    static final class Order {
        private final UUID id;
        private Status status = Status.OPEN;
        private Money total;
        private @Nullable Ref<Customer> customer;
        private final Map<String, Object> metadata = new LinkedHashMap<>();
        private final List<Line> lines = new ArrayList<>();

        Order(UUID id, Money total) {
            this.id = id;
            this.total = total;
        }

        Money total() {
            return total;
        }

        void buy(Ref<Customer> buyer, Line line) {
            customer = buyer;
            lines.add(line);
        }

        void pay() {
            status = Status.PAID;
        }
    }

    private QueryModels() {}

    static void map(KeelsonBuilder keelson) {
        keelson.map(Customer.class).map(Order.class, order -> order.property("metadata", metadata -> metadata.json()));
    }
}
