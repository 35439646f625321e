package dev.keelson.work.query;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Aggregates of every shape that queries meet. */
final class Bazaar {

    private Bazaar() {}

    /** What has an identifier that queries order by. */
    interface Root {
        Object id();
    }

    // ---- values

    record Money(BigDecimal amount, String currency) implements Comparable<Money> {
        @Override
        public int compareTo(Money other) {
            return Comparator.comparing(Money::amount)
                    .thenComparing(Money::currency)
                    .compare(this, other);
        }
    }

    record Address(String street, @Nullable String door, String city) {}

    /** May be there and have nothing. */
    record Span(@Nullable Integer least, @Nullable Integer most) implements Comparable<Span> {
        @Override
        public int compareTo(Span other) {
            return Comparator.comparing(Span::least, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Span::most, Comparator.nullsLast(Comparator.naturalOrder()))
                    .compare(this, other);
        }
    }

    /** Of which a part may be absent. */
    record Range(int least, @Nullable Integer most) implements Comparable<Range> {
        @Override
        public int compareTo(Range other) {
            return Comparator.comparing(Range::least)
                    .thenComparing(Range::most, Comparator.nullsLast(Comparator.naturalOrder()))
                    .compare(this, other);
        }
    }

    enum Status {
        OPEN,
        PAID,
        SENT
    }

    enum Size {
        SMALL,
        LARGE,
        HUGE
    }

    record CustomerId(String value) {}

    record OrderId(long value) {}

    /** An identifier of two columns. */
    record HouseId(String street, int door) implements Comparable<HouseId> {
        @Override
        public int compareTo(HouseId other) {
            return Comparator.comparing(HouseId::street)
                    .thenComparing(HouseId::door)
                    .compare(this, other);
        }
    }

    // ---- an order and all that is in it

    static final class Step {
        final long id;
        String text = "";
        int number;

        Step(long id) {
            this.id = id;
        }
    }

    static final class Line {
        final long id;
        String product = "";
        int quantity;

        @Nullable
        Money price;

        @Nullable
        Ref<Customer> supplier;

        List<String> marks = new ArrayList<>();
        List<Step> steps = new ArrayList<>();

        Line(long id) {
            this.id = id;
        }
    }

    static final class Node {
        final long id;
        String text = "";

        @Nullable
        Integer weight;

        List<Node> below = new ArrayList<>();

        Node(long id) {
            this.id = id;
        }
    }

    static final class Seal {
        final long id;
        String text = "";
        List<Integer> numbers = new ArrayList<>();

        Seal(long id) {
            this.id = id;
        }
    }

    static final class Slot {
        final long id;
        int size;

        Slot(long id) {
            this.id = id;
        }
    }

    static final class Order implements Root {
        final OrderId id;
        int number;

        @Nullable
        Integer weight;

        String text = "";

        @Nullable
        String note;

        boolean gift;
        Money total = new Money(BigDecimal.ONE, "eur");

        @Nullable
        Money discount;

        @Nullable
        Address shipTo;

        Span size = new Span(null, null);

        @Nullable
        Range weights;

        Status status = Status.OPEN;

        @Nullable
        Status before;

        Size box = Size.SMALL;
        Instant madeAt = Instant.EPOCH;

        @Nullable
        Instant paidAt;

        @Nullable
        Duration takes;

        Map<String, Object> metadata = new LinkedHashMap<>();
        int[] rooms = {};
        int @Nullable [] beds;

        @Nullable
        Ref<Customer> customer;

        @Nullable
        CustomerId payer;

        Set<CustomerId> watcherIds = new LinkedHashSet<>();
        Refs<Customer> watchers = Refs.none();
        List<Line> lines = new ArrayList<>();
        Set<String> tags = new LinkedHashSet<>();
        List<Integer> scores = new ArrayList<>();
        List<Address> stops = new ArrayList<>();
        Map<String, Integer> points = new LinkedHashMap<>();
        Map<String, Money> fees = new LinkedHashMap<>();
        Map<String, List<String>> shelves = new LinkedHashMap<>();
        Map<String, Slot> slots = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();

        @Nullable
        Seal seal;

        Order(OrderId id) {
            this.id = id;
        }

        @Override
        public OrderId id() {
            return id;
        }
    }

    // ---- who and what refers to each other

    static final class Customer implements Root {
        final CustomerId id;
        String name = "";

        @Nullable
        Integer rank;

        @Nullable
        Ref<House> home;

        Refs<Order> orders = Refs.none();
        Refs<Order> watched = Refs.none();

        Customer(CustomerId id) {
            this.id = id;
        }

        @Override
        public CustomerId id() {
            return id;
        }
    }

    abstract static sealed class Entry {
        final long id;
        int amount;

        private Entry(long id) {
            this.id = id;
        }
    }

    static final class Sale extends Entry {
        String article = "";
        List<String> hints = new ArrayList<>();

        Sale(long id) {
            super(id);
        }
    }

    static final class Fee extends Entry {
        @Nullable
        String reason;

        Fee(long id) {
            super(id);
        }
    }

    abstract static sealed class Device {
        final long id;
        String text = "";

        private Device(long id) {
            this.id = id;
        }
    }

    static final class Lamp extends Device {
        int watts;
        List<Integer> scenes = new ArrayList<>();

        Lamp(long id) {
            super(id);
        }
    }

    static final class Door extends Device {
        @Nullable
        String code;

        Door(long id) {
            super(id);
        }
    }

    static final class House implements Root {
        final HouseId id;
        int number;
        List<Entry> entries = new ArrayList<>();
        List<Device> devices = new ArrayList<>();

        @Nullable
        Dog guard;

        House(HouseId id) {
            this.id = id;
        }

        @Override
        public HouseId id() {
            return id;
        }
    }

    // ---- hierarchies of roots

    abstract static sealed class Animal implements Root {
        final long id;
        String name = "";
        List<String> cures = new ArrayList<>();

        private Animal(long id) {
            this.id = id;
        }

        @Override
        public Long id() {
            return id;
        }
    }

    static final class Dog extends Animal {
        int tricks;

        Dog(long id) {
            super(id);
        }
    }

    static final class Cat extends Animal {
        Money price = new Money(BigDecimal.ONE, "eur");

        @Nullable
        Integer lives;

        Set<String> prey = new LinkedHashSet<>();

        Cat(long id) {
            super(id);
        }
    }

    static final class Deck {
        final long id;
        int size;

        Deck(long id) {
            this.id = id;
        }
    }

    abstract static sealed class Ship implements Root {
        final long id;
        String name = "";
        List<String> cabins = new ArrayList<>();

        private Ship(long id) {
            this.id = id;
        }

        @Override
        public Long id() {
            return id;
        }
    }

    static final class Ferry extends Ship {
        int cars;
        List<Deck> decks = new ArrayList<>();

        Ferry(long id) {
            super(id);
        }
    }

    static final class Yacht extends Ship {
        @Nullable
        String owner;

        Money price = new Money(BigDecimal.ONE, "eur");

        Yacht(long id) {
            super(id);
        }
    }

    abstract static sealed class Paper implements Root {
        final UUID id;
        String name = "";

        @Nullable
        Integer rank;

        List<String> pages = new ArrayList<>();

        private Paper(UUID id) {
            this.id = id;
        }

        @Override
        public UUID id() {
            return id;
        }
    }

    static final class Invoice extends Paper {
        /** Never absent here, and maybe in a letter. */
        String sender = "";

        int sum;

        Invoice(UUID id) {
            super(id);
        }
    }

    static final class Letter extends Paper {
        @Nullable
        String sender;

        Set<String> stamps = new LinkedHashSet<>();

        Letter(UUID id) {
            super(id);
        }
    }

    /**
     * All of them mapped.
     *
     * @param arrays whether the database has arrays
     */
    static KeelsonBuilder mapped(boolean arrays) {
        return Keelson.builder()
                .repeatedLoads(0)
                .map(
                        Order.class,
                        order -> (arrays ? order : order.ignore("rooms").ignore("beds"))
                                .property(
                                        "box",
                                        box -> box.converter(ScalarConverter.of(
                                                Size.class,
                                                ColumnType.smallint(),
                                                size -> (short) size.ordinal(),
                                                number -> Size.values()[((Number) number).intValue()])))
                                .property(
                                        "takes",
                                        takes -> takes.converter(ScalarConverter.of(
                                                Duration.class,
                                                ColumnType.bigint(),
                                                Duration::toSeconds,
                                                seconds -> Duration.ofSeconds(((Number) seconds).longValue()))))
                                .property("metadata", metadata -> metadata.json())
                                .refs("watchers", watchers -> watchers.through("watcherIds"))
                                .children("slots", slots -> slots.keyColumn("slot"))
                                .part("seal", seal -> seal.table("seals")))
                .map(
                        Customer.class,
                        customer -> customer.refs("orders", orders -> orders.inverseOf("customer"))
                                .refs("watched", orders -> orders.inverseOf("watcherIds")))
                .map(
                        House.class,
                        house -> house.children("devices", devices -> devices.inheritance(Inheritance.JOINED)))
                .map(Animal.class)
                .map(Ship.class, ship -> ship.inheritance(Inheritance.JOINED))
                .map(Paper.class, paper -> paper.inheritance(Inheritance.TABLE_PER_CLASS));
    }
}
