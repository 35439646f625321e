package dev.keelson.work.shapes;

import dev.keelson.work.mapping.Inheritance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hierarchies inside an aggregate: entities, values, parts. */
final class ChildHierarchyShapes {

    private ChildHierarchyShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(entitiesInOneTable(), entitiesInJoinedTables(), values(), part());
    }

    // ---- entities

    sealed interface Entry permits Sale, Refund, Fee {
        UUID id();

        BigDecimal amount();
    }

    record Sale(UUID id, BigDecimal amount, String article, List<String> notes) implements Entry {}

    record Refund(UUID id, BigDecimal amount, @Nullable String reason) implements Entry {}

    record Fee(UUID id, BigDecimal amount) implements Entry {}

    private static Entry entry(Chance chance, UUID id) {
        return chance.either(
                () -> new Sale(id, chance.cents(), chance.word(), chance.list(chance::word)),
                () -> new Refund(id, chance.cents(), chance.maybe(chance::word)),
                () -> new Fee(id, chance.cents()));
    }

    static final class Till {
        private final UUID id;
        private final List<Entry> entries = new ArrayList<>();

        Till(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> entitiesInOneTable() {
        return Shape.of("children of several classes in one table", Till.class, Chance::uuid)
                .tables("tills", "till_entries", "entry_notes")
                .changing(
                        "of one class",
                        till -> till.entries.set(
                                0,
                                new Sale(
                                        till.entries.get(0).id(),
                                        till.entries.get(0).amount(),
                                        "pen",
                                        ((Sale) till.entries.get(0)).notes())),
                        "update till_entries (article)")
                .changing(
                        "another class",
                        till -> {
                            Entry entry = till.entries.get(1);
                            till.entries.set(1, new Fee(entry.id(), entry.amount()));
                        },
                        "delete entry_notes",
                        "delete entry_notes",
                        "update till_entries (article, entry_type)")
                .states((chance, id) -> {
                    Till till = new Till(id);
                    chance.ids(id).forEach(entry -> till.entries.add(entry(chance, entry)));
                    return till;
                });
    }

    abstract static class Device {
        private final UUID id;
        private String name;

        Device(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        void rename(String next) {
            name = next;
        }
    }

    static final class Lamp extends Device {
        private int watts;
        private final List<Integer> scenes = new ArrayList<>();

        Lamp(UUID id, String name, int watts) {
            super(id, name);
            this.watts = watts;
        }
    }

    static final class Lock extends Device {
        private @Nullable String code;

        Lock(UUID id, String name) {
            super(id, name);
        }
    }

    private static Device device(Chance chance, UUID id) {
        return chance.either(
                () -> {
                    Lamp lamp = new Lamp(id, chance.word(), chance.number(60));
                    lamp.scenes.addAll(chance.list(() -> chance.number(9)));
                    return lamp;
                },
                () -> {
                    Lock lock = new Lock(id, chance.word());
                    lock.code = chance.maybe(chance::word);
                    return lock;
                });
    }

    static final class House {
        private final UUID id;
        private final List<Device> devices = new ArrayList<>();

        House(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> entitiesInJoinedTables() {
        return Shape.of("children of several classes in joined tables", House.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        House.class,
                        house -> house.children(
                                "devices",
                                devices ->
                                        devices.inheritance(Inheritance.JOINED).subtypes(Lamp.class, Lock.class))))
                .tables("houses", "house_devices", "lamps", "device_scenes")
                .beside("locks")
                .changing("of all classes", house -> house.devices.get(1).rename("hall"), "update house_devices (name)")
                .changing("of one class", house -> ((Lamp) house.devices.get(1)).watts = -1, "update lamps (watts)")
                .changing(
                        "in a collection of one class",
                        house -> ((Lamp) house.devices.get(2)).scenes.set(0, -1),
                        "update device_scenes (scene)")
                .changing(
                        "one less",
                        house -> house.devices.remove(2),
                        "delete device_scenes",
                        "delete device_scenes",
                        "delete house_devices",
                        "delete lamps")
                .states((chance, id) -> {
                    House house = new House(id);
                    chance.ids(id).forEach(device -> house.devices.add(device(chance, device)));
                    return house;
                });
    }

    // ---- values

    sealed interface Discount permits Percent, Absolute, None {}

    record Percent(int percent) implements Discount {}

    record Absolute(long cents, String currency) implements Discount {}

    record None() implements Discount {}

    private static Discount discount(Chance chance) {
        return chance.either(
                () -> new Percent(chance.number(100)), () -> new Absolute(chance.number(), chance.word()), None::new);
    }

    record Campaign(UUID id, List<Discount> discounts) {

        Campaign with(Discount next) {
            List<Discount> all = new ArrayList<>(discounts);
            all.set(0, next);
            return new Campaign(id, all);
        }
    }

    private static Shape<?, ?> values() {
        return Shape.of("list of values of several classes", Campaign.class, Chance::uuid)
                .tables("campaigns", "campaign_discounts")
                .replacing("part", campaign -> campaign.with(new Percent(-1)), "update campaign_discounts (percent)")
                .replacing(
                        "another class",
                        campaign -> campaign.with(new None()),
                        "update campaign_discounts (discount_type, percent)")
                .states((chance, id) -> new Campaign(id, chance.list(() -> discount(chance))));
    }

    // ---- a part in a table of its own

    sealed interface Heating permits HeatPump, Stove {}

    record HeatPump(int kilowatts) implements Heating {}

    record Stove(String fuel) implements Heating {}

    static final class Flat {
        private final UUID id;
        private @Nullable Heating heating;

        Flat(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> part() {
        return Shape.of("part of several classes", Flat.class, Chance::uuid)
                .mapped(keelson ->
                        keelson.map(Flat.class, flat -> flat.part("heating", heating -> heating.sharedKey())))
                .tables("flats", "flat_heating")
                .changing("part", flat -> flat.heating = new HeatPump(-1), "update flat_heating (kilowatts)")
                .changing(
                        "another class",
                        flat -> flat.heating = new Stove("wood"),
                        "update flat_heating (fuel, heating_type, kilowatts)")
                .changing("none", flat -> flat.heating = null, "delete flat_heating")
                .states((chance, id) -> {
                    Flat flat = new Flat(id);
                    flat.heating = chance.maybe(
                            () -> chance.either(() -> new HeatPump(chance.number(9)), () -> new Stove(chance.word())));
                    return flat;
                });
    }
}
