package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One to one inside an aggregate, in its three forms. */
final class PartShapes {

    private PartShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(embedded(), ownTable(), sharedKey());
    }

    // ---- in the row of its owner, with collections of its own

    static final class Engine {
        private String type;
        private final List<String> faults = new ArrayList<>();

        Engine(String type) {
            this.type = type;
        }
    }

    static final class Car {
        private final UUID id;
        private final Engine engine;

        Car(UUID id, Engine engine) {
            this.id = id;
            this.engine = engine;
        }
    }

    private static Shape<?, ?> embedded() {
        return Shape.of("one to one in the same row", Car.class, Chance::uuid)
                .tables("cars", "car_engine_faults")
                .changing("in the part", car -> car.engine.type = "V8", "update cars (engine_type)")
                .changing(
                        "below the part", car -> car.engine.faults.set(0, "smoke"), "update car_engine_faults (fault)")
                .states((chance, id) -> {
                    Engine engine = new Engine(chance.word());
                    engine.faults.addAll(chance.list(chance::word));
                    return new Car(id, engine);
                });
    }

    // ---- in a table of its own, with an identifier of its own

    static final class Identity {
        private final UUID id;
        private String number;
        private final List<String> stamps = new ArrayList<>();
        private final Set<Permit> permits = new LinkedHashSet<>();

        Identity(UUID id, String number) {
            this.id = id;
            this.number = number;
        }
    }

    record Permit(UUID id, String area) {}

    static final class Citizen {
        private final UUID id;
        private Identity identity;
        private @Nullable Identity second;
        private String name;

        Citizen(UUID id, Identity identity, String name) {
            this.id = id;
            this.identity = identity;
            this.name = name;
        }
    }

    private static Identity identity(Chance chance, UUID id) {
        Identity identity = new Identity(id, chance.word());
        identity.stamps.addAll(chance.list(chance::word));
        chance.ids(new UUID(id.hashCode(), id.getLeastSignificantBits() * 31))
                .forEach(permit -> identity.permits.add(new Permit(permit, chance.word())));
        return identity;
    }

    private static Shape<?, ?> ownTable() {
        return Shape.of("one to one in a table of its own", Citizen.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Citizen.class,
                        citizen -> citizen.part(
                                        "identity",
                                        identity -> identity.children(
                                                "permits", permits -> permits.table("citizen_permits")))
                                .part(
                                        "second",
                                        second -> second.table("second_identities")
                                                .parentColumn("holder")
                                                .values("stamps", stamps -> stamps.table("second_stamps"))
                                                .children("permits", permits -> permits.table("second_permits")))))
                .tables(
                        "citizens",
                        "citizen_identity",
                        "identity_stamps",
                        "citizen_permits",
                        "second_identities",
                        "second_stamps",
                        "second_permits")
                .changing("in the root", citizen -> citizen.name = "Ada", "update citizens (name)")
                .changing("in the part", citizen -> citizen.identity.number = "X", "update citizen_identity (number)")
                .changing(
                        "below the part",
                        citizen -> Objects.requireNonNull(citizen.second).stamps.set(1, "entry"),
                        "update second_stamps (stamp)")
                .changing(
                        "none",
                        citizen -> citizen.second = null,
                        "delete second_identities",
                        "delete second_permits",
                        "delete second_permits",
                        "delete second_permits",
                        "delete second_stamps",
                        "delete second_stamps")
                .states((chance, id) -> {
                    Citizen citizen =
                            new Citizen(id, identity(chance, new UUID(id.hashCode(), chance.any(1, 2))), chance.word());
                    citizen.second = chance.maybe(() -> identity(chance, new UUID(id.hashCode(), chance.any(3, 4))));
                    return citizen;
                });
    }

    // ---- in a table whose key is that of its owner

    record Licence(String category, List<String> conditions) {

        Licence of(String next) {
            return new Licence(next, conditions);
        }
    }

    record Driver(UUID id, Licence licence, Optional<Licence> boat) {

        Driver licensed(Licence next) {
            return new Driver(id, next, boat);
        }

        Driver ashore() {
            return new Driver(id, licence, Optional.empty());
        }
    }

    private static Licence licence(Chance chance) {
        return new Licence(chance.word(), chance.list(chance::word));
    }

    private static Shape<?, ?> sharedKey() {
        return Shape.of("one to one with the key of its owner", Driver.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Driver.class,
                        driver -> driver.part(Driver::licence, licence -> licence.sharedKey())
                                .part(
                                        "boat",
                                        boat -> boat.sharedKey()
                                                .values("conditions", all -> all.table("boat_conditions")))))
                .tables("drivers", "driver_licence", "licence_conditions", "driver_boat", "boat_conditions")
                .replacing(
                        "in the part",
                        driver -> driver.licensed(driver.licence().of("C")),
                        "update driver_licence (category)")
                .replacing(
                        "none",
                        Driver::ashore,
                        "delete boat_conditions",
                        "delete boat_conditions",
                        "delete driver_boat")
                .states((chance, id) ->
                        new Driver(id, licence(chance), Optional.ofNullable(chance.maybe(() -> licence(chance)))));
    }
}
