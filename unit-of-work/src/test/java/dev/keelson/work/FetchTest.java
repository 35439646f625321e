package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.query.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Other aggregates that come along with a query, in its one statement. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FetchTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    private static final WorkContext ZORG = WorkContext.of(TenantId.of("zorg"), Actor.of("jane"));

    record RegionId(String country, int number) {}

    record Region(RegionId id, String name) {}

    record ClientId(int value) {}

    static final class Client {
        final ClientId id;
        String name;

        @Nullable
        Ref<Region> region;

        Refs<Deal> deals = Refs.none();
        Refs<Deal> watched = Refs.none();

        Client(ClientId id, String name, @Nullable Ref<Region> region) {
            this.id = id;
            this.name = name;
            this.region = region;
        }

        @Nullable
        Ref<Region> region() {
            return region;
        }
    }

    abstract static sealed class Item permits Wood, Stone {
        final UUID id;
        final List<String> marks = new ArrayList<>();

        @Nullable
        Ref<Region> from;

        Item(UUID id) {
            this.id = id;
        }
    }

    static final class Wood extends Item {
        int rings;

        Wood(UUID id, int rings) {
            super(id);
            this.rings = rings;
        }
    }

    static final class Stone extends Item {
        int grams;

        Stone(UUID id, int grams) {
            super(id);
            this.grams = grams;
        }
    }

    record Line(int number, Ref<Item> item) {}

    record Place(String street, @Nullable Ref<Region> region) {}

    static final class Step {
        final int id;
        final List<Step> then = new ArrayList<>();

        @Nullable
        Ref<Client> by;

        Step(int id, @Nullable Ref<Client> by) {
            this.id = id;
            this.by = by;
        }
    }

    static final class Deal {
        final int id;

        @Nullable
        Ref<Client> client;

        @Nullable
        Ref<Deal> previous;

        Place place = new Place("Main Street", null);
        final List<Line> lines = new ArrayList<>();
        final Set<ClientId> watchers = new LinkedHashSet<>();
        final List<Step> steps = new ArrayList<>();
        Refs<Client> watchedBy = Refs.none();

        Deal(int id, @Nullable Ref<Client> client) {
            this.id = id;
            this.client = client;
        }
    }

    abstract static sealed class Paper permits Letter, Invoice {
        final int id;

        Paper(int id) {
            this.id = id;
        }
    }

    static final class Letter extends Paper {
        final Ref<Client> to;

        Letter(int id, Ref<Client> to) {
            super(id);
            this.to = to;
        }
    }

    static final class Invoice extends Paper {
        final Ref<Deal> of;
        final List<Line> lines = new ArrayList<>();

        Invoice(int id, Ref<Deal> of) {
            super(id);
            this.of = of;
        }
    }

    static final class Note {
        final int id;
        final Deal about;

        Note(int id, Deal about) {
            this.id = id;
            this.about = about;
        }
    }

    private final Store store = Store.of(
            ACME,
            () -> Keelson.builder()
                    .foreignKeys(false)
                    .policy(Tenancy.byColumn("tenant_id"))
                    .policy(SoftDelete.columns("deleted_at", "deleted_by"))
                    .map(Region.class)
                    .map(
                            Client.class,
                            client -> client.refs("deals", refs -> refs.inverseOf("client"))
                                    .refs("watched", refs -> refs.inverseOf("watchers")))
                    .map(Item.class, item -> item.inheritance(Inheritance.TABLE_PER_CLASS))
                    .map(
                            Deal.class,
                            deal -> deal.refs("watchedBy", refs -> refs.through("watchers"))
                                    .children("steps", steps -> steps.recursive()))
                    .map(Paper.class, paper -> paper.inheritance(Inheritance.JOINED))
                    .map(Note.class));

    private final Region north = new Region(new RegionId("no", 1), "North");
    private final Region south = new Region(new RegionId("no", 2), "South");
    private final Wood oak = new Wood(new UUID(0, 1), 80);
    private final Stone slate = new Stone(new UUID(0, 2), 900);

    private static Ref<Client> client(int id) {
        return Ref.of(new ClientId(id));
    }

    @BeforeAll
    void three_deals_of_two_clients() {
        oak.marks.addAll(List.of("A", "B"));
        oak.from = Ref.of(north.id());
        slate.from = Ref.of(south.id());
        Invoice invoice = new Invoice(2, Ref.of(1));
        invoice.lines.add(new Line(1, Ref.of(slate.id)));
        Client ada = new Client(new ClientId(1), "Ada", Ref.of(north.id()));
        Client bob = new Client(new ClientId(2), "Bob", Ref.of(south.id()));
        Client cyd = new Client(new ClientId(3), "Cyd", null);
        Deal first = new Deal(1, client(1));
        first.place = new Place("High Street", Ref.of(south.id()));
        first.lines.addAll(List.of(new Line(1, Ref.of(oak.id)), new Line(2, Ref.of(slate.id))));
        first.watchers.addAll(List.of(bob.id, cyd.id));
        Step step = new Step(1, client(2));
        step.then.add(new Step(2, client(3)));
        first.steps.add(step);
        Deal second = new Deal(2, client(2));
        second.previous = Ref.of(1);
        second.lines.add(new Line(1, Ref.of(oak.id)));
        second.watchers.add(cyd.id);
        Deal third = new Deal(3, client(1));
        third.previous = Ref.of(2);
        store.save(north, south, oak, slate, ada, bob, cyd, first, second, third, new Deal(4, null));
        store.save(new Letter(1, client(2)), invoice);
    }

    @BeforeEach
    void counts_from_zero() {
        store.wire().reset();
    }

    @AfterAll
    void closes() {
        store.close();
    }

    private long trips() {
        return store.wire().counts().roundTrips();
    }

    private static AggregateQuery<Deal> deals(SqlUnitOfWork work) {
        return work.query(Deal.class).orderBy(work.field(Deal.class, "id").asc());
    }

    private static List<@Nullable String> names(List<Deal> deals) {
        List<@Nullable String> names = new ArrayList<>();
        deals.forEach(deal -> names.add(deal.client == null ? null : deal.client.get().name));
        return names;
    }

    private static List<String> names(Refs<Client> clients) {
        return clients.list().stream().map(client -> client.name).sorted().toList();
    }

    private static List<Integer> ids(Refs<Deal> deals) {
        return deals.list().stream().map(deal -> deal.id).sorted().toList();
    }

    @Test
    void a_reference_has_its_target_in_the_same_statement() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Deal> deals = deals(work).fetch("client").list();

            assertThat(store.wire().statements()).hasSize(1);
            assertThat(names(deals)).containsExactly("Ada", "Bob", "Ada", null);
            assertThat(deals.get(0).client).isNotNull();
            assertThat(work.get(Client.class, new ClientId(1)))
                    .isSameAs(deals.get(0).client.get());
            assertThat(trips()).isEqualTo(1);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void the_one_with_an_identifier_brings_it_along_too() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Deal> found = work.query(Deal.class)
                    .where(deal -> deal.field("id").eq(2))
                    .fetch("client")
                    .list();
            assertThat(names(found)).containsExactly("Bob");
            assertThat(trips()).isEqualTo(1);
        }
    }

    @Test
    void an_accessor_names_it_as_well() {
        try (SqlUnitOfWork work = store.begin()) {
            Client client = work.query(Client.class)
                    .where(one -> one.field("name").eq("Ada"))
                    .fetch(Client::region)
                    .single()
                    .orElseThrow();
            assertThat(client.region).isNotNull();
            assertThat(client.region.get()).isEqualTo(north);
            assertThat(trips()).isEqualTo(1);
        }
    }

    @Test
    void paths_lead_through_parts_values_trees_and_other_aggregates() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Deal> deals = deals(work)
                    .fetch("lines.item", "place.region", "steps.by", "previous.client.region")
                    .list();
            Deal first = deals.get(0);
            Deal second = deals.get(1);
            Deal third = deals.get(2);
            assertThat(store.wire().statements()).hasSize(1);

            assertThat(first.lines.get(0).item().get()).isInstanceOfSatisfying(Wood.class, wood -> {
                assertThat(wood.rings).isEqualTo(80);
                assertThat(wood.marks).containsExactly("A", "B");
            });
            assertThat(first.lines.get(1).item().get())
                    .isInstanceOfSatisfying(
                            Stone.class, stone -> assertThat(stone.grams).isEqualTo(900));
            assertThat(second.lines.get(0).item().get())
                    .isSameAs(first.lines.get(0).item().get());
            assertThat(first.place.region()).isNotNull();
            assertThat(first.place.region().get()).isEqualTo(south);
            assertThat(first.steps.get(0).by).isNotNull();
            assertThat(first.steps.get(0).by.get().name).isEqualTo("Bob");
            assertThat(first.steps.get(0).then.get(0).by).isNotNull();
            assertThat(first.steps.get(0).then.get(0).by.get().name).isEqualTo("Cyd");
            assertThat(third.previous).isNotNull();
            assertThat(third.previous.get()).isSameAs(second);
            assertThat(names(List.of(second))).containsExactly("Bob");
            assertThat(second.client).isNotNull();
            assertThat(second.client.get().region).isNotNull();
            assertThat(second.client.get().region.get()).isEqualTo(south);
            assertThat(trips()).isEqualTo(1);
        }
    }

    @Test
    void classes_of_a_hierarchy_lead_to_others_by_whatever_each_of_them_has() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Paper> papers = work.query(Paper.class)
                    .orderBy(work.field(Paper.class, "id").asc())
                    .fetch("to.region", "of.client", "lines.item.from")
                    .list();
            Letter letter = (Letter) papers.get(0);
            Invoice invoice = (Invoice) papers.get(1);
            assertThat(letter.to.get().region()).isNotNull();
            assertThat(letter.to.get().region().get()).isEqualTo(south);
            assertThat(names(List.of(invoice.of.get()))).containsExactly("Ada");
            Item item = invoice.lines.get(0).item().get();
            assertThat(item.from).isNotNull();
            assertThat(item.from.get()).isEqualTo(south);
            assertThat(trips()).isEqualTo(1);
        }
        try (SqlUnitOfWork work = store.begin()) {
            List<Item> items = work.query(Item.class).fetch("from").list();
            for (Item item : items) {
                assertThat(item.from).isNotNull();
                assertThat(item.from.get()).isEqualTo(item instanceof Wood ? north : south);
            }
            assertThat(items).hasSize(2);
            assertThat(trips()).isEqualTo(1);
        }
    }

    @Test
    void collections_of_others_come_along_by_their_rows_and_by_ours() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Client> clients = work.query(Client.class)
                    .orderBy(work.field(Client.class, "id").asc())
                    .fetch("deals", "watched.watchedBy")
                    .list();

            assertThat(clients).extracting(client -> client.deals.isLoaded()).containsOnly(true);
            assertThat(ids(clients.get(0).deals)).containsExactly(1, 3);
            assertThat(ids(clients.get(1).deals)).containsExactly(2);
            assertThat(ids(clients.get(2).deals)).isEmpty();
            assertThat(ids(clients.get(0).watched)).isEmpty();
            assertThat(ids(clients.get(1).watched)).containsExactly(1);
            assertThat(ids(clients.get(2).watched)).containsExactly(1, 2);
            assertThat(names(clients.get(1).watched.list().get(0).watchedBy)).containsExactly("Bob", "Cyd");
            assertThat(store.wire().statements()).hasSize(1);

            Deal third = work.get(Deal.class, 3);
            assertThat(trips()).isEqualTo(1);
            assertThat(third.watchedBy.isLoaded())
                    .as("nobody watches it, so nothing led from it")
                    .isFalse();
        }
    }

    @Test
    void what_came_along_is_not_taken_for_what_was_asked_for() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Deal> second = deals(work)
                    .where(deal -> deal.field("id").eq(2))
                    .fetch("previous")
                    .list();
            assertThat(second).extracting(deal -> deal.id).containsExactly(2);
            assertThat(second.get(0).previous).isNotNull();
            Deal first = second.get(0).previous.get();
            assertThat(trips()).isEqualTo(1);
            assertThat(first.client).isNotNull();
            assertThat(first.client.isLoaded())
                    .as("that of another step is not fetched")
                    .isFalse();
            assertThat(first.client.get().name).isEqualTo("Ada");
            assertThat(trips()).isEqualTo(2);
        }
    }

    @Test
    void pages_firsts_streams_and_locked_ones_bring_it_along_too() {
        try (SqlUnitOfWork work = store.begin()) {
            Page<Deal> page = deals(work).fetch("client").page(2);
            assertThat(names(page.items())).containsExactly("Ada", "Bob");
            assertThat(trips()).isEqualTo(1);
        }
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(deals(work).fetch("client").first().map(deal -> names(List.of(deal))))
                    .contains(List.of("Ada"));
            assertThat(trips()).isEqualTo(1);
        }
        try (SqlUnitOfWork work = store.begin();
                Stream<Deal> all = deals(work).fetch("client").stream()) {
            assertThat(names(all.toList())).containsExactly("Ada", "Bob", "Ada", null);
            assertThat(trips()).isEqualTo(1);
        }
        try (SqlUnitOfWork work = store.keelson().begin(ACME, Isolation.LOCKING)) {
            work.find(Deal.class, 99);
            store.wire().reset();
            assertThat(names(deals(work).fetch("client").limit(2).forUpdate().list()))
                    .containsExactly("Ada", "Bob");
            assertThat(trips()).isEqualTo(2);
            work.discard();
        }
        List<@Nullable String> read = store.keelson().read(ACME, reading -> {
            return names(((SqlReading) reading)
                    .query(Deal.class)
                    .fetch("client")
                    .limit(1)
                    .where(deal -> deal.field("id").eq(2))
                    .list());
        });
        assertThat(read).containsExactly("Bob");
    }

    @Test
    void an_object_that_is_referred_to_saves_the_trip_of_its_level() {
        Deal deal = new Deal(50, client(2));
        store.save(deal, new Note(1, deal));
        try (SqlUnitOfWork work = store.begin()) {
            List<Note> plain = work.query(Note.class).list();
            assertThat(trips()).isEqualTo(2);
            assertThat(names(List.of(plain.get(0).about))).containsExactly("Bob");
        }
        try (SqlUnitOfWork work = store.begin()) {
            List<Note> notes = work.query(Note.class).fetch("about.client").list();
            assertThat(names(List.of(notes.get(0).about))).containsExactly("Bob");
            assertThat(trips()).isEqualTo(1);
        }
        store.keelson().run(ACME, work -> {
            work.remove(work.get(Note.class, 1));
            work.remove(work.get(Deal.class, 50));
        });
    }

    @Test
    void another_tenants_and_deleted_ones_stay_away() {
        store.keelson().run(ZORG, work -> {
            work.add(new Client(new ClientId(70), "Zed", null));
            work.add(new Deal(71, client(70)));
        });
        Deal deal = new Deal(60, client(70));
        deal.previous = Ref.of(61);
        deal.watchers.addAll(List.of(new ClientId(70), new ClientId(2)));
        store.save(deal, new Deal(61, null));
        store.keelson().run(ACME, work -> work.remove(work.get(Deal.class, 61)));
        try (SqlUnitOfWork work = store.begin()) {
            Deal loaded = deals(work)
                    .where(one -> one.field("id").eq(60))
                    .fetch("client", "previous", "watchedBy")
                    .single()
                    .orElseThrow();
            assertThat(trips()).isEqualTo(1);
            assertThat(names(loaded.watchedBy)).containsExactly("Bob");
            assertThat(trips()).isEqualTo(1);
            assertThat(loaded.client).isNotNull();
            assertThat(loaded.client.isLoaded()).isFalse();
            assertThatThrownBy(loaded.client::get).isInstanceOf(AggregateNotFoundException.class);
            assertThat(loaded.previous).isNotNull();
            assertThatThrownBy(loaded.previous::get)
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageContaining("it is hidden");
        }
        try (SqlUnitOfWork work = store.begin()) {
            Deal loaded = work.includingDeleted("to see what came before")
                    .query(Deal.class)
                    .where(one -> one.field("id").eq(60))
                    .fetch("previous")
                    .single()
                    .orElseThrow();
            assertThat(trips()).isEqualTo(1);
            assertThat(loaded.previous).isNotNull();
            assertThat(loaded.previous.get().id).isEqualTo(61);
            assertThat(trips()).isEqualTo(1);
        }
        store.keelson().run(ACME, work -> work.remove(work.get(Deal.class, 60)));
    }

    @Test
    void collections_by_their_rows_are_refused_while_changes_are_pending_and_others_are_not() {
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Client.class, new ClientId(3)).name = "Cyril";
            store.wire().reset();
            assertThat(names(deals(work).fetch("client").limit(1).list())).containsExactly("Ada");
            assertThat(trips()).isEqualTo(1);
            work.discard();
        }
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Deal.class, 2).client = client(1);
            AggregateQuery<Client> clients = work.query(Client.class).fetch("deals");
            assertThatThrownBy(clients::list)
                    .isInstanceOf(PendingChangesException.class)
                    .hasMessageContaining("Deal[2]");
            assertThat(ids(clients.seeingDatabase().list().get(0).deals)).isNotEmpty();
            work.discard();
        }
    }

    @Test
    void what_leads_nowhere_is_refused_by_name() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> deals(work).fetch("cliend"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'cliend'")
                    .hasMessageContaining("did you mean 'client'?")
                    .hasMessageContaining("lines.item");
            assertThatThrownBy(() -> deals(work).fetch("client.regoin"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'client.regoin'")
                    .hasMessageContaining("from Client")
                    .hasMessageContaining("did you mean 'region'?");
            assertThatThrownBy(() -> deals(work).fetch("client."))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'client.'");
            assertThatThrownBy(() -> deals(work).fetch("client", null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Cannot fetch null with Deal");
            assertThatThrownBy(() -> work.query(Region.class).fetch("name"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Nothing in Region refers to one");
            assertThat(trips()).isZero();
        }
    }
}
