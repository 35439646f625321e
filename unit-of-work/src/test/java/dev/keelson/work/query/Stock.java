package dev.keelson.work.query;

import static dev.keelson.work.query.Trait.one;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.query.Bazaar.Animal;
import dev.keelson.work.query.Bazaar.Cat;
import dev.keelson.work.query.Bazaar.Customer;
import dev.keelson.work.query.Bazaar.CustomerId;
import dev.keelson.work.query.Bazaar.Deck;
import dev.keelson.work.query.Bazaar.Dog;
import dev.keelson.work.query.Bazaar.Door;
import dev.keelson.work.query.Bazaar.Fee;
import dev.keelson.work.query.Bazaar.Ferry;
import dev.keelson.work.query.Bazaar.House;
import dev.keelson.work.query.Bazaar.HouseId;
import dev.keelson.work.query.Bazaar.Invoice;
import dev.keelson.work.query.Bazaar.Lamp;
import dev.keelson.work.query.Bazaar.Letter;
import dev.keelson.work.query.Bazaar.Line;
import dev.keelson.work.query.Bazaar.Node;
import dev.keelson.work.query.Bazaar.Order;
import dev.keelson.work.query.Bazaar.Paper;
import dev.keelson.work.query.Bazaar.Root;
import dev.keelson.work.query.Bazaar.Sale;
import dev.keelson.work.query.Bazaar.Seal;
import dev.keelson.work.query.Bazaar.Ship;
import dev.keelson.work.query.Bazaar.Size;
import dev.keelson.work.query.Bazaar.Slot;
import dev.keelson.work.query.Bazaar.Status;
import dev.keelson.work.query.Bazaar.Step;
import dev.keelson.work.query.Bazaar.Yacht;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random aggregates of one tenant, in memory as they are in the database. */
final class Stock {

    private final Random random;
    private final List<Root> all = new ArrayList<>();
    private final Set<Root> removed = new LinkedHashSet<>();
    private long lastId;

    Stock(Random random) {
        this.random = random;
        List<Dog> dogs = new ArrayList<>();
        for (long id : Traits.IDS) {
            Animal animal = id % 2 == 0 ? dog(id) : cat(id);
            if (animal instanceof Dog dog) {
                dogs.add(dog);
            }
            all.add(animal);
            all.add(id % 2 == 0 ? ferry(id) : yacht(id));
            all.add(id % 2 == 0 ? letter(new UUID(0, id)) : invoice(new UUID(0, id)));
        }
        for (HouseId id : Traits.HOUSES.subList(0, 8)) {
            all.add(house(id, dogs));
        }
        for (CustomerId id : Traits.CUSTOMERS.subList(0, 8)) {
            all.add(customer(id));
        }
        for (Bazaar.OrderId id : Traits.ORDERS.subList(0, 30)) {
            all.add(order(id));
        }
    }

    /**
     * Puts them into a database, changes some there and here, and removes some.
     *
     * @param hiding whether what is removed stays, so that others may refer to it
     */
    void store(Keelson keelson, WorkContext context, boolean hiding) {
        keelson.run(context, work -> all.forEach(work::add));
        keelson.run(context, work -> {
            work.getAll(Order.class, of(Order.class).stream().map(Order::id).toList());
            for (Order order : of(Order.class)) {
                if (random.nextInt(2) == 0) {
                    shrink(work.get(Order.class, order.id));
                    shrink(order);
                }
            }
        });
        for (Root root : all) {
            boolean mayGo = hiding ? !(root instanceof Dog) : root instanceof Order || root instanceof Ship;
            if (mayGo && random.nextInt(4) == 0) {
                removed.add(root);
            }
        }
        keelson.run(context, work -> {
            for (Class<? extends Root> type : List.of(Order.class, Customer.class, House.class, Animal.class)) {
                work.getAll(
                        type,
                        removed.stream().filter(type::isInstance).map(Root::id).toList());
            }
            removed.forEach(root -> work.remove(work.get(root.getClass(), root.id())));
        });
        if (!hiding) {
            all.removeAll(removed);
            removed.clear();
        }
    }

    /** Takes parts of each kind out. */
    private static void shrink(Order order) {
        if (!order.lines.isEmpty()) {
            order.lines.remove(0);
        }
        for (Line line : order.lines) {
            if (!line.steps.isEmpty()) {
                line.steps.remove(0);
            }
        }
        for (Node node : order.nodes) {
            node.below.clear();
        }
        order.slots.remove("ash");
        order.tags.remove("ash");
        order.points.remove("birch");
        order.watcherIds.removeIf(id -> id.value().endsWith("birch"));
        order.seal = null;
    }

    private <A> List<A> of(Class<A> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * What one sees who asks.
     *
     * @param includingDeleted whether also what was removed
     */
    Seen seen(boolean includingDeleted) {
        Map<Object, Root> seen = new LinkedHashMap<>();
        for (Root root : all) {
            if (includingDeleted || !removed.contains(root)) {
                seen.put(List.of(family(root), root.id()), root);
            }
        }
        return new Seen() {
            @Override
            public <A> List<A> all(Class<A> type) {
                return seen.values().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList();
            }

            @Override
            public <A> @Nullable A find(Class<A> type, @Nullable Object id) {
                if (id == null) {
                    return null;
                }
                Class<?> family = type.getSuperclass() == Object.class ? type : type.getSuperclass();
                Root root = seen.get(List.of(family, id));
                return type.isInstance(root) ? type.cast(root) : null;
            }
        };
    }

    private static Class<?> family(Root root) {
        Class<?> above = root.getClass().getSuperclass();
        return above == Object.class ? root.getClass() : above;
    }

    // ---- random values

    private long next() {
        return ++lastId;
    }

    private String text() {
        return one(random, Traits.TEXTS);
    }

    private int number() {
        return random.nextInt(5);
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> some(Supplier<T> value) {
        List<T> some = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            some.add(value.get());
        }
        return some;
    }

    private Dog dog(long id) {
        Dog dog = new Dog(id);
        dog.name = text();
        dog.cures.addAll(some(this::text));
        dog.tricks = number();
        return dog;
    }

    private Cat cat(long id) {
        Cat cat = new Cat(id);
        cat.name = text();
        cat.cures.addAll(some(this::text));
        cat.price = one(random, Traits.MONIES);
        cat.lives = maybe(this::number);
        cat.prey.addAll(some(this::text));
        return cat;
    }

    private Ship ferry(long id) {
        Ferry ferry = new Ferry(id);
        ferry.name = text();
        ferry.cabins.addAll(some(this::text));
        ferry.cars = number();
        ferry.decks.addAll(some(() -> {
            Deck deck = new Deck(next());
            deck.size = number();
            return deck;
        }));
        return ferry;
    }

    private Ship yacht(long id) {
        Yacht yacht = new Yacht(id);
        yacht.name = text();
        yacht.cabins.addAll(some(this::text));
        yacht.owner = maybe(this::text);
        yacht.price = one(random, Traits.MONIES);
        return yacht;
    }

    private Paper letter(UUID id) {
        Letter letter = new Letter(id);
        letter.name = text();
        letter.rank = maybe(this::number);
        letter.pages.addAll(some(this::text));
        letter.sender = maybe(this::text);
        letter.stamps.addAll(some(this::text));
        return letter;
    }

    private Paper invoice(UUID id) {
        Invoice invoice = new Invoice(id);
        invoice.name = text();
        invoice.rank = maybe(this::number);
        invoice.pages.addAll(some(this::text));
        invoice.sender = text();
        invoice.sum = number();
        return invoice;
    }

    private House house(HouseId id, List<Dog> dogs) {
        House house = new House(id);
        house.number = number();
        house.guard = maybe(() -> one(random, dogs));
        house.entries.addAll(some(() -> {
            if (random.nextInt(2) == 0) {
                Sale sale = new Sale(next());
                sale.amount = number();
                sale.article = text();
                sale.hints.addAll(some(this::text));
                return sale;
            }
            Fee fee = new Fee(next());
            fee.amount = number();
            fee.reason = maybe(this::text);
            return fee;
        }));
        house.devices.addAll(some(() -> {
            if (random.nextInt(2) == 0) {
                Lamp lamp = new Lamp(next());
                lamp.text = text();
                lamp.watts = number();
                lamp.scenes.addAll(some(this::number));
                return lamp;
            }
            Door door = new Door(next());
            door.text = text();
            door.code = maybe(this::text);
            return door;
        }));
        return house;
    }

    private Customer customer(CustomerId id) {
        Customer customer = new Customer(id);
        customer.name = text();
        customer.rank = maybe(this::number);
        customer.home = maybe(() -> Ref.of(one(random, of(House.class)).id));
        return customer;
    }

    private CustomerId aCustomer() {
        return one(random, of(Customer.class)).id;
    }

    private Line line() {
        Line line = new Line(next());
        line.product = text();
        line.quantity = number();
        line.price = maybe(() -> one(random, Traits.MONIES));
        line.supplier = maybe(() -> Ref.of(aCustomer()));
        line.marks.addAll(some(this::text));
        line.steps.addAll(some(() -> {
            Step step = new Step(next());
            step.text = text();
            step.number = number();
            return step;
        }));
        return line;
    }

    private Node node(int depth) {
        Node node = new Node(next());
        node.text = text();
        node.weight = maybe(this::number);
        if (depth > 0) {
            node.below.addAll(some(() -> node(depth - 1)));
        }
        return node;
    }

    private Order order(Bazaar.OrderId id) {
        Order order = new Order(id);
        order.number = number();
        order.weight = maybe(this::number);
        order.text = text();
        order.note = maybe(this::text);
        order.gift = random.nextBoolean();
        order.total = one(random, Traits.MONIES);
        order.discount = maybe(() -> one(random, Traits.MONIES));
        order.shipTo = maybe(() -> one(random, Traits.ADDRESSES));
        order.size = one(random, Traits.SPANS);
        order.weights = maybe(() -> one(random, Traits.RANGES));
        order.status = one(random, List.of(Status.values()));
        order.before = maybe(() -> one(random, List.of(Status.values())));
        order.box = one(random, List.of(Size.values()));
        order.madeAt = one(random, Traits.INSTANTS);
        order.paidAt = maybe(() -> one(random, Traits.INSTANTS));
        order.takes = maybe(() -> one(random, Traits.DURATIONS));
        order.rooms = some(this::number).stream().mapToInt(number -> number).toArray();
        order.beds = maybe(
                () -> some(this::number).stream().mapToInt(number -> number).toArray());
        inward(order.metadata);
        if (random.nextBoolean()) {
            Map<String, Object> deep = new LinkedHashMap<>();
            inward(deep);
            order.metadata.put("deep", deep);
        }
        order.customer = maybe(() -> Ref.of(aCustomer()));
        order.payer = maybe(this::aCustomer);
        order.watcherIds.addAll(some(this::aCustomer));
        order.lines.addAll(some(this::line));
        order.tags.addAll(some(this::text));
        order.scores.addAll(some(this::number));
        order.stops.addAll(some(() -> one(random, Traits.ADDRESSES)));
        some(this::text).forEach(key -> order.points.put(key, number()));
        some(this::text).forEach(key -> order.fees.put(key, one(random, Traits.MONIES)));
        some(this::text).forEach(key -> order.shelves.put(key, some(this::text)));
        some(this::text).forEach(key -> {
            Slot slot = new Slot(next());
            slot.size = number();
            order.slots.put(key, slot);
        });
        order.nodes.addAll(some(() -> node(2)));
        order.seal = maybe(() -> {
            Seal seal = new Seal(next());
            seal.text = text();
            seal.numbers.addAll(some(this::number));
            return seal;
        });
        return order;
    }

    /** A value of JSON, its null, or nothing. */
    private void inward(Map<String, Object> values) {
        if (random.nextInt(4) > 0) {
            values.put("what", maybe(() -> one(random, Traits.INWARD)));
        }
    }
}
