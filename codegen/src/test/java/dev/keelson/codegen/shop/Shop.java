package dev.keelson.codegen.shop;

import dev.keelson.kernel.Ref;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The aggregates of a shop. */
public final class Shop {

    private Shop() {}

    /** In cents in its column. */
    public record Money(BigDecimal amount) implements Comparable<Money> {

        public static Money eur(String amount) {
            return new Money(new BigDecimal(amount).setScale(2));
        }

        @Override
        public int compareTo(Money other) {
            return amount.compareTo(other.amount);
        }
    }

    public record OrderId(UUID value) {}

    public record LineId(long value) {}

    public record CustomerId(String value) {}

    public record Address(String street, String city) {}

    /** In two columns by a converter. */
    public record Weight(BigDecimal amount, String unit) {}

    public enum Status {
        OPEN,
        PAID,
        SENT
    }

    /** Nobody outside can name it. */
    enum Mood {
        GLAD,
        CROSS
    }

    public static final class Customer {
        private final CustomerId id;
        private String name;
        private String secret = "none";

        public Customer(CustomerId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    public static final class Line {
        private final LineId id;
        private int quantity;
        private Money price;

        public Line(LineId id, int quantity, Money price) {
            this.id = id;
            this.quantity = quantity;
            this.price = price;
        }
    }

    public static final class Order {
        private final OrderId id;
        private final Ref<Customer> customer;
        private Status status;
        private Money total;
        private Instant placedAt;
        private Duration patience;
        private Address address;
        private Weight weight;
        private Mood mood;
        private @Nullable LocalDate due;
        private Optional<String> note = Optional.empty();
        private int[] rooms = {};
        private List<String> words = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final Map<Status, Money> fees = new EnumMap<>(Status.class);

        private Order(
                OrderId id,
                Ref<Customer> customer,
                Status status,
                Money total,
                Instant placedAt,
                Duration patience,
                Address address,
                Weight weight,
                Mood mood) {
            this.id = id;
            this.customer = customer;
            this.status = status;
            this.total = total;
            this.placedAt = placedAt;
            this.patience = patience;
            this.address = address;
            this.weight = weight;
            this.mood = mood;
        }

        /** The n-th of many. */
        public static Order example(int n, OrderId id, CustomerId customer) {
            Order order = new Order(
                    id,
                    Ref.of(customer),
                    Status.values()[n % 3],
                    Money.eur(n + ".50"),
                    Instant.parse("2026-11-27T12:00:00Z").plusSeconds(n * 3600L),
                    Duration.ofMinutes(n),
                    new Address("Lane " + n, n % 2 == 0 ? "Oslo" : "Rome"),
                    new Weight(BigDecimal.valueOf(n), "kg"),
                    Mood.values()[n % 2]);
            order.due = n % 2 == 0 ? LocalDate.of(2026, 12, 1 + n) : null;
            order.note = n % 3 == 0 ? Optional.of("note " + n) : Optional.empty();
            order.rooms = new int[] {n, n + 1};
            order.words.add("word " + n);
            order.lines.add(new Line(new LineId(n), n, Money.eur(n + ".00")));
            order.tags.add("tag " + n);
            order.fees.put(Status.PAID, Money.eur("1.00"));
            return order;
        }
    }

    // ---- a composite key

    public record HouseId(String street, int number) {}

    public static final class House {
        private final HouseId id;
        private int floors;
        private final List<String> owners = new ArrayList<>();

        public House(HouseId id, int floors) {
            this.id = id;
            this.floors = floors;
            this.owners.add("owner of " + number());
        }

        private int number() {
            return id.number();
        }
    }

    // ---- hierarchies

    public record ClaimId(UUID value) {}

    public sealed interface Claim permits Theft, Storm {
        ClaimId id();
    }

    public record Theft(ClaimId id, LocalDate reported, Money loss) implements Claim {}

    public record Storm(ClaimId id, LocalDate reported, int force) implements Claim {}

    public record VehicleId(long value) {}

    public sealed interface Vehicle permits Car, Boat {
        VehicleId id();
    }

    public record Car(VehicleId id, Money price, Status state) implements Vehicle {}

    public record Boat(VehicleId id, Money price, Duration range) implements Vehicle {}
}
