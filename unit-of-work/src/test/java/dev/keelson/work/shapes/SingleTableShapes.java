package dev.keelson.work.shapes;

import dev.keelson.value.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hierarchies of roots in one table. */
final class SingleTableShapes {

    private SingleTableShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(sealedRecords(), abstractClasses(), concreteBase(), genericBases());
    }

    // ---- a sealed interface of records

    record PaymentId(UUID value) {}

    sealed interface Payment permits CardPayment, Transfer, CashPayment {
        PaymentId id();

        long cents();
    }

    record CardPayment(
            PaymentId id,
            long cents,
            String number,
            @Nullable Instant chargedAt) implements Payment {}

    record Transfer(PaymentId id, long cents, String iban, List<String> references) implements Payment {}

    record CashPayment(PaymentId id, long cents) implements Payment {}

    private static Shape<?, ?> sealedRecords() {
        return Shape.of(
                        "single table: sealed interface of records",
                        Payment.class,
                        chance -> new PaymentId(chance.uuid()))
                .tables("payments")
                .beside("payment_references")
                .replacing(
                        "of all classes",
                        payment -> new CardPayment(
                                payment.id(),
                                -1,
                                ((CardPayment) payment).number(),
                                ((CardPayment) payment).chargedAt()),
                        "update payments (cents)")
                .replacing(
                        "of one class",
                        payment -> new CardPayment(payment.id(), payment.cents(), "4711", null),
                        "update payments (charged_at, number)")
                .replacing(
                        "another class",
                        payment -> new CashPayment(payment.id(), payment.cents()),
                        "update payments (charged_at, number, payment_type)")
                .states((chance, id) -> chance.either(
                        () -> new CardPayment(id, chance.number(), chance.word(), chance.maybe(chance::instant)),
                        () -> new Transfer(id, chance.number(), chance.word(), chance.list(chance::word)),
                        () -> new CashPayment(id, chance.number())));
    }

    // ---- abstract classes on several levels, every name configured

    abstract static class Asset {
        private final UUID id;
        private String label;
        private final List<String> owners = new ArrayList<>();

        Asset(UUID id, String label) {
            this.id = id;
            this.label = label;
        }

        void relabel(String next) {
            label = next;
        }

        List<String> owners() {
            return owners;
        }
    }

    abstract static class Machinery extends Asset {
        private int power;

        Machinery(UUID id, String label, int power) {
            super(id, label);
            this.power = power;
        }

        void tune(int next) {
            power = next;
        }
    }

    static final class Tractor extends Machinery {
        private double wheels;

        Tractor(UUID id, String label, int power, double wheels) {
            super(id, label, power);
            this.wheels = wheels;
        }
    }

    static final class Drill extends Machinery {
        private @Nullable String bit;

        Drill(UUID id, String label, int power) {
            super(id, label, power);
        }
    }

    static final class Building extends Asset {
        private int floors;

        Building(UUID id, String label, int floors) {
            super(id, label);
            this.floors = floors;
        }
    }

    private static Asset asset(Chance chance, UUID id) {
        Asset asset = chance.either(
                () -> new Tractor(id, chance.word(), chance.number(9), 0.5),
                () -> {
                    Drill drill = new Drill(id, chance.word(), chance.number(9));
                    drill.bit = chance.maybe(chance::word);
                    return drill;
                },
                () -> new Building(id, chance.word(), chance.number(9)));
        asset.owners().addAll(chance.list(chance::word));
        return asset;
    }

    private static Shape<?, ?> abstractClasses() {
        return Shape.of("single table: abstract classes on several levels", Asset.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Asset.class,
                        asset -> asset.discriminator("kind", ColumnType.character(1))
                                .subtype(
                                        Tractor.class,
                                        tractor -> tractor.discriminatorValue("T")
                                                .property("wheels", p -> p.column("wheel_size")))
                                .subtype(Drill.class, drill -> drill.discriminatorValue("D"))
                                .subtype(Building.class, building -> building.discriminatorValue("B"))))
                .tables("assets", "asset_owners")
                .changing("of all classes", asset -> asset.relabel("A1"), "update assets (label)")
                .changing("of the middle", asset -> ((Machinery) asset).tune(-1), "update assets (power)")
                .changing("of one class", asset -> ((Tractor) asset).wheels = 1.5, "update assets (wheel_size)")
                .changing("in a collection", asset -> asset.owners().set(0, "Ada"), "update asset_owners (owner)")
                .states(SingleTableShapes::asset);
    }

    // ---- a base that is a concrete class itself

    static class Product {
        private final UUID id;
        private String name;

        Product(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        void rename(String next) {
            name = next;
        }
    }

    static class DigitalProduct extends Product {
        private String url;

        DigitalProduct(UUID id, String name, String url) {
            super(id, name);
            this.url = url;
        }
    }

    static final class Subscription extends DigitalProduct {
        private int months;

        Subscription(UUID id, String name, String url, int months) {
            super(id, name, url);
            this.months = months;
        }
    }

    private static Shape<?, ?> concreteBase() {
        return Shape.of("single table: concrete base", Product.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Product.class,
                        product -> product.subtypes(Product.class, DigitalProduct.class, Subscription.class)))
                .tables("products")
                .changing("of the base", product -> product.rename("Tea"), "update products (name)")
                .changing(
                        "of the last class",
                        product -> ((Subscription) product).months = -1,
                        "update products (months)")
                .changing(
                        "of the class between",
                        product -> ((DigitalProduct) product).url = "elsewhere",
                        "update products (url)")
                .states((chance, id) -> chance.either(
                        () -> new Subscription(id, chance.word(), chance.word(), chance.number(9)),
                        () -> new DigitalProduct(id, chance.word(), chance.word()),
                        () -> new Product(id, chance.word())));
    }

    // ---- generic bases

    abstract static class Measurement<V> {
        private final UUID id;
        private V value;
        private List<V> history = new ArrayList<>();

        Measurement(UUID id, V value) {
            this.id = id;
            this.value = value;
        }

        void measure(V next) {
            value = next;
        }

        List<V> history() {
            return history;
        }
    }

    record Degrees(double celsius) {}

    static final class Temperature extends Measurement<Degrees> {
        Temperature(UUID id, Degrees value) {
            super(id, value);
        }
    }

    record Wind(int force, String from) {}

    static final class WindSpeed extends Measurement<Wind> {
        WindSpeed(UUID id, Wind value) {
            super(id, value);
        }
    }

    private static <V, M extends Measurement<V>> M measured(Chance chance, M made, List<V> history) {
        made.history().addAll(chance.list(() -> chance.any(history)));
        return made;
    }

    @SuppressWarnings("rawtypes") // the class of a generic type is that of the raw one
    private static Shape<?, ?> genericBases() {
        return Shape.of("single table: generic base", Measurement.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Measurement.class,
                        all -> all.subtype(
                                        Temperature.class,
                                        one -> one.property("value", p -> p.column("celsius"))
                                                .values("history", h -> h.table("temperature_history")))
                                .subtype(
                                        WindSpeed.class,
                                        one -> one.property("value", p -> p.prefix("wind_"))
                                                .values("history", h -> h.table("wind_history")))))
                .tables("measurements", "temperature_history")
                .beside("wind_history")
                .changing(
                        "of a type parameter",
                        one -> ((Temperature) one).measure(new Degrees(-1)),
                        "update measurements (celsius)")
                .states((chance, id) -> chance.either(
                        () -> measured(
                                chance,
                                new Temperature(id, new Degrees(chance.number(40))),
                                List.of(new Degrees(1), new Degrees(2))),
                        () -> measured(
                                chance,
                                new WindSpeed(id, new Wind(chance.number(12), chance.word())),
                                List.of(new Wind(1, "N"), new Wind(2, "S")))));
    }
}
