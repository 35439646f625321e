package dev.keelson.work.sets;

import dev.keelson.kernel.Ref;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders with parts of many kinds, and stalls of two classes. */
final class Bazaar {

    enum Status {
        OPEN,
        PAID,
        CLOSED
    }

    record Money(BigDecimal amount, String currency) {
        static Money eur(String amount) {
            return new Money(new BigDecimal(amount).setScale(2), "EUR");
        }
    }

    record Address(String street, String city) {}

    static final class Customer {
        final UUID id;
        String name;

        Customer(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Discount {
        final UUID id;
        int percent;

        Discount(UUID id, int percent) {
            this.id = id;
            this.percent = percent;
        }
    }

    static final class Line {
        final UUID id;
        String product;
        int quantity;

        @Nullable
        Money price;

        final Set<Discount> discounts = new LinkedHashSet<>();

        Line(UUID id, String product, int quantity) {
            this.id = id;
            this.product = product;
            this.quantity = quantity;
        }
    }

    static final class Box {
        final UUID id;
        int weight;

        Box(UUID id, int weight) {
            this.id = id;
            this.weight = weight;
        }
    }

    static final class Order {
        final UUID id;
        Status status = Status.OPEN;
        Money total;

        @Nullable
        Money paid;

        @Nullable
        String note;

        int count;

        @Nullable
        LocalDate due;

        Address address = new Address("Main Street 1", "Oslo");

        @Nullable
        Ref<Customer> customer;

        Map<String, Object> metadata = new LinkedHashMap<>();
        final List<Line> lines = new ArrayList<>();
        final Set<Box> boxes = new LinkedHashSet<>();
        final Set<String> tags = new LinkedHashSet<>();
        final Map<String, Integer> points = new LinkedHashMap<>();

        Order(UUID id, Money total) {
            this.id = id;
            this.total = total;
        }

        Status status() {
            return status;
        }
    }

    abstract static sealed class Stall permits Tent, Shop {
        final UUID id;
        String owner;

        Stall(UUID id, String owner) {
            this.id = id;
            this.owner = owner;
        }
    }

    static final class Tent extends Stall {
        int poles;

        Tent(UUID id, String owner, int poles) {
            super(id, owner);
            this.poles = poles;
        }
    }

    static final class Shop extends Stall {
        String door;
        final Set<Box> stock = new LinkedHashSet<>();

        Shop(UUID id, String owner, String door) {
            super(id, owner);
            this.door = door;
        }
    }

    private Bazaar() {}

    static void map(KeelsonBuilder keelson) {
        map(keelson, false, Inheritance.SINGLE_TABLE);
    }

    /**
     * @param unversioned whether orders have no versions
     * @param stalls where the classes of stalls lie
     */
    static void map(KeelsonBuilder keelson, boolean unversioned, Inheritance stalls) {
        keelson.map(Customer.class)
                .map(Order.class, order -> {
                    order.property("metadata", metadata -> metadata.json());
                    if (unversioned) {
                        order.unversioned();
                    }
                })
                .map(Stall.class, stall -> stall.inheritance(stalls));
    }
}
