package dev.keelson.testing.laws;

import dev.keelson.kernel.AggregateRoot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A small domain, some of whose classes do what mappings do not survive. */
final class Garage {

    private Garage() {}

    record Price(BigDecimal amount) {}

    /** By its own equality the note is no part of it. */
    record Label(String text, String note) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Label label && label.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    enum Fuel {
        PETROL,
        DIESEL,
        ELECTRIC
    }

    enum Checksum {
        RIGHT
    }

    record Wheel(UUID id, String brand, int inches) {}

    static class Car {

        private final UUID id;
        private String name;
        private Price price;
        private Label label;
        private Fuel fuel;
        private Instant builtAt;
        private ZonedDateTime soldAt;
        private Locale language;
        private Optional<String> remark;
        private final List<Wheel> wheels;
        private final List<String> notes;

        Car(
                UUID id,
                String name,
                Price price,
                Label label,
                Fuel fuel,
                Instant builtAt,
                ZonedDateTime soldAt,
                Locale language,
                Optional<String> remark,
                List<Wheel> wheels,
                List<String> notes) {
            this.id = id;
            this.name = name;
            this.price = price;
            this.label = label;
            this.fuel = fuel;
            this.builtAt = builtAt;
            this.soldAt = soldAt;
            this.language = language;
            this.remark = remark;
            this.wheels = new ArrayList<>(wheels);
            this.notes = new ArrayList<>(notes);
        }

        void rename(String next) {
            name = next;
        }
    }

    /** Mapped as the class above it, which somebody forgot. */
    static class Bike {
        private final UUID id;
        private final String name;

        Bike(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class EBike extends Bike {
        private final int watts;

        EBike(UUID id, String name, int watts) {
            super(id, name);
            this.watts = watts;
        }
    }

    static final class Rack {
        private final UUID id;
        private final List<Slot> slots;

        Rack(UUID id, List<Slot> slots) {
            this.id = id;
            this.slots = new ArrayList<>(slots);
        }
    }

    static class Slot {
        private final UUID id;
        private final int width;

        Slot(UUID id, int width) {
            this.id = id;
            this.width = width;
        }
    }

    static final class WideSlot extends Slot {
        WideSlot(UUID id, int width) {
            super(id, width);
        }
    }

    /** Counts how often it was made. */
    static final class Counter {
        private final UUID id;
        private final int made;

        Counter(UUID id, int made) {
            this.id = id;
            this.made = made + 1;
        }
    }

    /** Puts the same in front each time. */
    static final class Ticket {
        private final UUID id;
        private final String code;

        Ticket(UUID id, String code) {
            this.id = id;
            this.code = "T-" + code;
        }
    }

    /** Adds the tax each time. */
    static final class Fee {
        private final UUID id;
        private final BigDecimal gross;

        Fee(UUID id, BigDecimal gross) {
            this.id = id;
            this.gross = gross.multiply(new BigDecimal("1.19")).setScale(2, RoundingMode.HALF_UP);
        }
    }

    /** Turns its list round each time. */
    static final class Queue {
        private final UUID id;
        private final List<String> waiting;

        Queue(UUID id, List<String> waiting) {
            this.id = id;
            this.waiting = new ArrayList<>(waiting.reversed());
        }
    }

    /** What a mapping leaves out by mistake. */
    static class Base {
        protected String createdIn = "";
    }

    static final class Garden extends Base {
        private final UUID id;
        private String name;
        private String secret;

        Garden(UUID id, String name) {
            this.id = id;
            this.name = name;
            this.secret = "";
        }

        static Garden of(UUID id, String name) {
            Garden garden = new Garden(id, name);
            garden.createdIn = "Jena";
            garden.secret = "rose";
            return garden;
        }
    }

    sealed interface Vehicle {}

    record Van(UUID id, int load) implements Vehicle {}

    record Bus(UUID id, int seats) implements Vehicle {}

    /** Changes as it is written. */
    static final class Mileage {
        int km;

        Mileage(int km) {
            this.km = km;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mileage;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    record Trip(UUID id, Mileage mileage) {}

    /** Whose row also has what its text adds up to. */
    record Sheet(UUID id, String text, int pages, Checksum checksum) {}

    /** A root of the kernel's. */
    static final class Shed extends AggregateRoot {
        private final UUID id;
        private final String place;

        Shed(UUID id, String place) {
            this.id = id;
            this.place = place;
        }
    }
}
