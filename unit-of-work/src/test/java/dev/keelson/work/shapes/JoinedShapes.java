package dev.keelson.work.shapes;

import dev.keelson.work.mapping.Inheritance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hierarchies of roots whose classes add tables with the same key. */
final class JoinedShapes {

    private JoinedShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(sealedRecords(), abstractClasses(), concreteBase());
    }

    // ---- a sealed interface of records

    record ClaimId(UUID value) {}

    sealed interface Claim permits Theft, Storm {
        ClaimId id();

        LocalDate reported();
    }

    record Theft(ClaimId id, LocalDate reported, String police, List<String> items) implements Claim {

        Theft at(String next) {
            return new Theft(id, reported, next, items);
        }
    }

    record Storm(
            ClaimId id,
            LocalDate reported,
            int force,
            @Nullable String remark) implements Claim {}

    private static Shape<?, ?> sealedRecords() {
        return Shape.of("joined: sealed interface of records", Claim.class, chance -> new ClaimId(chance.uuid()))
                .mapped(keelson -> keelson.map(Claim.class, claim -> claim.inheritance(Inheritance.JOINED)))
                .tables("claims", "thefts", "claim_items")
                .beside("storms")
                .replacing(
                        "of all classes",
                        claim -> new Theft(
                                claim.id(), LocalDate.EPOCH, ((Theft) claim).police(), ((Theft) claim).items()),
                        "update claims (reported)")
                .replacing("of one class", claim -> ((Theft) claim).at("Paris"), "update thefts (police)")
                .replacing(
                        "another class",
                        claim -> new Storm(claim.id(), claim.reported(), 9, null),
                        "update claims (claim_type)",
                        "delete claim_items",
                        "delete claim_items",
                        "delete thefts",
                        "insert storms")
                .states((chance, id) -> chance.either(
                        () -> new Theft(id, chance.date(), chance.word(), chance.list(chance::word)),
                        () -> new Storm(id, chance.date(), chance.number(12), chance.maybe(chance::word))));
    }

    // ---- abstract classes on several levels, composite key, names configured

    record HullNo(String yard, int number) {}

    abstract static class Ship {
        private final HullNo id;
        private String name;
        private final List<String> crew = new ArrayList<>();

        Ship(HullNo id, String name) {
            this.id = id;
            this.name = name;
        }

        HullNo id() {
            return id;
        }

        void rename(String next) {
            name = next;
        }

        List<String> crew() {
            return crew;
        }
    }

    abstract static class Motorship extends Ship {
        private int power;

        Motorship(HullNo id, String name, int power) {
            super(id, name);
            this.power = power;
        }

        void tune(int next) {
            power = next;
        }
    }

    static final class Ferry extends Motorship {
        private int cars;

        Ferry(HullNo id, String name, int power, int cars) {
            super(id, name, power);
            this.cars = cars;
        }
    }

    static final class Tug extends Motorship {
        Tug(HullNo id, String name, int power) {
            super(id, name, power);
        }
    }

    static final class Yacht extends Ship {
        private @Nullable String owner;

        Yacht(HullNo id, String name) {
            super(id, name);
        }
    }

    private static Ship ship(Chance chance, HullNo id) {
        Ship ship = chance.either(
                () -> new Ferry(id, chance.word(), chance.number(9), chance.number(9)),
                () -> new Tug(id, chance.word(), chance.number(9)),
                () -> {
                    Yacht yacht = new Yacht(id, chance.word());
                    yacht.owner = chance.maybe(chance::word);
                    return yacht;
                });
        ship.crew().addAll(chance.list(chance::word));
        return ship;
    }

    private static Shape<?, ?> abstractClasses() {
        return Shape.of(
                        "joined: abstract classes on several levels",
                        Ship.class,
                        chance -> new HullNo(chance.name(), chance.number(99)))
                .mapped(keelson -> keelson.map(
                        Ship.class,
                        ship -> ship.inheritance(Inheritance.JOINED)
                                .subtype(
                                        Ferry.class,
                                        ferry -> ferry.table("car_ferries").property("cars", p -> p.column("car_deck")))
                                .subtypes(Tug.class, Yacht.class)))
                .tables("ships", "motorships", "car_ferries", "ship_crew")
                .beside("yachts")
                .changing("of all classes", ship -> ship.rename("Hope"), "update ships (name)")
                .changing("of the middle", ship -> ((Motorship) ship).tune(-1), "update motorships (power)")
                .changing("of one class", ship -> ((Ferry) ship).cars = -1, "update car_ferries (car_deck)")
                .changing("in a collection", ship -> ship.crew().set(1, "Ada"), "update ship_crew (crew)")
                .states(JoinedShapes::ship);
    }

    // ---- a base that is a concrete class itself

    static class Contact {
        private final UUID id;
        private String name;

        Contact(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        void rename(String next) {
            name = next;
        }
    }

    static final class Supplier extends Contact {
        private String taxNumber;

        Supplier(UUID id, String name, String taxNumber) {
            super(id, name);
            this.taxNumber = taxNumber;
        }
    }

    private static Shape<?, ?> concreteBase() {
        return Shape.of("joined: concrete base", Contact.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Contact.class,
                        contact -> contact.inheritance(Inheritance.JOINED).subtypes(Contact.class, Supplier.class)))
                .tables("contacts", "suppliers")
                .changing("of the base", contact -> contact.rename("Ada"), "update contacts (name)")
                .changing(
                        "of the class below",
                        contact -> ((Supplier) contact).taxNumber = "0",
                        "update suppliers (tax_number)")
                .states((chance, id) -> chance.either(
                        () -> new Supplier(id, chance.word(), chance.word()), () -> new Contact(id, chance.word())));
    }
}
