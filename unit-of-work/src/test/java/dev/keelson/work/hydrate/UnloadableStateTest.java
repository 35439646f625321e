package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.values.Ciphers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What could not be loaded again is not stored: a state that the constructors used by a load refuse. */
@SuppressWarnings({"NullAway", "DataFlowIssue"}) // what the database fills in is null before
class UnloadableStateTest {

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    record Movement(String from, String to) {}

    /** Behind its back a list; none by the constructor that the domain uses for it, refused by the one over the list. */
    static final class Schedule {
        private final List<Movement> movements;

        Schedule() {
            this.movements = new ArrayList<>();
        }

        Schedule(List<Movement> movements) {
            require(!movements.isEmpty(), "a schedule has a movement");
            this.movements = new ArrayList<>(movements);
        }
    }

    static final class Voyage {
        private final UUID id;
        private Schedule schedule;

        Voyage(UUID id, Schedule schedule) {
            this.id = id;
            this.schedule = schedule;
        }
    }

    static final class Discount {
        private int percent;

        Discount(int percent) {
            require(percent > 0, "nothing is no discount");
            this.percent = percent;
        }
    }

    static final class Line {
        static int made;

        private final UUID id;
        private int quantity;
        private final List<Discount> discounts;

        Line(UUID id, int quantity, List<Discount> discounts) {
            made++;
            require(quantity > 0, "a quantity is positive");
            require(discounts.size() < 3, "two discounts are enough");
            this.id = id;
            this.quantity = quantity;
            this.discounts = discounts;
        }
    }

    /** Takes its lines; its notes it does not. */
    static final class Order {
        static int made;

        private final UUID id;
        private String title;
        private final List<Line> lines;
        private List<String> notes = new ArrayList<>();

        Order(UUID id, String title, List<Line> lines) {
            made++;
            require(!lines.isEmpty(), "an order has a line");
            this.id = id;
            this.title = title;
            this.lines = lines;
        }
    }

    /** Its lines are set. */
    static final class Cart {
        private final UUID id;
        private String title;
        private final List<Line> lines = new ArrayList<>();

        Cart(UUID id, String title) {
            require(!title.isEmpty(), "a cart has a title");
            this.id = id;
            this.title = title;
        }
    }

    record Name(String text) {
        Name {
            require(!text.equals("nobody"), "nobody is no name");
        }
    }

    /** A state that its canonical constructor would refuse can be reached by what is in it. */
    record Team(List<String> members) {
        Team {
            require(!members.isEmpty(), "a team has a member");
        }
    }

    record Span(Instant from, Instant to) {
        Span {
            require(from.isBefore(to), "a span does not end before it begins");
        }
    }

    static final class Mutable {
        private String text;

        Mutable(String text) {
            require(!text.isEmpty(), "a text is not empty");
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mutable mutable && text.equals(mutable.text);
        }

        @Override
        public int hashCode() {
            return 7;
        }
    }

    static final class Key {
        private String area;
        private int number;

        Key(String area, int number) {
            require(number > 0, "a number is positive");
            this.area = area;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && area.equals(key.area) && number == key.number;
        }

        @Override
        public int hashCode() {
            return area.hashCode();
        }
    }

    static final class Passport {
        private String number;
        private final List<String> stamps;

        Passport(String number, List<String> stamps) {
            require(stamps.size() < 2, "a passport has room for one stamp");
            this.number = number;
            this.stamps = stamps;
        }
    }

    static final class Traveller {
        private final UUID id;
        private Mutable motto;
        private Team team = new Team(new ArrayList<>(List.of("a")));
        private Span stay;
        private Passport passport;
        private Set<Mutable> words = new LinkedHashSet<>();
        private Map<Key, Mutable> shelves = new LinkedHashMap<>();
        private Map<String, List<Mutable>> pages = new LinkedHashMap<>();

        Traveller(UUID id, Mutable motto, Span stay, Passport passport) {
            this.id = id;
            this.motto = motto;
            this.stay = stay;
            this.passport = passport;
        }
    }

    static final class Node {
        private final UUID id;
        private List<Node> nodes;

        Node(UUID id, List<Node> nodes) {
            require(nodes.size() != 1, "an only child is lonely");
            this.id = id;
            this.nodes = nodes;
        }
    }

    static final class Grove {
        private final UUID id;
        private List<Node> trees = new ArrayList<>();

        Grove(UUID id) {
            this.id = id;
        }
    }

    abstract static class Vehicle {
        private final UUID id;
        protected int wheels;

        Vehicle(UUID id, int wheels) {
            require(wheels > 0, "a vehicle has a wheel");
            this.id = id;
            this.wheels = wheels;
        }

        UUID vehicleId() {
            return id;
        }
    }

    static final class Truck extends Vehicle {
        private int load;

        Truck(UUID id, int wheels, int load) {
            super(id, wheels);
            require(load >= wheels, "a truck carries its wheels");
            this.load = load;
        }
    }

    /** Enters itself into its trip; holds it, too. */
    static final class Leg {
        private final UUID id;
        private final Trip trip;
        private int miles;

        Leg(UUID id, Trip trip, int miles) {
            require(miles > 0, "a leg is a mile long");
            this.id = id;
            this.trip = Objects.requireNonNull(trip, "trip");
            this.miles = miles;
            trip.entered++;
        }
    }

    static final class Stop {
        private final UUID id;
        private String place;
        private @Nullable Trip trip;

        Stop(UUID id, String place) {
            this.id = id;
            this.place = place;
        }
    }

    static final class Trip {
        private final UUID id;
        private String title;
        private transient int entered;
        private List<Leg> legs = new ArrayList<>();
        private final List<Stop> stops;

        Trip(UUID id, String title, List<Stop> stops) {
            require(stops.stream().noneMatch(stop -> stop.place.isEmpty()), "a stop has a place");
            this.id = id;
            this.title = title;
            this.stops = stops;
            stops.forEach(stop -> stop.trip = this);
        }
    }

    static final class Customer {
        private final UUID id;
        private boolean blocked;

        Customer(UUID id, boolean blocked) {
            this.id = id;
            this.blocked = blocked;
        }
    }

    static final class Loan {
        private final UUID id;
        private final Customer customer;
        private int amount;

        Loan(UUID id, Customer customer, int amount) {
            require(!customer.blocked, "a blocked customer gets no loan");
            this.id = id;
            this.customer = customer;
            this.amount = amount;
        }
    }

    /** Asks for its target when it is made. */
    static final class Visit {
        private final UUID id;
        private final Ref<Customer> customer;
        private String note;

        Visit(UUID id, Ref<Customer> customer, String note) {
            require(!customer.get().blocked, "a blocked customer does not come");
            this.id = id;
            this.customer = customer;
            this.note = note;
        }
    }

    /** Needs what the database fills in. */
    static final class Receipt {
        private final UUID id;
        private final Long number;
        private Schedule schedule;

        private Receipt(UUID id, Long number, Schedule schedule) {
            this.id = id;
            this.number = Objects.requireNonNull(number, "number");
            this.schedule = schedule;
        }

        private Receipt(UUID id, Schedule schedule, boolean fresh) {
            this.id = id;
            this.number = fresh ? null : 0L;
            this.schedule = schedule;
        }
    }

    static final class Secret {
        private final UUID id;
        private String word;

        Secret(UUID id, String word) {
            require(!word.startsWith("geheim"), word + " is too short");
            this.id = id;
            this.word = word;
        }
    }

    static final class Song {
        private UUID id = UUID.randomUUID();
        private int rank;

        Song(int rank) {
            this.rank = rank;
        }
    }

    static final class Chart {
        private final UUID id;
        private final List<Song> songs;

        Chart(UUID id, List<Song> songs) {
            require(!songs.isEmpty(), "a chart has a song");
            for (int n = 1; n < songs.size(); n++) {
                require(songs.get(n - 1).rank <= songs.get(n).rank, "songs are in order");
            }
            this.id = id;
            this.songs = songs;
        }
    }

    private static final AtomicBoolean MENDS = new AtomicBoolean();

    /** Gives an order without a line one, as a rule of the application may. */
    private static final CommitListener MENDER = new CommitListener() {
        @Override
        public void beforeCommit(WorkContext context, Aggregates work, List<Object> events) {
            if (MENDS.get()) {
                Order order = work.get(Order.class, new UUID(7, 7));
                if (order.lines.isEmpty()) {
                    order.lines.add(line(1));
                }
            }
        }
    };

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Voyage.class)
                .map(Order.class)
                .map(
                        Cart.class,
                        cart -> cart.children("lines", l -> l.children("discounts", d -> d.table("cart_discounts"))))
                .map(Traveller.class, traveller -> traveller.part("passport", p -> {}))
                .map(Grove.class)
                .map(
                        Vehicle.class,
                        vehicle -> vehicle.inheritance(Inheritance.JOINED).subtypes(Truck.class))
                .map(Trip.class)
                .map(Customer.class)
                .map(Loan.class)
                .map(Visit.class)
                .map(
                        Receipt.class,
                        receipt ->
                                receipt.constructor("id", "number", "schedule").property("number", p -> p.generated()))
                .map(Secret.class, secret -> secret.property("word", p -> p.encrypted(Ciphers.any())))
                .map(Chart.class, chart -> chart.children("songs", songs -> songs.sortedBy("rank")))
                .listener(MENDER);
    }

    @BeforeAll
    static void create() {
        List<String> ddl = new ArrayList<>(mapped().schema().statements());
        ddl.replaceAll(sql -> sql.replace("number bigint", "number bigint generated always as (7) stored"));
        store = Store.of(UnloadableStateTest::mapped, ddl);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Line line(int quantity) {
        return new Line(UUID.randomUUID(), quantity, new ArrayList<>());
    }

    private static Order order(int lines) {
        List<Line> all = new ArrayList<>();
        for (int n = 1; n <= lines; n++) {
            all.add(line(n));
        }
        return new Order(UUID.randomUUID(), "an order", all);
    }

    private static Traveller traveller() {
        Traveller traveller = new Traveller(
                UUID.randomUUID(),
                new Mutable("onwards"),
                new Span(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)),
                new Passport("P1", new ArrayList<>()));
        traveller.words.add(new Mutable("word"));
        traveller.shelves.put(new Key("a", 1), new Mutable("book"));
        traveller.pages.put("first", new ArrayList<>(List.of(new Mutable("page"))));
        return traveller;
    }

    /**
     * An aggregate becomes what cannot be loaded: the commit is refused without a statement, and nothing is written. After it is
     * mended, the commit goes through and what is stored is loaded.
     */
    private static <A> String refused(Class<A> type, UUID id, Consumer<A> spoil, Consumer<A> mend) {
        String told;
        try (SqlUnitOfWork work = store.begin()) {
            A aggregate = work.get(type, id);
            spoil.accept(aggregate);
            store.wire().reset();
            told = told(work);
            assertThat(store.wire().statements()).isEmpty();
            mend.accept(aggregate);
            work.commit();
        }
        store.load(type, id);
        return told;
    }

    private static String told(SqlUnitOfWork work) {
        UnstorableValueException planned = catchThrowableOfType(UnstorableValueException.class, work::plan);
        UnstorableValueException refused = catchThrowableOfType(UnstorableValueException.class, work::commit);
        assertThat(refused).as("refused").isNotNull();
        assertThat(planned).hasMessage(refused.getMessage());
        String found = "found a state that cannot be loaded again: ";
        assertThat(refused.getMessage()).contains(found);
        return refused.property() + " | "
                + refused.getMessage().replaceAll("(?s).*" + found + "(.*?)\\. Nothing was written.*", "$1");
    }

    private static void refusedWhenAdded(Object aggregate, String told) {
        try (SqlUnitOfWork work = store.begin()) {
            work.add(aggregate);
            assertThat(told(work)).isEqualTo(told);
            assertThat(store.wire().statements()).isEmpty();
            work.discard();
        }
    }

    @Test
    void a_wrapper_of_nothing_made_by_another_constructor_is_refused_and_after_it_is_mended_committed() {
        UUID id = UUID.randomUUID();
        Voyage voyage = new Voyage(id, new Schedule());
        try (SqlUnitOfWork work = store.begin()) {
            work.add(voyage);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageStartingWith(
                            "Cannot store Voyage.schedule of id " + id + ", found a state that cannot be loaded again:"
                                    + " the constructor of Schedule refused it: a"
                                    + " schedule has a movement. Nothing was"
                                    + " written; correct the object in the domain,"
                                    + " or the mapping where that is too narrow.")
                    .hasRootCauseMessage("a schedule has a movement");
            assertThat(store.wire().statements()).isEmpty();

            voyage.schedule = new Schedule(List.of(new Movement("Hongkong", "Hamburg")));
            work.commit();
        }
        assertThat(store.load(Voyage.class, id).schedule.movements)
                .containsExactly(new Movement("Hongkong", "Hamburg"));
        assertThat(refused(
                        Voyage.class,
                        id,
                        loaded -> loaded.schedule.movements.clear(),
                        loaded -> loaded.schedule.movements.add(new Movement("Hamburg", "Melbourne"))))
                .isEqualTo("Voyage.schedule | the constructor of Schedule refused it: a schedule has a movement");
    }

    @Test
    void a_wrapper_whose_other_constructor_is_chosen_is_loaded_by_that_and_may_be_empty() {
        UUID id = UUID.randomUUID();
        try (Store lenient = Store.of(() ->
                Keelson.builder().map(Voyage.class, v -> v.property("schedule", p -> p.constructor())))) {
            lenient.save(new Voyage(id, new Schedule()));
            assertThat(lenient.load(Voyage.class, id).schedule.movements).isEmpty();
            lenient.keelson()
                    .run(
                            Store.CONTEXT,
                            work -> work.get(Voyage.class, id)
                                    .schedule
                                    .movements
                                    .add(new Movement("a", "b")));
            assertThat(lenient.load(Voyage.class, id).schedule.movements).hasSize(1);
        }
    }

    @Test
    void a_constructor_that_is_said_of_the_elements_where_the_value_around_them_may_be_meant_is_a_fault() {
        assertThatThrownBy(() -> Keelson.builder()
                        .map(Voyage.class, v -> v.children("schedule", movements -> movements.constructor()))
                        .schema())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Voyage.schedule: how it is made is said of its elements, and not of the"
                        + " Schedule around them. Say it of the Schedule: .property(\"schedule\", p"
                        + " -> p.constructor()); where the elements are meant, say both.");
        Keelson.builder()
                .map(
                        Voyage.class,
                        v -> v.property("schedule", p -> p.constructor())
                                .children("schedule", movements -> movements.constructor("from", "to")))
                .schema();
    }

    @Test
    void a_root_whose_constructor_wants_a_line_keeps_its_last_one() {
        Order order = order(2);
        store.save(order);
        assertThat(refused(Order.class, order.id, loaded -> loaded.lines.clear(), loaded -> loaded.lines.add(line(3))))
                .isEqualTo("Order | the constructor of Order refused it: an order has a line");
        assertThat(store.load(Order.class, order.id).lines).hasSize(1);
    }

    @Test
    void an_element_is_named_by_its_place() {
        Order order = order(3);
        store.save(order);
        assertThat(refused(
                        Order.class,
                        order.id,
                        loaded -> loaded.lines.get(1).quantity = -1,
                        loaded -> loaded.lines.get(1).quantity = 9))
                .as("as the root takes it in, it is made with the root")
                .isEqualTo("Order.lines[1] | the constructor of Line refused it: a quantity is positive");

        Cart cart = new Cart(UUID.randomUUID(), "a cart");
        cart.lines.add(line(1));
        cart.lines.add(line(2));
        store.save(cart);
        assertThat(refused(
                        Cart.class,
                        cart.id,
                        loaded -> loaded.lines.get(1).quantity = -1,
                        loaded -> loaded.lines.get(1).quantity = 9))
                .isEqualTo("Cart.lines[1] | the constructor of Line refused it: a quantity is positive");
        assertThat(refused(
                        Cart.class,
                        cart.id,
                        loaded -> loaded.lines.get(0).discounts.add(spoilt(new Discount(1), d -> d.percent = 0)),
                        loaded -> loaded.lines.get(0).discounts.get(0).percent = 5))
                .isEqualTo("Cart.lines[0].discounts[0] | its column value cannot be read: nothing is no discount");
        assertThat(refused(
                        Cart.class,
                        cart.id,
                        loaded -> {
                            loaded.lines.get(1).discounts.add(new Discount(1));
                            loaded.lines.get(1).discounts.add(new Discount(2));
                            loaded.lines.get(1).discounts.add(new Discount(3));
                        },
                        loaded -> loaded.lines.get(1).discounts.remove(0)))
                .isEqualTo("Cart.lines[1] | the constructor of Line refused it: two discounts are enough");
        assertThat(refused(Cart.class, cart.id, loaded -> loaded.title = "", loaded -> loaded.title = "b"))
                .isEqualTo("Cart | the constructor of Cart refused it: a cart has a title");
    }

    private static <T> T spoilt(T object, Consumer<T> how) {
        how.accept(object);
        return object;
    }

    @Test
    void values_keys_parts_and_what_lies_in_them_are_tried_wherever_they_lie() {
        Traveller traveller = traveller();
        store.save(traveller);
        UUID id = traveller.id;
        assertThat(refused(Traveller.class, id, t -> t.motto.text = "", t -> t.motto.text = "x"))
                .startsWith("Traveller.motto | ")
                .endsWith(": a text is not empty");
        assertThat(refused(
                        Traveller.class,
                        id,
                        t -> t.words.add(spoilt(new Mutable("b"), word -> word.text = "")),
                        t -> t.words.clear()))
                .startsWith("Traveller.words[1] | ")
                .endsWith(": a text is not empty");
        assertThat(refused(
                        Traveller.class,
                        id,
                        t -> t.shelves.put(spoilt(new Key("b", 2), key -> key.number = -2), new Mutable("c")),
                        t -> t.shelves.clear()))
                .isEqualTo("Traveller.shelves[1] | the constructor of Key refused it: a number is positive");
        assertThat(refused(
                        Traveller.class,
                        id,
                        t -> t.pages.get("first").get(0).text = "",
                        t -> t.pages.get("first").get(0).text = "y"))
                .startsWith("Traveller.pages")
                .endsWith(": a text is not empty");
        assertThat(refused(
                        Traveller.class,
                        id,
                        t -> t.passport.stamps.addAll(List.of("a", "b")),
                        t -> t.passport.stamps.remove(0)))
                .isEqualTo("Traveller.passport | the constructor of Passport refused it: a passport has room for one"
                        + " stamp");
        assertThat(refused(Traveller.class, id, t -> t.team.members.clear(), t -> t.team.members.add("b")))
                .as("a record, whose only constructor saw another state")
                .isEqualTo("Traveller.team | the constructor of Team refused it: a team has a member");
    }

    @Test
    void a_value_that_its_columns_cut_is_tried_as_it_comes_back() {
        Instant now = Instant.parse("2026-11-27T10:00:00.000001100Z");
        Traveller traveller = traveller();
        traveller.stay = new Span(now, now.plusNanos(200));
        refusedWhenAdded(
                traveller, "Traveller.stay | the constructor of Span refused it: a span does not end before it begins");
    }

    @Test
    void nodes_of_a_tree_are_tried_with_those_that_take_them_in() {
        Grove grove = new Grove(UUID.randomUUID());
        Node middle = new Node(UUID.randomUUID(), new ArrayList<>());
        Node leaf = new Node(UUID.randomUUID(), new ArrayList<>());
        grove.trees.add(new Node(UUID.randomUUID(), new ArrayList<>(List.of(middle, leaf))));
        grove.trees.add(new Node(UUID.randomUUID(), new ArrayList<>()));
        store.save(grove);
        assertThat(refused(
                        Grove.class,
                        grove.id,
                        loaded -> loaded.trees.get(0).nodes.remove(0),
                        loaded -> loaded.trees.get(0).nodes.clear()))
                .isEqualTo("Grove.trees[0] | the constructor of Node refused it: an only child is lonely");
        assertThat(refused(
                        Grove.class,
                        grove.id,
                        loaded -> loaded.trees.get(1).nodes.add(new Node(UUID.randomUUID(), new ArrayList<>())),
                        loaded -> loaded.trees.get(1).nodes.add(new Node(UUID.randomUUID(), new ArrayList<>()))))
                .isEqualTo("Grove.trees[1] | the constructor of Node refused it: an only child is lonely");
    }

    @Test
    void columns_of_a_joined_class_are_tried_together() {
        Truck truck = new Truck(UUID.randomUUID(), 4, 100);
        store.save(truck);
        assertThat(refused(Truck.class, truck.vehicleId(), loaded -> loaded.load = 1, loaded -> loaded.load = 7))
                .isEqualTo("Vehicle | the constructor of Truck refused it: a truck carries its wheels");
        assertThat(refused(Truck.class, truck.vehicleId(), loaded -> loaded.wheels = 8, loaded -> loaded.load = 9))
                .isEqualTo("Vehicle | the constructor of Truck refused it: a truck carries its wheels");
    }

    @Test
    void the_objects_of_the_domain_see_nothing_of_it() {
        Trip trip = new Trip(UUID.randomUUID(), "a trip", new ArrayList<>(List.of(new Stop(UUID.randomUUID(), "A"))));
        trip.legs.add(new Leg(UUID.randomUUID(), trip, 3));
        trip.legs.add(new Leg(UUID.randomUUID(), trip, 4));
        store.save(trip);
        assertThat(trip.entered).isEqualTo(2);
        assertThat(trip.stops.get(0).trip).isSameAs(trip);
        try (SqlUnitOfWork work = store.begin()) {
            Trip loaded = work.get(Trip.class, trip.id);
            assertThat(loaded.entered).isEqualTo(2);
            loaded.legs.get(1).miles = 5;
            loaded.stops.add(new Stop(UUID.randomUUID(), "B"));
            work.commit();

            assertThat(loaded.entered).as("no leg entered itself once more").isEqualTo(2);
            assertThat(loaded.legs).allSatisfy(leg -> assertThat(leg.trip).isSameAs(loaded));
            assertThat(loaded.stops.get(0).trip)
                    .as("no other trip took the stop")
                    .isSameAs(loaded);
            assertThat(loaded.stops.get(1).trip).isNull();
        }
        assertThat(refused(
                        Trip.class,
                        trip.id,
                        loaded -> loaded.legs.get(1).miles = 0,
                        loaded -> loaded.legs.get(1).miles = 1))
                .isEqualTo("Trip.legs | the constructor of Leg refused it: a leg is a mile long");
        assertThat(refused(
                        Trip.class,
                        trip.id,
                        loaded -> loaded.stops.get(1).place = "",
                        loaded -> loaded.stops.get(1).place = "C"))
                .isEqualTo("Trip | the constructor of Trip refused it: a stop has a place");
    }

    @Test
    void a_reference_held_as_an_object_is_the_one_of_the_unit_of_work() {
        Customer customer = new Customer(UUID.randomUUID(), false);
        Loan loan = new Loan(UUID.randomUUID(), customer, 10);
        store.save(customer, loan);
        assertThat(refused(
                        Loan.class,
                        loan.id,
                        loaded -> {
                            loaded.customer.blocked = true;
                            loaded.amount = 11;
                        },
                        loaded -> loaded.customer.blocked = false))
                .isEqualTo("Loan | the constructor of Loan refused it: a blocked customer gets no loan");
    }

    @Test
    void what_is_resolved_on_demand_stays_so_and_a_constructor_that_asks_for_it_is_given_the_benefit_of_the_doubt() {
        Customer customer = new Customer(UUID.randomUUID(), false);
        Visit visit = new Visit(UUID.randomUUID(), Ref.of(customer.id, customer), "a note");
        store.save(customer, visit);
        try (SqlUnitOfWork work = store.begin()) {
            Visit loaded = work.get(Visit.class, visit.id);
            loaded.note = "another";
            work.commit();
        }
        assertThat(store.load(Visit.class, visit.id).note).isEqualTo("another");
    }

    @Test
    void an_object_that_takes_what_the_database_fills_in_is_not_made_before_but_what_lies_within_is() {
        Schedule schedule = new Schedule(List.of(new Movement("a", "b")));
        Receipt receipt = new Receipt(UUID.randomUUID(), schedule, true);
        store.save(receipt);
        assertThat(store.load(Receipt.class, receipt.id).number).isPositive();

        refusedWhenAdded(
                new Receipt(UUID.randomUUID(), new Schedule(), true),
                "Receipt.schedule | the constructor of Schedule refused it: a schedule has a movement");
        assertThat(refused(
                        Receipt.class,
                        receipt.id,
                        loaded -> loaded.schedule = new Schedule(),
                        loaded -> loaded.schedule = schedule))
                .isEqualTo("Receipt.schedule | the constructor of Schedule refused it: a schedule has a movement");
    }

    @Test
    void what_a_constructor_says_of_an_encrypted_value_is_not_shown() {
        Secret secret = new Secret(UUID.randomUUID(), "long");
        store.save(secret);
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Secret.class, secret.id).word = "geheimnis";
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("the constructor of Secret refused it. Nothing was written")
                    .hasMessageNotContaining("geheim")
                    .hasNoCause();
            work.discard();
        }
    }

    @Test
    void a_list_that_the_database_sorts_is_not_judged_by_its_order_in_memory() {
        Chart chart = new Chart(UUID.randomUUID(), new ArrayList<>(List.of(new Song(1), new Song(2))));
        store.save(chart);
        store.keelson()
                .run(
                        Store.CONTEXT,
                        work -> work.get(Chart.class, chart.id).songs.add(0, new Song(9)));
        assertThat(store.load(Chart.class, chart.id).songs)
                .extracting(song -> song.rank)
                .containsExactly(1, 2, 9);
        assertThat(refused(
                        Chart.class, chart.id, loaded -> loaded.songs.clear(), loaded -> loaded.songs.add(new Song(3))))
                .isEqualTo("Chart | the constructor of Chart refused it: a chart has a song");
    }

    @Test
    void only_what_changed_is_made() {
        Cart cart = new Cart(UUID.randomUUID(), "a cart");
        for (int n = 1; n <= 1_000; n++) {
            cart.lines.add(line(n));
        }
        store.save(cart);
        try (SqlUnitOfWork work = store.begin()) {
            Cart loaded = work.get(Cart.class, cart.id);
            Line.made = 0;
            work.commit();
            assertThat(Line.made).as("after nothing").isZero();
            loaded.title = "another";
            work.commit();
            assertThat(Line.made).as("after a change of the root").isZero();
            loaded.lines.get(500).quantity = 7;
            work.commit();
            assertThat(Line.made).as("after a change of one line").isOne();
            loaded.lines.remove(0);
            work.commit();
            assertThat(Line.made).as("after the first line went").isOne();
        }
        Order order = order(3);
        store.save(order);
        try (SqlUnitOfWork work = store.begin()) {
            Order loaded = work.get(Order.class, order.id);
            Order.made = 0;
            loaded.notes.add("a note, which no constructor takes");
            work.commit();
            assertThat(Order.made).isZero();
        }
    }

    @Test
    void a_listener_may_still_mend_it_and_a_query_does_not_judge_it() {
        Order order = new Order(new UUID(7, 7), "an order", new ArrayList<>(List.of(line(1))));
        store.save(order);
        MENDS.set(true);
        try (SqlUnitOfWork work = store.begin()) {
            Order loaded = work.get(Order.class, order.id);
            loaded.lines.clear();
            assertThatThrownBy(() -> work.query(Order.class).list()).isInstanceOf(PendingChangesException.class);
            work.commit();
            assertThat(loaded.lines).hasSize(1);
        } finally {
            MENDS.set(false);
        }
        assertThat(store.load(Order.class, order.id).lines).hasSize(1);
    }

    @Test
    void it_is_the_same_on_h2() throws SQLException {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        KeelsonBuilder builder =
                Keelson.builder().map(Voyage.class).map(Order.class).dataSource(memory);
        try (Connection connection = memory.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : builder.schema(StatementProfile.H2).statements()) {
                statement.execute(sql);
            }
            Order order = order(1);
            try (Keelson keelson = builder.build()) {
                assertThatThrownBy(() -> keelson.run(
                                Store.CONTEXT, work -> work.add(new Voyage(UUID.randomUUID(), new Schedule()))))
                        .isInstanceOf(UnstorableValueException.class)
                        .hasMessageContaining("a schedule has a movement");
                keelson.run(Store.CONTEXT, work -> work.add(order));
                assertThatThrownBy(() -> keelson.run(
                                Store.CONTEXT,
                                work -> work.get(Order.class, order.id).lines.clear()))
                        .isInstanceOf(UnstorableValueException.class)
                        .hasMessageContaining("an order has a line");
                keelson.run(
                        Store.CONTEXT,
                        work -> assertThat(work.get(Order.class, order.id).lines)
                                .hasSize(1));
            }
            statement.execute("shutdown");
        }
    }
}
