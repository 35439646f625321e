package dev.keelson.work.policy.softdelete;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.value.ColumnCipher;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.values.Ciphers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Aggregates of every shape that soft delete meets. Every entity has an identifier, and a constructor that takes it. */
final class Realm {

    private Realm() {}

    /** What every root has: an identifier, the program that made it, and two properties to ask for. */
    abstract static class Root {
        int batch;
        String name = "";
        int number;

        abstract Object id();
    }

    record CustomerId(UUID value) {}

    record LectureId(UUID value) {}

    record CarrierId(UUID value) {}

    // ---- entities below entities, in lists, sets, maps and single parts, and values of every kind

    static final class Step {
        final UUID id;
        String text = "";
        Map<String, Integer> levels = new LinkedHashMap<>();

        Step(UUID id) {
            this.id = id;
        }
    }

    static final class Line {
        final UUID id;
        String text = "";
        Set<String> marks = new LinkedHashSet<>();
        List<Step> steps = new ArrayList<>();

        Line(UUID id) {
            this.id = id;
        }
    }

    static final class Note {
        final UUID id;
        String text = "";

        Note(UUID id) {
            this.id = id;
        }
    }

    static final class Slot {
        final UUID id;
        int size;
        List<String> uses = new ArrayList<>();

        Slot(UUID id) {
            this.id = id;
        }
    }

    static final class Detail {
        final UUID id;
        String text = "";
        List<Integer> sizes = new ArrayList<>();

        Detail(UUID id) {
            this.id = id;
        }
    }

    record Money(int amount, String currency) {}

    record Receipt(String issuer, int total) {}

    static final class Order extends Root {
        final UUID id;
        String secret = "";
        Money price = new Money(0, "EUR");
        List<Line> lines = new ArrayList<>();
        Set<Note> notes = new LinkedHashSet<>();
        Map<String, Slot> slots = new LinkedHashMap<>();
        Set<String> tags = new LinkedHashSet<>();
        List<String> remarks = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();

        @Nullable
        Detail detail;

        @Nullable
        Receipt receipt;

        @Nullable
        Ref<Customer> customer;

        @Nullable
        CustomerId payer;

        Order(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    // ---- a map of lists, of entities and of values

    static final class Item {
        final UUID id;
        String text = "";
        List<String> uses = new ArrayList<>();

        Item(UUID id) {
            this.id = id;
        }
    }

    static final class Shelf extends Root {
        final UUID id;
        Map<String, List<Item>> items = new LinkedHashMap<>();
        Map<String, List<Integer>> sizes = new LinkedHashMap<>();

        Shelf(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    // ---- trees

    static final class Folder {
        final UUID id;
        String text = "";
        List<String> files = new ArrayList<>();
        List<Folder> folders = new ArrayList<>();

        Folder(UUID id) {
            this.id = id;
        }
    }

    static final class Drive extends Root {
        final UUID id;
        List<Folder> folders = new ArrayList<>();

        Drive(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Component {
        final UUID id;
        String text = "";
        Set<String> marks = new LinkedHashSet<>();
        List<Component> components = new ArrayList<>();

        Component(UUID id) {
            this.id = id;
        }
    }

    static final class Machine extends Root {
        final UUID id;
        List<Component> components = new ArrayList<>();

        Machine(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    // ---- hierarchies of roots, and within a root

    static final class Cure {
        final UUID id;
        String text = "";

        Cure(UUID id) {
            this.id = id;
        }
    }

    static final class Trick {
        final UUID id;
        String text = "";

        Trick(UUID id) {
            this.id = id;
        }
    }

    abstract static sealed class Animal extends Root {
        final UUID id;
        List<Cure> cures = new ArrayList<>();

        private Animal(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Dog extends Animal {
        List<Trick> tricks = new ArrayList<>();

        Dog(UUID id) {
            super(id);
        }
    }

    static final class Cat extends Animal {
        int lives;
        Set<String> prey = new LinkedHashSet<>();

        Cat(UUID id) {
            super(id);
        }
    }

    static final class Cabin {
        final UUID id;
        String text = "";

        Cabin(UUID id) {
            this.id = id;
        }
    }

    static final class Deck {
        final UUID id;
        int size;

        Deck(UUID id) {
            this.id = id;
        }
    }

    abstract static sealed class Ship extends Root {
        final UUID id;
        List<Cabin> cabins = new ArrayList<>();

        private Ship(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Ferry extends Ship {
        int cars;
        List<Deck> decks = new ArrayList<>();

        Ferry(UUID id) {
            super(id);
        }
    }

    static final class Yacht extends Ship {
        String owner = "";
        Set<String> guests = new LinkedHashSet<>();

        Yacht(UUID id) {
            super(id);
        }
    }

    static final class Page {
        final UUID id;
        String text = "";

        Page(UUID id) {
            this.id = id;
        }
    }

    abstract static sealed class Paper extends Root {
        final UUID id;
        List<Page> pages = new ArrayList<>();

        private Paper(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Letter extends Paper {
        String sender = "";

        Letter(UUID id) {
            super(id);
        }
    }

    static final class Invoice extends Paper {
        int sum;
        List<String> articles = new ArrayList<>();

        Invoice(UUID id) {
            super(id);
        }
    }

    abstract static sealed class Entry {
        final UUID id;
        int amount;

        private Entry(UUID id) {
            this.id = id;
        }
    }

    static final class Sale extends Entry {
        String article = "";
        List<String> hints = new ArrayList<>();

        Sale(UUID id) {
            super(id);
        }
    }

    static final class Fee extends Entry {
        @Nullable
        String reason;

        Fee(UUID id) {
            super(id);
        }
    }

    abstract static sealed class Device {
        final UUID id;
        String text = "";

        private Device(UUID id) {
            this.id = id;
        }
    }

    static final class Lamp extends Device {
        int watts;
        List<Integer> scenes = new ArrayList<>();

        Lamp(UUID id) {
            super(id);
        }
    }

    static final class Door extends Device {
        @Nullable
        String code;

        Door(UUID id) {
            super(id);
        }
    }

    static final class House extends Root {
        final UUID id;
        List<Entry> entries = new ArrayList<>();
        List<Device> devices = new ArrayList<>();

        House(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    // ---- references from root to root

    static final class Customer extends Root {
        final CustomerId id;
        Refs<Order> orders = Refs.none();

        Customer(CustomerId id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Lecture extends Root {
        final LectureId id;
        Refs<Student> students = Refs.none();

        Lecture(LectureId id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Student extends Root {
        final UUID id;
        Set<LectureId> lectureIds = new LinkedHashSet<>();
        Refs<Lecture> lectures = Refs.none();

        Student(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Carrier extends Root {
        final CarrierId id;

        Carrier(CarrierId id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Leg {
        final UUID id;

        @Nullable
        Carrier carrier;

        Leg(UUID id) {
            this.id = id;
        }
    }

    static final class Delivery extends Root {
        final UUID id;

        @Nullable
        Carrier carrier;

        List<Leg> legs = new ArrayList<>();

        Delivery(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    // ---- deleted by the domain itself

    static final class Paragraph {
        final UUID id;
        String text = "";

        Paragraph(UUID id) {
            this.id = id;
        }
    }

    static final class Memo extends Root {
        final UUID id;

        @Nullable
        Instant deletedAt;

        List<Paragraph> paragraphs = new ArrayList<>();
        Set<String> tags = new LinkedHashSet<>();

        Memo(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    static final class Comment {
        final UUID id;
        String text = "";

        Comment(UUID id) {
            this.id = id;
        }
    }

    static final class Ticket extends Root {
        final UUID id;
        boolean deleted;
        List<Comment> comments = new ArrayList<>();

        Ticket(UUID id) {
            this.id = id;
        }

        @Override
        Object id() {
            return id;
        }
    }

    /** The first, third and so on. */
    private static final Set<Class<?>> EVEN = Set.of(
            Order.class,
            Drive.class,
            Animal.class,
            Paper.class,
            Customer.class,
            Lecture.class,
            Delivery.class,
            Ticket.class);

    private static final ColumnCipher CIPHER = Ciphers.any();

    /**
     * All of them mapped.
     *
     * @param evens whether the first, third and so on have no versions; else the others
     * @param ownDeletion whether memos and tickets say themselves when they are deleted
     */
    static KeelsonBuilder mapped(boolean evens, boolean ownDeletion) {
        return Keelson.builder()
                .map(
                        Order.class,
                        order -> versioned(order, !evens)
                                .property("secret", secret -> secret.encrypted(CIPHER))
                                .children("slots", slots -> slots.keyColumn("slot"))
                                .part("detail", detail -> detail.table("details"))
                                .part(
                                        "receipt",
                                        receipt -> receipt.table("receipts").sharedKey()))
                .map(Shelf.class, shelf -> versioned(shelf, evens))
                .map(Drive.class, drive -> versioned(drive, !evens))
                .map(
                        Machine.class,
                        machine -> versioned(machine, evens).children("components", parts -> parts.recursive()))
                .map(Animal.class, animal -> versioned(animal, !evens).subtypes(Dog.class, Cat.class))
                .map(Ship.class, ship -> versioned(ship, evens).inheritance(Inheritance.JOINED))
                .map(Paper.class, paper -> versioned(paper, !evens).inheritance(Inheritance.TABLE_PER_CLASS))
                .map(
                        House.class,
                        house -> versioned(house, evens)
                                .children("devices", devices -> devices.inheritance(Inheritance.JOINED)))
                .map(
                        Customer.class,
                        customer -> versioned(customer, !evens).refs("orders", orders -> orders.inverseOf("customer")))
                .map(
                        Student.class,
                        student -> versioned(student, evens).refs("lectures", all -> all.through("lectureIds")))
                .map(
                        Lecture.class,
                        lecture -> versioned(lecture, !evens).refs("students", all -> all.inverseOf("lectureIds")))
                .map(Carrier.class, carrier -> versioned(carrier, evens))
                .map(Delivery.class, delivery -> versioned(delivery, !evens))
                .map(Memo.class, memo -> deleting(versioned(memo, evens), ownDeletion, "deletedAt"))
                .map(Ticket.class, ticket -> deleting(versioned(ticket, !evens), ownDeletion, "deleted"));
    }

    /** Whether roots of this class have versions. */
    static boolean isVersioned(Class<?> type, boolean evens) {
        return EVEN.contains(type) != evens;
    }

    private static <A> AggregateConfig<A> versioned(AggregateConfig<A> aggregate, boolean versioned) {
        return versioned ? aggregate : aggregate.unversioned();
    }

    private static <A> void deleting(AggregateConfig<A> aggregate, boolean own, String property) {
        if (own) {
            aggregate.softDelete(property);
        }
    }
}
