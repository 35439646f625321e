package dev.keelson.testing.rules.plain.messy;

import dev.keelson.kernel.Repository;
import java.util.List;
import java.util.UUID;

/** A plain domain that keeps none of the rules: what its classes are, only the mapping knows. */
public final class Shop {

    private Shop() {}

    public record OrderId(UUID value) {}

    public record CustomerId(UUID value) {}

    public record Customer(CustomerId id, String name) {}

    public static final class Line {

        private final UUID id;
        private String item;

        public Line(UUID id, String item) {
            this.id = id;
            this.item = item;
        }

        public void setItem(String item) {
            this.item = item;
        }
    }

    public static final class Money {

        private long cents;

        public Money(long cents) {
            this.cents = cents;
        }

        public void add(long more) {
            cents += more;
        }
    }

    public record Trip(List<Line> lines) {}

    public record Order(OrderId id, Customer customer, Trip trip, Money paid) {}

    public record Invoice(UUID id, List<Line> lines) {

        public Invoice {
            lines = List.copyOf(lines);
        }
    }

    public interface Lines extends Repository<Line, UUID> {}
}
