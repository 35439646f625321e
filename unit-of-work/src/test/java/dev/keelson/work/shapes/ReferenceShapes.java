package dev.keelson.work.shapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Other aggregates, referred to as objects. */
final class ReferenceShapes {

    private ReferenceShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(toAnObject(), inValuesAndChildren(), inACircle(), toItself());
    }

    record CarrierId(UUID value) {}

    static final class Carrier {
        private final CarrierId id;
        private String name;

        Carrier(CarrierId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private static List<Object> carriers(Chance chance) {
        List<Object> carriers = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            carriers.add(new Carrier(new CarrierId(chance.uuid()), chance.word()));
        }
        return carriers;
    }

    private static Carrier carrier(Chance chance, Cast cast) {
        return chance.any(cast.all(Carrier.class));
    }

    // ---- a property, taken by a constructor and not

    static final class Delivery {
        private final UUID id;
        private Carrier carrier;
        private @Nullable Carrier substitute;
        private String note = "";

        Delivery(UUID id, Carrier carrier) {
            this.id = id;
            this.carrier = carrier;
        }
    }

    private static Shape<?, ?> toAnObject() {
        return Shape.of("object of another aggregate", Delivery.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Delivery.class).map(Carrier.class))
                .tables("deliveries")
                .beside("carriers")
                .levels(1)
                .others(ReferenceShapes::carriers)
                .changing(
                        "another",
                        (delivery, cast) -> delivery.carrier = cast.last(Carrier.class),
                        "update deliveries (carrier_id)")
                .changing("none", delivery -> delivery.substitute = null, "update deliveries (substitute_id)")
                .changing("beside", delivery -> delivery.note = "at the door", "update deliveries (note)")
                .states((chance, id, cast) -> {
                    Delivery delivery = new Delivery(id, carrier(chance, cast));
                    delivery.substitute = chance.maybe(() -> carrier(chance, cast));
                    delivery.note = chance.word();
                    return delivery;
                });
    }

    // ---- in a value object, a child and a list

    record Route(Carrier first, @Nullable Carrier second, String code) {}

    record LegId(UUID value) {}

    static final class Leg {
        private final LegId id;
        private Carrier carrier;

        Leg(LegId id, Carrier carrier) {
            this.id = id;
            this.carrier = carrier;
        }
    }

    record Quote(Carrier carrier, int days) {}

    static final class Journey {
        private final UUID id;
        private Route route;
        private final List<Leg> legs = new ArrayList<>();
        private Map<String, Quote> quotes = new LinkedHashMap<>();

        Journey(UUID id, Route route) {
            this.id = id;
            this.route = route;
        }
    }

    private static Shape<?, ?> inValuesAndChildren() {
        return Shape.of("object of another aggregate in values and children", Journey.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Journey.class).map(Carrier.class))
                .tables("journeys", "journey_legs", "journey_quotes")
                .beside("carriers")
                .levels(1)
                .others(ReferenceShapes::carriers)
                .changing(
                        "in a value object",
                        (journey, cast) -> journey.route =
                                new Route(journey.route.first(), cast.last(Carrier.class), journey.route.code()),
                        "update journeys (route_second_id)")
                .changing(
                        "in a child",
                        (journey, cast) -> journey.legs.get(1).carrier = cast.last(Carrier.class),
                        "update journey_legs (carrier_id)")
                .changing(
                        "in a map",
                        (journey, cast) -> journey.quotes.replaceAll((key, quote) ->
                                key.equals("first") ? new Quote(cast.last(Carrier.class), quote.days()) : quote),
                        "update journey_quotes (carrier_id)")
                .states((chance, id, cast) -> {
                    Journey journey = new Journey(
                            id,
                            new Route(carrier(chance, cast), chance.maybe(() -> carrier(chance, cast)), chance.word()));
                    chance.ids(id).forEach(leg -> journey.legs.add(new Leg(new LegId(leg), carrier(chance, cast))));
                    if (chance.coin()) {
                        journey.quotes.put("first", new Quote(carrier(chance, cast), chance.number(9)));
                    }
                    journey.quotes.putAll(
                            chance.map(chance::name, () -> new Quote(carrier(chance, cast), chance.number(9))));
                    return journey;
                });
    }

    // ---- two that refer to each other

    static final class Patron {
        private final UUID id;
        private String name;
        private @Nullable Loan favourite;

        Patron(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Loan {
        private final UUID id;
        private final String title;
        private Patron patron;

        Loan(UUID id, String title, Patron patron) {
            this.id = id;
            this.title = title;
            this.patron = patron;
        }
    }

    private static Shape<?, ?> inACircle() {
        return Shape.of("two aggregates that refer to each other", Patron.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Patron.class).map(Loan.class))
                .tables("patrons", "loans")
                .levels(1)
                .changing("name", patron -> patron.name = "Ada", "update patrons (name)")
                .changing("none", patron -> patron.favourite = null, "update patrons (favourite_id)")
                .states((chance, id, cast) -> {
                    Patron patron = new Patron(id, chance.word());
                    patron.favourite = chance.maybe(() -> cast.joining(new Loan(chance.uuid(), chance.word(), patron)));
                    return patron;
                });
    }

    // ---- of the same class

    static final class Employee {
        private final UUID id;
        private String name;
        private @Nullable Employee manager;

        Employee(UUID id, String name, @Nullable Employee manager) {
            this.id = id;
            this.name = name;
            this.manager = manager;
        }
    }

    private static List<Object> managers(Chance chance) {
        Employee top = new Employee(chance.uuid(), chance.word(), null);
        Employee middle = new Employee(chance.uuid(), chance.word(), top);
        return List.of(middle, top);
    }

    private static Shape<?, ?> toItself() {
        return Shape.of("object of the same class", Employee.class, Chance::uuid)
                .tables("employees")
                .levels(2)
                .others(ReferenceShapes::managers)
                .changing(
                        "another",
                        employee -> employee.manager = Objects.requireNonNull(employee.manager).manager,
                        "update employees (manager_id)")
                .changing("none", employee -> employee.manager = null, "update employees (manager_id)")
                .states((chance, id, cast) ->
                        new Employee(id, chance.word(), chance.maybe(() -> cast.first(Employee.class))));
    }
}
