package dev.keelson.testing.rules.plain.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A plain domain: what its classes are, only the mapping knows. */
public final class Shop {

    private Shop() {}

    public record OrderId(UUID value) {}

    public record CustomerId(UUID value) {}

    public record Customer(CustomerId id, String name) {}

    public record Line(UUID id, String item, Money price) {}

    public record Money(long cents, String currency) {}

    public record Trip(List<String> stops) {

        public Trip {
            stops = List.copyOf(stops);
        }
    }

    public static final class Order {

        private final OrderId id;
        private final CustomerId customer;
        private final List<Line> lines = new ArrayList<>();
        private final Trip trip;
        private Money paid;
        private Clerk clerk = new Clerk();

        public Order(OrderId id, CustomerId customer, Trip trip, Money paid) {
            this.id = id;
            this.customer = customer;
            this.trip = trip;
            this.paid = paid;
        }

        public void pay(Money more) {
            paid = more;
        }
    }

    /** Is held and not stored, so that nothing is said of it. */
    public static final class Clerk {

        private int seen;

        public void see() {
            seen++;
        }
    }
}
