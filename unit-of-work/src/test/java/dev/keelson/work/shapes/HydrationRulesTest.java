package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.DomainEvent;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of hydration, on classes as they are: sealed, checking, computing, hanging together. */
@SuppressWarnings("NullAway.Init")
class HydrationRulesTest {

    // ---- rule 1: which way an object is made

    /** Several ways; the named one is the only one that takes what is stored. */
    static final class Meeting {
        private final UUID id;
        private final Span span;
        private final List<String> people;

        private Meeting(UUID id, Span span, List<String> people, boolean restored) {
            if (!restored) {
                throw new IllegalStateException("a new one needs an invitation");
            }
            this.id = id;
            this.span = span;
            this.people = people;
        }

        Meeting(UUID id, Span span, List<String> people) {
            throw new IllegalStateException("not for loads");
        }

        private static Meeting restore(UUID id, Span span, List<String> people) {
            return new Meeting(id, span, people, true);
        }
    }

    static final class Span {
        private final int from;
        private final int to;

        private Span(int from, int to) {
            this.from = from;
            this.to = to;
        }

        Span(int from) {
            this(from, from);
        }

        static Span of(int from, int to) {
            if (from > to) {
                throw new IllegalArgumentException("backwards");
            }
            return new Span(from, to);
        }
    }

    // ---- rule 2: what is set, filled and left alone

    static final class Machine {
        private final UUID id;
        private final List<String> list = new ArrayList<>(List.of("initial"));
        private final Set<String> set = new TreeSet<>(Set.of("initial"));
        private final Map<String, List<Integer>> map = new LinkedHashMap<>(Map.of("initial", List.of(1)));
        private final SortedMap<String, String> sortedMap = new TreeMap<>();
        private final SortedSet<Integer> sortedSet = new TreeSet<>();
        private final Collection<String> collection = new ArrayDeque<>();
        private Deque<String> queue = new ArrayDeque<>();
        private String name = "unnamed";
        private int count = 7;
        private transient int made;
        private @Nullable Part part;

        Machine(UUID id) {
            this.id = id;
            this.made = 1;
            list.add("constructed");
            map.put("constructed", List.of());
            count++;
        }

        void setName(String ignored) {
            throw new IllegalStateException("setters are not called");
        }
    }

    static final class Part {
        private String kind;
        private final List<String> codes = new ArrayList<>();

        Part(String kind) {
            this.kind = kind;
        }
    }

    // ---- rule 4: complete before they are hashed

    /** Hashed by all that it has, its parts too. */
    record Address(String city, @Nullable Integer zip) {

        Address {
            if (city.isEmpty()) {
                throw new IllegalArgumentException("nowhere");
            }
        }
    }

    /** An entity that is hashed by a field that no constructor takes, and by its owner's name. */
    static final class Dog {
        private final UUID id;
        private @Nullable String name;
        private @Nullable Home home;

        Dog(UUID id) {
            this.id = id;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Dog dog && id.equals(dog.id) && Objects.equals(name, dog.name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, Objects.requireNonNull(name).length(), Objects.requireNonNull(home).id);
        }
    }

    record Key(String text, Home.Kind kind) {

        @Override
        public int hashCode() {
            return text.length() + kind.name().length();
        }
    }

    static final class Home {

        enum Kind {
            FLAT,
            HOUSE
        }

        private final UUID id;
        private final Set<Dog> dogs = new HashSet<>();
        private final Set<Address> addresses = new HashSet<>();
        private Map<Key, Integer> keys = new HashMap<>();
        private Map<String, Dog> byName = new HashMap<>();

        Home(UUID id) {
            this.id = id;
        }
    }

    // ---- rule 5: events

    record Happened(String what) implements DomainEvent {}

    static final class Account extends AggregateRoot {
        private final UUID id;
        private final List<Entry> entries = new ArrayList<>();

        Account(UUID id) {
            this.id = id;
            record(new Happened("opened"));
        }
    }

    record Entry(UUID id, int cents) {}

    static final class Ledger {
        private final UUID id;
        private final List<Object> log = new ArrayList<>();
        private String name = "";

        Ledger(UUID id) {
            this.id = id;
            log.add(new Happened("opened"));
        }
    }

    // ---- rule 6: faults

    record Letterhead(Address address, List<String> lines) {}

    static final class Shelf {
        private final UUID id;
        private final Map<String, Address> places = new HashMap<>();
        private final List<Set<Address>> nested = new ArrayList<>();
        private @Nullable Letterhead main;

        Shelf(UUID id) {
            this.id = id;
        }
    }

    // ---- a base class of a library

    abstract static class LibraryEntity {
        private final Object lock = new Object();
        private @Nullable Thread owner;
        protected int modifications;
    }

    static final class Tenant extends LibraryEntity {
        private final UUID id;
        private String name;
        private int cached;
        private @Nullable Badge badge;

        Tenant(UUID id, String name) {
            this.id = id;
            this.name = name;
            this.modifications = 42;
        }
    }

    static final class Badge {
        private final String text;
        private @Nullable Object image;

        Badge(String text) {
            this.text = text;
        }
    }

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Meeting.class,
                        meeting -> meeting.factory("restore", "id", "span", "people")
                                .property("span", span -> span.factory("of", "from", "to")))
                .map(Machine.class)
                .map(Home.class)
                .map(Account.class)
                .map(Ledger.class, ledger -> ledger.events("log"))
                .map(Shelf.class)
                .map(Tenant.class, tenant -> tenant.ignore("cached").ignore("badge.image"))
                .ignoreFieldsOf(LibraryEntity.class);
    }

    @BeforeAll
    static void create() {
        store = Store.of(HydrationRulesTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static void assertComesBack(Object aggregate, UUID id) {
        String state = StateText.of(aggregate);
        store.save(aggregate);
        assertThat(StateText.of(store.load(aggregate.getClass(), id))).isEqualTo(state);
        try (SqlUnitOfWork work = store.begin()) {
            work.get(aggregate.getClass(), id);
            assertThat(work.plan()).hasToString("nothing to commit");
        }
    }

    @Test
    void a_private_factory_makes_the_object_and_another_its_value_object() { // rule 1
        UUID id = UUID.randomUUID();
        assertComesBack(Meeting.restore(id, Span.of(1, 2), List.of("Ada", "Eve")), id);
    }

    @Test
    void without_them_the_constructor_that_covers_the_final_fields_is_taken() { // rule 1
        UUID id = UUID.randomUUID();
        store.save(Meeting.restore(id, Span.of(1, 2), List.of()));
        try (Keelson other = Keelson.builder()
                        .map(Meeting.class)
                        .dataSource(store.database().application())
                        .build();
                SqlUnitOfWork work = other.begin(Store.CONTEXT)) {
            HydrationException fault =
                    catchThrowableOfType(HydrationException.class, () -> work.find(Meeting.class, id));
            assertThat(fault).hasRootCauseMessage("not for loads").hasMessageContaining(id.toString());
        }
    }

    @Test
    void what_initialisers_and_constructors_do_never_shows_and_final_collections_are_filled_in_place() { // rule 2
        UUID id = UUID.randomUUID();
        Machine machine = new Machine(id);
        machine.list.clear();
        machine.list.add("stored");
        machine.set.clear();
        machine.map.clear();
        machine.map.put("stored", List.of(3, 4));
        machine.sortedMap.put("b", "2");
        machine.sortedMap.put("a", "1");
        machine.sortedSet.add(9);
        machine.name = "stored";
        machine.count = 0;
        machine.part = new Part("bolt");
        machine.part.codes.add("x");
        assertComesBack(machine, id);
        Machine loaded = store.load(Machine.class, id);
        assertThat(List.of(loaded.set.getClass(), loaded.map.getClass(), loaded.sortedMap.getClass()))
                .isEqualTo(List.of(TreeSet.class, LinkedHashMap.class, TreeMap.class));
        assertThat(loaded.made).isEqualTo(1);
        assertThat(loaded.sortedMap.firstKey()).isEqualTo("a");
    }

    record Late(UUID id, String text) {}

    static final class Unfillable {
        private final UUID id;
        private final List<String> lines;
        private final Part part;

        Unfillable(UUID id) {
            this.id = id;
            this.lines = List.of();
            this.part = new Part("none");
        }
    }

    @Test
    void a_final_field_that_nothing_can_set_is_a_fault_with_the_two_ways_to_mend_it() { // rule 3
        MappingException refused = catchThrowableOfType(
                MappingException.class,
                () -> Keelson.builder().map(Unfillable.class).schema());
        assertThat(refused.faults()).hasSize(1);
        assertThat(refused)
                .hasMessageContainingAll(
                        "Unfillable", "'part'", "Add such a constructor", "or make the fields non-final");
    }

    @Test
    void elements_and_keys_are_complete_before_they_are_hashed() { // rule 4
        UUID id = UUID.randomUUID();
        Home home = new Home(id);
        for (String name : List.of("Rex", "Bo")) {
            Dog dog = new Dog(UUID.randomUUID());
            dog.name = name;
            dog.home = home;
            home.dogs.add(dog);
            Dog other = new Dog(UUID.randomUUID());
            other.name = name;
            other.home = home;
            home.byName.put(name, other);
        }
        home.addresses.add(new Address("Oslo", 1));
        home.addresses.add(new Address("Oslo", null));
        home.keys.put(new Key("front", Home.Kind.HOUSE), 2);
        home.keys.put(new Key("back", Home.Kind.FLAT), 1);
        store.save(home);

        Home loaded = store.load(Home.class, id);

        assertThat(loaded.dogs).hasSize(2).allMatch(dog -> loaded.dogs.contains(dog) && dog.home == loaded);
        assertThat(loaded.addresses).contains(new Address("Oslo", 1), new Address("Oslo", null));
        assertThat(loaded.keys).containsEntry(new Key("front", Home.Kind.HOUSE), 2);
        assertThat(loaded.byName.values()).hasSize(2).allMatch(dog -> dog.home == loaded);
        assertThat(StateText.of(loaded)).isEqualTo(StateText.of(home));
    }

    @Test
    void events_recorded_while_an_object_is_made_are_discarded_by_every_load() { // rule 5
        Account account = new Account(UUID.randomUUID());
        account.entries.add(new Entry(UUID.randomUUID(), 5));
        Ledger ledger = new Ledger(UUID.randomUUID());
        store.save(account, ledger);
        assertThat(store.load(Account.class, account.id).domainEvents()).isEmpty();
        assertThat(store.load(Ledger.class, ledger.id).log).isEmpty();
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Ledger.class).list()).allMatch(one -> one.log.isEmpty());
            Ledger loaded = work.get(Ledger.class, ledger.id);
            loaded.log.add(new Happened("renamed"));
            assertThat(work.plan()).hasToString("nothing to commit");
            loaded.name = "renamed";
            assertThat(loaded.log).hasSize(1);
            work.commit();
        }
    }

    private static HydrationException spoilt(UUID id, String statement) {
        store.database().execute(statement);
        try (SqlUnitOfWork work = store.begin()) {
            HydrationException fault = catchThrowableOfType(HydrationException.class, () -> work.find(Shelf.class, id));
            assertThat(fault.id()).isEqualTo(Optional.of(id));
            assertThat(fault.type()).isEqualTo("Shelf");
            return fault;
        }
    }

    @Test
    void a_fault_tells_class_property_column_and_id_and_keeps_the_cause() { // rule 6
        UUID id = UUID.randomUUID();
        Shelf shelf = new Shelf(id);
        shelf.places.put("left", new Address("Oslo", 1));
        shelf.nested.add(Set.of());
        shelf.main = new Letterhead(new Address("Bonn", null), List.of("c/o"));
        Shelf other = new Shelf(UUID.randomUUID());
        store.save(shelf, other);

        HydrationException inMap = spoilt(id, "update shelf_places set city = ''");
        assertThat(inMap.property()).isEqualTo("places");
        assertThat(inMap).hasRootCauseMessage("nowhere");

        HydrationException inValue = spoilt(
                id,
                "update shelf_places set city = 'x'; update shelfs set main_address_city = '' where id = '" + id + "'");
        assertThat(inValue.property()).isEqualTo("main.address");

        store.database().execute("alter table shelf_main_lines alter line drop not null");
        HydrationException inList = spoilt(
                id,
                "update shelfs set main_address_city = 'x' where id = '" + id
                        + "'; update shelf_main_lines set line = null");
        assertThat(inList.property()).isEqualTo("main.lines");
        assertThat(inList.column()).contains("line");
        assertThat(store.load(Shelf.class, other.id)).isNotNull();
    }

    @Test
    void fields_of_a_library_and_those_left_out_are_neither_stored_nor_set() {
        Tenant tenant = new Tenant(UUID.randomUUID(), "Ada");
        tenant.cached = 9;
        tenant.modifications = 1;
        tenant.badge = new Badge("VIP");
        tenant.badge.image = new Object();
        store.save(tenant);
        Tenant loaded = store.load(Tenant.class, tenant.id);
        assertThat(List.of(loaded.name, loaded.cached, loaded.modifications)).isEqualTo(List.of("Ada", 0, 42));
        assertThat(Objects.requireNonNull(loaded.badge).text).isEqualTo("VIP");
        assertThat(loaded.badge.image).isNull();
        assertThat(store.database()
                        .query("select column_name from information_schema.columns where table_name = 'tenants'"
                                + " order by 1"))
                .extracting(row -> row.get(0))
                .containsExactly("badge_text", "id", "name", "version");
    }
}
