package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Repository;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Found, or added where there is none; and of many who find none at the same moment, none fails. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FindOrAddTest {

    static class Counter {
        String id;
        int count;

        Counter(String id) {
            this.id = id;
        }
    }

    /** No class that is mapped. */
    static final class LoudCounter extends Counter {
        LoudCounter(String id) {
            super(id);
        }
    }

    /** Unique by more than its identifier, of which the database looks at the other first. */
    static final class Member {
        final UUID id;
        final String email;

        Member(UUID id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    record Hour(String page, Instant begin) {}

    static final class Visit {
        final Hour id;
        int count;

        Visit(Hour id) {
            this.id = id;
        }
    }

    static final class Ticket {
        private long id;
        String text = "";
    }

    sealed interface Payment permits Card, Transfer {
        UUID id();
    }

    record Card(UUID id, int cents) implements Payment {}

    record Transfer(UUID id, int cents) implements Payment {}

    private Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Counter.class)
                .map(Visit.class)
                .map(Member.class)
                .map(Ticket.class, ticket -> ticket.databaseIds())
                .map(Payment.class, payment -> payment.inheritance(Inheritance.TABLE_PER_CLASS));
    }

    @BeforeAll
    void open() {
        store = Store.of(FindOrAddTest::mapped);
        store.database()
                .execute(
                        "alter table members drop constraint members_pkey",
                        "alter table members add constraint by_email unique (email)",
                        "alter table members add primary key (id)");
    }

    @AfterAll
    void close() {
        store.close();
    }

    private static Counter counter(Aggregates work, String id) {
        return work.findOrAdd(Counter.class, id, () -> new Counter(id));
    }

    @Test
    void what_is_there_is_found_and_what_is_not_is_added_once() {
        store.keelson().run(Store.CONTEXT, work -> counter(work, "one").count++);
        try (SqlUnitOfWork work = store.begin()) {
            Counter found = work.findOrAdd(Counter.class, "one", () -> {
                throw new AssertionError("there is one");
            });
            found.count++;
            Counter added = counter(work, "another");
            assertThat(counter(work, "another")).isSameAs(added);
            assertThat(work.get(Counter.class, "another")).isSameAs(added);
            assertThat(work.commit().rows()).containsEntry("counters", 2);
            assertThat(counter(work, "another")).isSameAs(added);
        }
        assertThat(counts("one", "another")).containsExactly(2, 0);
    }

    private List<Integer> counts(String... ids) {
        return store.keelson()
                .call(
                        Store.CONTEXT,
                        work -> work.getAll(Counter.class, List.of(ids)).stream()
                                .map(counter -> counter.count)
                                .toList());
    }

    @Test
    void what_was_removed_in_this_unit_of_work_is_taken_up_again_as_its_next_state() {
        store.keelson().run(Store.CONTEXT, work -> counter(work, "phoenix").count = 7);
        store.keelson().run(Store.CONTEXT, work -> {
            work.remove(counter(work, "phoenix"));
            counter(work, "phoenix").count++;
        });
        assertThat(counts("phoenix")).containsExactly(1);
    }

    @Test
    void eight_who_find_nothing_and_add_all_come_through_and_none_is_lost() {
        int threads = 8;
        int keys = 128;
        List<CompletableFuture<?>> all = new ArrayList<>();
        List<CountDownLatch> foundNothing = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            foundNothing.add(new CountDownLatch(threads));
        }
        for (int group = 0; group < 2; group++) { // one group pauses while the other works
            int first = group;
            for (int thread = 0; thread < threads; thread++) {
                all.add(ShopStage.async(() -> {
                    for (int key = first; key < keys; key += 2) {
                        countIn(foundNothing.get(key), "key " + key);
                    }
                    return null;
                }));
            }
        }
        all.forEach(ShopStage::join);
        assertThat(store.database()
                        .query("select count(*), min(count), max(count) from counters where id like 'key %'"))
                .containsExactly(List.of((long) keys, threads, threads));
    }

    /** The first round goes on when everybody has found nothing. */
    private void countIn(CountDownLatch foundNothing, String id) throws InterruptedException {
        boolean[] again = {false};
        store.keelson().run(Store.CONTEXT, work -> {
            counter(work, id).count++;
            if (!again[0]) {
                again[0] = true;
                foundNothing.countDown();
                assertThat(foundNothing.await(1, TimeUnit.MINUTES)).isTrue();
            }
        });
    }

    interface Counters extends Repository<Counter, String> {
        Counter findOrAdd(String id, Supplier<? extends Counter> made);

        Counter get(String id, Expected expected);
    }

    static final class JooqCounters extends AbstractRepository<Counter, String> implements Counters {
        JooqCounters(SqlUnitOfWork work) {
            super(work, Counter.class);
        }
    }

    @Test
    void a_repository_of_the_domain_may_have_it_and_finds_what_a_client_saw() {
        try (SqlUnitOfWork work = store.begin()) {
            Counters counters = new JooqCounters(work);
            Counter made = counters.findOrAdd("by repository", () -> new Counter("by repository"));
            assertThat(counters.findOrAdd("by repository", () -> new Counter("by repository")))
                    .isSameAs(made);
            work.commit();
            long version = work.version(made);
            assertThat(counters.get("by repository", Expected.version(version))).isSameAs(made);
            assertThatThrownBy(() -> counters.get("by repository", Expected.version(version + 1)))
                    .isInstanceOf(StaleAggregateException.class);
        }
    }

    @Test
    void a_race_is_told_from_other_duplicates_whatever_the_keys_look_like() {
        for (List<String> ids : List.of(List.of("1", "11", "111"), List.of("a", "a, b", "b"))) {
            List<String> raced = ids.stream().map(id -> "x" + id).toList();
            List<Integer> rounds = new ArrayList<>();
            store.keelson().run(Store.CONTEXT, work -> {
                rounds.add(1);
                raced.forEach(id -> counter(work, id).count++);
                if (rounds.size() == 1) {
                    store.database()
                            .execute(
                                    "insert into counters (id, count, version) values ('" + raced.get(1) + "', 40, 1)");
                }
            });
            assertThat(rounds).hasSize(2);
            assertThat(counts(raced.toArray(String[]::new))).containsExactly(1, 41, 1);
        }
    }

    @Test
    void a_race_for_keys_that_the_server_writes_otherwise_than_we_do_is_one_too() {
        Hour hour = new Hour("home", Instant.parse("2026-11-21T10:00:00Z"));
        Hour next = new Hour("home", Instant.parse("2026-11-21T11:00:00Z"));
        List<Integer> rounds = new ArrayList<>();
        store.keelson().run(Store.CONTEXT, work -> {
            rounds.add(1);
            for (Hour one : List.of(hour, next)) {
                work.findOrAdd(Visit.class, one, () -> new Visit(one)).count++;
            }
            if (rounds.size() == 1) {
                try (SqlUnitOfWork other = store.keelson().begin(Store.CONTEXT)) {
                    other.add(new Visit(next));
                    other.commit();
                }
            }
        });
        assertThat(rounds).hasSize(2);
        assertThat(store.database().query("select count from visits order by id_begin"))
                .containsExactly(List.of(1), List.of(1));
    }

    @Test
    void a_race_shows_in_whichever_unique_value_the_database_looks_at_first() {
        UUID id = UUID.randomUUID();
        List<Integer> rounds = new ArrayList<>();
        Member mine = store.keelson().call(Store.CONTEXT, work -> {
            rounds.add(1);
            Member found = work.findOrAdd(Member.class, id, () -> new Member(id, "ada@x.org"));
            if (rounds.size() == 1) {
                store.database()
                        .execute("insert into members (id, email, version) values ('" + id + "', 'ada@x.org', 1)");
            }
            return found;
        });
        assertThat(rounds).hasSize(2);
        assertThat(mine.email).isEqualTo("ada@x.org");

        UUID other = UUID.randomUUID();
        assertThatThrownBy(() -> store.keelson().run(Store.CONTEXT, work -> {
                    rounds.add(1);
                    work.findOrAdd(Member.class, other, () -> new Member(other, "ada@x.org"));
                }))
                .as("somebody else's value stays somebody else's")
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("by_email");
        assertThat(rounds).hasSize(2 + 8);
    }

    @Test
    void what_was_added_without_looking_is_no_race_and_is_not_tried_again() {
        store.keelson().run(Store.CONTEXT, work -> counter(work, "taken").count++);
        List<Integer> rounds = new ArrayList<>();
        assertThatThrownBy(() -> store.keelson().run(Store.CONTEXT, work -> {
                    rounds.add(1);
                    counter(work, "fresh" + rounds.size());
                    work.add(new Counter("taken"));
                }))
                .isInstanceOf(DuplicateAggregateException.class);
        assertThat(rounds).hasSize(1);
        assertThat(store.database().query("select id from counters where id like 'fresh%'"))
                .isEmpty();
    }

    @Test
    void a_commit_after_begin_throws_the_duplicate_as_it_is() {
        try (SqlUnitOfWork work = store.begin()) {
            counter(work, "begun").count++;
            store.database().execute("insert into counters (id, count, version) values ('begun', 1, 1)");
            assertThatThrownBy(work::commit)
                    .isInstanceOf(DuplicateAggregateException.class)
                    .hasMessageContaining("Cannot add Counter[begun]: a row of this identity exists.");
        }
    }

    private void refused(String message, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void a_function_that_does_not_make_what_was_asked_for_adds_nothing() {
        try (SqlUnitOfWork work = store.begin()) {
            refused(
                    "Cannot find or add Counter[asked]: the function made Counter[made] instead. Make it of the very"
                            + " identifier that is asked for, or ask for the one that it makes; nothing was added.",
                    () -> work.findOrAdd(Counter.class, "asked", () -> new Counter("made")));
            Supplier<@Nullable Counter> none = () -> null;
            refused(
                    "Cannot find or add Counter[asked]: the function made null. It is called where there is no such"
                            + " aggregate, and must make it; nothing was added.",
                    () -> work.findOrAdd(Counter.class, "asked", none));
            @SuppressWarnings({"unchecked", "rawtypes"}) // who does so anyway
            Supplier<Counter> text = (Supplier) () -> "text";
            refused(
                    "Cannot find or add Counter[asked]: the function made an object of java.lang.String. Make one of"
                            + " Counter, or ask for the type that it makes; nothing was added.",
                    () -> work.findOrAdd(Counter.class, "asked", text));
            assertThatThrownBy(() -> work.findOrAdd(Counter.class, "asked", () -> new LoudCounter("asked")))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining(LoudCounter.class.getName());
            assertThatThrownBy(() -> work.findOrAdd(Counter.class, "asked", () -> {
                        throw new UnsupportedOperationException("not today");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);

            assertThat(work.find(Counter.class, "asked")).isEmpty();
            assertThat(work.find(Counter.class, "made")).isEmpty();
            assertThat(work.plan().operations()).isEmpty();
        }
    }

    @Test
    void one_that_was_added_keeps_the_identifier_under_which_it_was_looked_for() {
        try (SqlUnitOfWork work = store.begin()) {
            Counter found = counter(work, "before");
            Counter added = new Counter("added");
            work.add(added);
            found.id = "after";
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageStartingWith(
                            "Cannot store Counter.id of id before, found another identifier, after: the identifier of"
                                + " a tracked aggregate changed; an aggregate keeps its identity for life. Remove the"
                                + " one and add another. Nothing was written; correct the object in the domain, or the"
                                + " mapping where that is too narrow.");
            found.id = "before";
            added.id = "other";
            assertThatThrownBy(work::commit).isInstanceOf(UnstorableValueException.class);
            assertThat(store.wire().counts().roundTrips()).isZero();
            added.id = "added";
            work.commit();
        }
        assertThat(counts("before", "added")).containsExactly(0, 0);
    }

    @Test
    void identifiers_that_the_database_makes_cannot_be_looked_for() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.findOrAdd(Ticket.class, 1L, Ticket::new))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining(
                            "Ticket.id: its identifiers are made by the database when an aggregate is added, so"
                                    + " that there is none to find before: findOrAdd cannot be used.");
        }
    }

    @Test
    void in_a_hierarchy_one_of_another_class_has_the_identity_already() {
        UUID id = UUID.randomUUID();
        store.keelson().run(Store.CONTEXT, work -> {
            Payment added = work.findOrAdd(Payment.class, id, () -> new Card(id, 5));
            assertThat(added).isEqualTo(new Card(id, 5));
            assertThat(work.findOrAdd(Card.class, id, () -> new Card(id, 6))).isSameAs(added);
            assertThatThrownBy(() -> work.findOrAdd(Transfer.class, id, () -> new Transfer(id, 7)))
                    .isInstanceOf(DuplicateAggregateException.class)
                    .hasMessageContaining("Cannot add Card[" + id + "]");
        });
        assertThat(store.load(Payment.class, id)).isEqualTo(new Card(id, 5));
    }

    @Test
    void one_that_others_change_after_it_was_found_is_stale_and_tried_again_as_ever() {
        store.keelson().run(Store.CONTEXT, work -> counter(work, "shared").count++);
        List<Integer> rounds = new ArrayList<>();
        store.keelson().run(Store.CONTEXT, work -> {
            rounds.add(1);
            counter(work, "shared").count++;
            if (rounds.size() == 1) {
                store.database().execute("update counters set count = 10, version = version + 1 where id = 'shared'");
            }
        });
        assertThat(rounds).hasSize(2);
        assertThat(counts("shared")).containsExactly(11);
        try (SqlUnitOfWork work = store.begin()) {
            counter(work, "shared").count++;
            store.database().execute("update counters set version = version + 1 where id = 'shared'");
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
        }
    }
}
