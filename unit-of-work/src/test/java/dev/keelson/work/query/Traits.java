package dev.keelson.work.query;

import dev.keelson.kernel.Ref;
import dev.keelson.work.query.Bazaar.Address;
import dev.keelson.work.query.Bazaar.Animal;
import dev.keelson.work.query.Bazaar.Cat;
import dev.keelson.work.query.Bazaar.Customer;
import dev.keelson.work.query.Bazaar.CustomerId;
import dev.keelson.work.query.Bazaar.Device;
import dev.keelson.work.query.Bazaar.Dog;
import dev.keelson.work.query.Bazaar.Door;
import dev.keelson.work.query.Bazaar.Entry;
import dev.keelson.work.query.Bazaar.Fee;
import dev.keelson.work.query.Bazaar.Ferry;
import dev.keelson.work.query.Bazaar.House;
import dev.keelson.work.query.Bazaar.HouseId;
import dev.keelson.work.query.Bazaar.Invoice;
import dev.keelson.work.query.Bazaar.Lamp;
import dev.keelson.work.query.Bazaar.Letter;
import dev.keelson.work.query.Bazaar.Line;
import dev.keelson.work.query.Bazaar.Money;
import dev.keelson.work.query.Bazaar.Node;
import dev.keelson.work.query.Bazaar.Order;
import dev.keelson.work.query.Bazaar.OrderId;
import dev.keelson.work.query.Bazaar.Paper;
import dev.keelson.work.query.Bazaar.Range;
import dev.keelson.work.query.Bazaar.Root;
import dev.keelson.work.query.Bazaar.Sale;
import dev.keelson.work.query.Bazaar.Seal;
import dev.keelson.work.query.Bazaar.Ship;
import dev.keelson.work.query.Bazaar.Size;
import dev.keelson.work.query.Bazaar.Span;
import dev.keelson.work.query.Bazaar.Status;
import dev.keelson.work.query.Bazaar.Step;
import dev.keelson.work.query.Bazaar.Yacht;
import dev.keelson.work.query.Valued.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of the bazaar's aggregates, and of which values these are made. */
final class Traits {

    /** Of lower-case letters alone, which all collations order alike. */
    static final List<String> TEXTS = List.of("ash", "birch", "cedar", "elm", "fir");

    static final List<Integer> NUMBERS = List.of(0, 1, 2, 3, 4);
    static final List<Money> MONIES = TEXTS.stream()
            .flatMap(text -> Stream.of("1", "2.5").map(amount -> new Money(new BigDecimal(amount), text)))
            .toList();
    static final List<Address> ADDRESSES = List.of(
            new Address("ash", null, "elm"),
            new Address("ash", "a", "elm"),
            new Address("ash", "b", "elm"),
            new Address("birch", null, "elm"),
            new Address("birch", "a", "fir"));
    static final List<Span> SPANS = List.of(
            new Span(null, null), new Span(1, null), new Span(null, 2), new Span(1, 2), new Span(1, 3), new Span(2, 2));
    static final List<Range> RANGES =
            List.of(new Range(1, null), new Range(1, 2), new Range(1, 3), new Range(2, null), new Range(2, 2));
    static final List<Instant> INSTANTS =
            LongStream.range(0, 5).mapToObj(Instant::ofEpochSecond).toList();
    static final List<Duration> DURATIONS =
            LongStream.range(0, 5).mapToObj(Duration::ofMinutes).toList();
    static final List<CustomerId> CUSTOMERS = TEXTS.stream()
            .flatMap(text -> Stream.of(text, "x" + text))
            .map(CustomerId::new)
            .toList();
    static final List<HouseId> HOUSES = TEXTS.stream()
            .flatMap(text -> Stream.of(1, 2).map(door -> new HouseId(text, door)))
            .toList();
    static final List<OrderId> ORDERS =
            LongStream.rangeClosed(1, 40).mapToObj(OrderId::new).toList();
    static final List<Long> IDS = LongStream.rangeClosed(1, 16).boxed().toList();
    static final List<UUID> PAPERS = IDS.stream().map(id -> new UUID(0, id)).toList();
    static final List<Object> INWARD = List.of("ash", "birch", 1, 2, 3, true, false);

    private Traits() {}

    /**
     * The aggregates of a class.
     *
     * @param traits what is asked of one
     */
    record Of<A extends Root>(Class<A> type, List<Trait<A>> traits) {

        /** A random condition. */
        Question<A> question(Random random) {
            return random.nextInt(12) == 0 ? Question.anything() : Traits.question(traits, random, 2);
        }

        /** The values of one that lie in its row. */
        List<@Nullable Object> values(A aggregate) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Trait<A> trait : traits) {
                switch (trait) {
                    case Valued<A> valued -> values.add(valued.get().apply(aggregate));
                    case Inward<A> inward -> values.add(inward.get().apply(aggregate));
                    case Sequence<A> sequence -> values.add(sequence.get().apply(aggregate));
                    case Several<A, ?> rows -> {}
                }
            }
            return values;
        }

        /** Random orders, not ended by the identifier. */
        List<Sorting<A>> sortings(Random random, boolean paged) {
            List<Sorting<A>> sortings = new ArrayList<>();
            List<Valued<A>> sorted = new ArrayList<>();
            for (Trait<A> trait : traits) {
                if (trait instanceof Valued<A> valued && valued.isSorted()) {
                    sorted.add(valued);
                }
            }
            for (int n = random.nextInt(3); n > 0; n--) {
                Sorting<A> sorting = Trait.one(random, sorted).sorting(type, random);
                if (sorting.paged() || !paged) {
                    sortings.add(sorting);
                }
            }
            return sortings;
        }
    }

    /** A random combination of questions about some of these. */
    static <O> Question<O> question(List<Trait<O>> traits, Random random, int depth) {
        int how = depth > 0 ? random.nextInt(10) : random.nextInt(5) + 5;
        if (how < 4) {
            List<Question<O>> parts = new ArrayList<>();
            for (int n = 2 + random.nextInt(2); n > 0; n--) {
                parts.add(question(traits, random, depth - 1));
            }
            return how < 2 ? Question.and(parts) : Question.or(parts);
        }
        if (how < 6) {
            return question(traits, random, depth - 1).not();
        }
        return depth < -1
                ? Trait.one(
                                random,
                                traits.stream()
                                        .filter(trait -> !(trait instanceof Several))
                                        .toList())
                        .ask(random, depth)
                : Trait.one(random, traits).ask(random, depth);
    }

    private static <O> Valued<O> money(String path, Function<O, @Nullable Money> get) {
        return Valued.<O>of(path, get::apply, MONIES)
                .columns((Money money) -> List.of(money.amount(), money.currency()));
    }

    private static List<? extends @Nullable Comparable<?>> columns(Address address) {
        return Arrays.asList(address.street(), address.door(), address.city());
    }

    private static <O> Valued<O> customer(String path, Function<O, @Nullable Object> get) {
        return Valued.of(path, get, CUSTOMERS).columns((CustomerId id) -> List.of(id.value()));
    }

    private static <O> Valued<O> house(String path, Function<O, @Nullable Object> get) {
        return Valued.of(path, get, HOUSES).columns((HouseId id) -> List.of(id.street(), id.door()));
    }

    private static @Nullable Object id(@Nullable Ref<?> ref) {
        return ref == null ? null : ref.id();
    }

    /** What may be seen of one thing that may be absent. */
    private static <T> List<T> seen(@Nullable T one) {
        return one == null ? List.of() : List.of(one);
    }

    private static @Nullable List<Integer> list(int @Nullable [] numbers) {
        return numbers == null ? null : IntStream.of(numbers).boxed().toList();
    }

    private static <T> @Nullable T as(Class<T> type, Object object) {
        return type.isInstance(object) ? type.cast(object) : null;
    }

    private static <O> Several<O, String> texts(String path, Function<O, Collection<String>> get) {
        return new Several<>(
                path, (seen, object) -> get.apply(object), () -> List.of(Valued.itself(text -> text, TEXTS)));
    }

    private static <O> Several<O, Integer> numbers(String path, Function<O, Collection<Integer>> get) {
        return new Several<>(
                path, (seen, object) -> get.apply(object), () -> List.of(Valued.itself(number -> number, NUMBERS)));
    }

    private static <V> Valued<Map.Entry<String, V>> key() {
        return Valued.<Map.Entry<String, V>>of("key()", Map.Entry::getKey, TEXTS)
                .by(Fields::key, "key()");
    }

    private static final List<Trait<Step>> STEP =
            List.of(Valued.of("text", step -> step.text, TEXTS), Valued.of("number", step -> step.number, NUMBERS));

    private static List<Trait<Line>> line() {
        return List.of(
                Valued.of("id", line -> line.id, IDS),
                Valued.of("product", line -> line.product, TEXTS),
                Valued.of("quantity", line -> line.quantity, NUMBERS),
                money("price", line -> line.price),
                Valued.of("price.currency", line -> line.price == null ? null : line.price.currency(), TEXTS),
                customer("supplier", line -> id(line.supplier)),
                new Several<Line, Customer>(
                        "supplier",
                        (seen, line) -> seen(seen.find(Customer.class, id(line.supplier))),
                        Traits::customers),
                texts("marks", line -> line.marks),
                new Several<Line, Step>("steps", (seen, line) -> line.steps, () -> STEP));
    }

    private static List<Trait<Node>> node() {
        return List.of(
                Valued.of("text", node -> node.text, TEXTS),
                Valued.of("weight", node -> node.weight, NUMBERS),
                new Several<Node, Node>("below", (seen, node) -> node.below, Traits::node));
    }

    private static List<Trait<Order>> orders() {
        return List.of(
                Valued.<Order>of("id", order -> order.id, ORDERS).columns((OrderId id) -> List.of(id.value())),
                Valued.of("number", order -> order.number, NUMBERS),
                Valued.of("weight", order -> order.weight, NUMBERS),
                Valued.of("text", order -> order.text, TEXTS),
                Valued.of("note", order -> order.note, TEXTS),
                Valued.of("gift", order -> order.gift, List.of(false, true)),
                money("total", order -> order.total),
                Valued.of("total.currency", order -> order.total.currency(), TEXTS),
                money("discount", order -> order.discount),
                Valued.<Order>of("shipTo", order -> order.shipTo, ADDRESSES)
                        .columns((Address address) -> columns(address))
                        .as(Kind.SORTED),
                Valued.of("shipTo.door", order -> order.shipTo == null ? null : order.shipTo.door(), List.of("a", "b")),
                Valued.of("shipTo.city", order -> order.shipTo == null ? null : order.shipTo.city(), TEXTS),
                Valued.<Order>of("size", order -> order.size, SPANS)
                        .columns((Span span) -> Arrays.asList(span.least(), span.most())),
                Valued.<Order>of("weights", order -> order.weights, RANGES)
                        .columns((Range range) -> Arrays.asList(range.least(), range.most())),
                Valued.of("weights.most", order -> order.weights == null ? null : order.weights.most(), NUMBERS),
                Valued.<Order>of("status", order -> order.status, List.of(Status.values()))
                        .columns((Status status) -> List.of(status.name()))
                        .as(Kind.SORTED),
                Valued.<Order>of("before", order -> order.before, List.of(Status.values()))
                        .columns((Status status) -> List.of(status.name()))
                        .as(Kind.SORTED),
                Valued.of("box", order -> order.box, List.of(Size.values())),
                Valued.of("madeAt", order -> order.madeAt, INSTANTS),
                Valued.of("paidAt", order -> order.paidAt, INSTANTS),
                Valued.of("takes", order -> order.takes, DURATIONS),
                customer("customer", order -> id(order.customer)),
                customer("payer", order -> order.payer),
                new Several<Order, Customer>(
                        "customer",
                        (seen, order) -> seen(seen.find(Customer.class, id(order.customer))),
                        Traits::customers),
                new Several<Order, Customer>(
                        "watchers",
                        (seen, order) -> order.watcherIds.stream()
                                .flatMap(id -> seen(seen.find(Customer.class, id)).stream())
                                .toList(),
                        Traits::customers),
                new Several<Order, CustomerId>(
                        "watcherIds",
                        (seen, order) -> order.watcherIds,
                        () -> List.of(Valued.<CustomerId>itself(id -> id, CUSTOMERS)
                                .columns((CustomerId id) -> List.of(id.value())))),
                new Several<Order, Line>("lines", (seen, order) -> order.lines, Traits::line),
                texts("tags", order -> order.tags),
                numbers("scores", order -> order.scores),
                new Several<Order, String>(
                        "shelves",
                        (seen, order) -> order.shelves.values().stream()
                                .flatMap(List::stream)
                                .toList(),
                        () -> List.of(Valued.itself(text -> text, TEXTS)),
                        (seen, order) -> order.shelves.size()),
                new Several<Order, Address>(
                        "stops",
                        (seen, order) -> order.stops,
                        () -> List.of(
                                Valued.of("street", Address::street, TEXTS),
                                Valued.of("door", Address::door, List.of("a", "b")),
                                Valued.<Address>itself(address -> address, ADDRESSES)
                                        .columns((Address address) -> columns(address))
                                        .as(Kind.SORTED))),
                new Several<Order, Map.Entry<String, Integer>>(
                        "points",
                        (seen, order) -> order.points.entrySet(),
                        () -> List.of(key(), Valued.itself(Map.Entry::getValue, NUMBERS))),
                new Several<Order, Map.Entry<String, Money>>(
                        "fees",
                        (seen, order) -> order.fees.entrySet(),
                        () -> List.of(
                                key(),
                                Valued.<Map.Entry<String, Money>>itself(Map.Entry::getValue, MONIES)
                                        .columns((Money money) -> List.of(money.amount(), money.currency())),
                                Valued.of("currency", fee -> fee.getValue().currency(), TEXTS))),
                new Several<Order, Map.Entry<String, Bazaar.Slot>>(
                        "slots",
                        (seen, order) -> order.slots.entrySet(),
                        () -> List.of(key(), Valued.of("size", slot -> slot.getValue().size, NUMBERS))),
                new Several<Order, Node>("nodes", (seen, order) -> order.nodes, Traits::node),
                new Several<Order, Seal>(
                        "seal",
                        (seen, order) -> seen(order.seal),
                        () -> List.of(
                                Valued.of("text", seal -> seal.text, TEXTS),
                                numbers("numbers", seal -> seal.numbers))));
    }

    private static List<Trait<Order>> ordersOfPostgres() {
        List<Trait<Order>> traits = new ArrayList<>(orders());
        traits.add(new Sequence<>("rooms", order -> list(order.rooms)));
        traits.add(new Sequence<>("beds", order -> list(order.beds)));
        traits.add(new Inward<>("metadata.what", order -> order.metadata.get("what"), INWARD));
        traits.add(new Inward<>(
                "metadata.deep.what",
                order -> order.metadata.get("deep") instanceof Map<?, ?> deep ? deep.get("what") : null,
                INWARD));
        return traits;
    }

    private static List<Trait<Customer>> customers() {
        return List.of(
                customer("id", customer -> customer.id),
                Valued.of("name", customer -> customer.name, TEXTS),
                Valued.of("rank", customer -> customer.rank, NUMBERS),
                house("home", customer -> id(customer.home)),
                new Several<Customer, House>(
                        "home", (seen, customer) -> seen(seen.find(House.class, id(customer.home))), Traits::houses),
                new Several<Customer, Order>(
                        "orders",
                        (seen, customer) -> seen.all(Order.class).stream()
                                .filter(order -> customer.id.equals(id(order.customer)))
                                .toList(),
                        Traits::orders),
                new Several<Customer, Order>(
                        "watched",
                        (seen, customer) -> seen.all(Order.class).stream()
                                .filter(order -> order.watcherIds.contains(customer.id))
                                .toList(),
                        Traits::orders));
    }

    private static List<Trait<House>> houses() {
        return List.of(
                house("id", house -> house.id),
                Valued.of("id.street", house -> house.id.street(), TEXTS),
                Valued.of("number", house -> house.number, NUMBERS),
                Valued.of("guard", house -> house.guard == null ? null : house.guard.id, IDS),
                new Several<House, Dog>(
                        "guard",
                        (seen, house) -> seen(house.guard == null ? null : seen.find(Dog.class, house.guard.id)),
                        Traits::dogs),
                new Several<House, Entry>(
                        "entries",
                        (seen, house) -> house.entries,
                        () -> List.of(
                                Valued.of("amount", entry -> entry.amount, NUMBERS),
                                Valued.of("article", entry -> entry instanceof Sale sale ? sale.article : null, TEXTS),
                                Valued.of("reason", entry -> entry instanceof Fee fee ? fee.reason : null, TEXTS),
                                texts("hints", entry -> entry instanceof Sale sale ? sale.hints : List.of()))),
                new Several<House, Device>(
                        "devices",
                        (seen, house) -> house.devices,
                        () -> List.of(
                                Valued.of("text", device -> device.text, TEXTS),
                                Valued.of("watts", device -> device instanceof Lamp lamp ? lamp.watts : null, NUMBERS),
                                Valued.of("code", device -> device instanceof Door door ? door.code : null, TEXTS),
                                numbers("scenes", device -> device instanceof Lamp lamp ? lamp.scenes : List.of()))));
    }

    private static <A extends Animal> List<Trait<A>> animals() {
        return List.of(
                Valued.of("id", animal -> animal.id(), IDS),
                Valued.of("name", animal -> animal.name, TEXTS),
                texts("cures", animal -> animal.cures));
    }

    private static <A extends Animal> List<Trait<A>> ofCats() {
        return List.of(
                money("price", animal -> as(Cat.class, animal) instanceof Cat cat ? cat.price : null),
                Valued.of("lives", animal -> as(Cat.class, animal) instanceof Cat cat ? cat.lives : null, NUMBERS),
                texts("prey", animal -> as(Cat.class, animal) instanceof Cat cat ? cat.prey : List.of()));
    }

    private static List<Trait<Dog>> dogs() {
        return both(animals(), ofDogs());
    }

    private static <A extends Animal> List<Trait<A>> ofDogs() {
        return List.of(Valued.of(
                "tricks", animal -> as(Dog.class, animal) instanceof Dog dog ? dog.tricks : null, NUMBERS));
    }

    private static <A extends Ship> List<Trait<A>> ships() {
        return List.of(
                Valued.of("id", ship -> ship.id(), IDS),
                Valued.of("name", ship -> ship.name, TEXTS),
                texts("cabins", ship -> ship.cabins));
    }

    private static <A extends Ship> List<Trait<A>> ofFerries() {
        return List.of(
                Valued.<A>of("cars", ship -> as(Ferry.class, ship) instanceof Ferry ferry ? ferry.cars : null, NUMBERS)
                        .as(Kind.UNPAGED),
                new Several<A, Bazaar.Deck>(
                        "decks",
                        (seen, ship) -> as(Ferry.class, ship) instanceof Ferry ferry ? ferry.decks : List.of(),
                        () -> List.of(Valued.of("size", deck -> deck.size, NUMBERS))));
    }

    private static <A extends Ship> List<Trait<A>> ofYachts() {
        return List.of(
                Valued.<A>of("owner", ship -> as(Yacht.class, ship) instanceof Yacht yacht ? yacht.owner : null, TEXTS)
                        .as(Kind.UNPAGED),
                Traits.<A>money("price", ship -> as(Yacht.class, ship) instanceof Yacht yacht ? yacht.price : null)
                        .as(Kind.UNPAGED));
    }

    private static <A extends Paper> List<Trait<A>> papers() {
        return List.of(
                Valued.of("id", paper -> paper.id(), PAPERS),
                Valued.of("name", paper -> paper.name, TEXTS),
                Valued.of("rank", paper -> paper.rank, NUMBERS),
                Valued.of(
                        "sender",
                        paper -> switch ((Paper) paper) {
                            case Invoice invoice -> invoice.sender;
                            case Letter letter -> letter.sender;
                        },
                        TEXTS),
                texts("pages", paper -> paper.pages));
    }

    private static <O> List<Trait<O>> both(List<Trait<O>> some, List<Trait<O>> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Orders roots of one class as the database orders their identifiers. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // identifiers of one class
    static int byId(Root one, Root other) {
        return ((Comparable) comparable(one.id())).compareTo(comparable(other.id()));
    }

    private static Comparable<?> comparable(Object id) {
        return switch (id) {
            case OrderId order -> order.value();
            case CustomerId customer -> customer.value();
            default -> (Comparable<?>) id;
        };
    }

    /** All classes of roots. */
    static List<Of<?>> all(boolean postgres) {
        return List.of(
                new Of<>(Order.class, postgres ? ordersOfPostgres() : orders()),
                new Of<>(Customer.class, customers()),
                new Of<>(House.class, houses()),
                new Of<>(Animal.class, both(animals(), both(ofCats(), ofDogs()))),
                new Of<>(Dog.class, dogs()),
                new Of<>(Cat.class, both(animals(), ofCats())),
                new Of<>(Ship.class, both(ships(), both(ofFerries(), ofYachts()))),
                new Of<>(Ferry.class, both(ships(), ofFerries())),
                new Of<>(Yacht.class, both(ships(), ofYachts())),
                new Of<>(Paper.class, papers()),
                new Of<>(Invoice.class, both(papers(), List.of(Valued.of("sum", invoice -> invoice.sum, NUMBERS)))),
                new Of<>(Letter.class, both(papers(), List.of(texts("stamps", letter -> letter.stamps)))));
    }
}
