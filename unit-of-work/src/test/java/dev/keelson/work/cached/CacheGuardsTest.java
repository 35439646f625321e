package dev.keelson.work.cached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.cache.CacheStats;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the cache refuses, and what it holds no longer than it may. */
class CacheGuardsTest {

    static final class Slow {
        static volatile @Nullable Runnable whenMade;

        private final UUID id;
        private String text;

        Slow(UUID id, String text) {
            this.id = id;
            this.text = text;
            Runnable once = whenMade;
            if (once != null) {
                whenMade = null;
                once.run();
            }
        }
    }

    record Unversioned(UUID id, String text) {}

    static final class Narrow {
        UUID id = UUID.randomUUID();
        int revision;
    }

    abstract static class Animal {
        UUID id = UUID.randomUUID();
        String name = "";
    }

    static final class Cat extends Animal {
        int lives = 9;
    }

    static final class Dog extends Animal {
        String bone = "big";
    }

    static final class Owner {
        UUID id = UUID.randomUUID();
        String name = "";
    }

    static final class House {
        UUID id = UUID.randomUUID();
        String street = "";
        Owner owner = new Owner();
    }

    private static CacheStats stats(Store store, String aggregate) {
        return store.keelson().statistics().aggregates().stream()
                .filter(one -> one.aggregate().equals(aggregate))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_slow_reader_does_not_put_an_older_version_over_a_newer_one() throws Exception { // 119
        try (Store store = Store.of(() -> Keelson.builder().map(Slow.class, slow -> slow.cached()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            UUID id = UUID.randomUUID();
            store.save(new Slow(id, "old"));
            CountDownLatch read = new CountDownLatch(1);
            CountDownLatch committed = new CountDownLatch(1);
            Slow.whenMade = () -> {
                read.countDown();
                awaited(committed);
            };
            Future<String> slow = threads.submit(() -> store.keelson()
                    .<String, RuntimeException>read(Store.CONTEXT, reading -> reading.get(Slow.class, id).text));
            awaited(read);
            store.keelson().run(Store.CONTEXT, work -> work.get(Slow.class, id).text = "new");
            long refused = stats(store, "Slow").refusedPuts();
            committed.countDown();

            assertThat(slow.get()).isEqualTo("old");
            assertThat(stats(store, "Slow").refusedPuts()).isEqualTo(refused + 1);
            assertThat(store.load(Slow.class, id).text).isEqualTo("new");
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void an_unversioned_aggregate_cannot_be_cached() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Keelson.builder()
                        .map(Unversioned.class, one -> one.unversioned().cached())
                        .schema())
                .withMessageStartingWith("Cannot use the mapping: 1 fault.\n"
                        + "  1. Unversioned: it is cached() and unversioned(): what is changed elsewhere"
                        + " could not be told from what is held, and commits would overwrite each other."
                        + " Leave unversioned() out, so that it has a version, or leave cached() out.");
    }

    @Test
    void a_version_too_narrow_for_the_clock_cannot_be_cached() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Keelson.builder()
                        .map(Narrow.class, one -> one.version("revision").cached())
                        .schema())
                .withMessageStartingWith("Cannot use the mapping: 1 fault.\n"
                        + "  1. Narrow.revision: it is cached(), and its version lies in narrows.revision,"
                        + " which is integer: too narrow for first versions, which are microseconds since"
                        + " 1970 so that no identifier has one of them twice. Make it a bigint, alter table"
                        + " narrows alter column revision type bigint, and where the version is a property,"
                        + " declare it as a long; or leave cached() out.");
    }

    @Test
    void a_live_version_too_narrow_for_the_clock_is_found_at_build() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table owners (id uuid primary key, name text not null, version integer not null)");
            assertThatExceptionOfType(MappingException.class)
                    .isThrownBy(() -> Keelson.builder()
                            .map(Owner.class, owner -> owner.cached())
                            .commitLog(false)
                            .dataSource(database.application())
                            .build())
                    .withMessageContaining(
                            "Owner.version: it is cached(), and its version lies in owners.version, which is"
                                    + " integer");
        }
    }

    @Test
    void limits_that_hold_nothing_are_refused() {
        assertThatThrownBy(() -> Keelson.builder()
                        .map(Owner.class, owner -> owner.cached(0, Duration.ofMinutes(1)))
                        .schema())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Keelson.builder()
                        .map(Owner.class, owner -> owner.cached(1, Duration.ZERO))
                        .schema())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_it_holds_weighs_no_more_than_its_limit() {
        long limit = 20_000;
        try (Store store = Store.of(() ->
                Keelson.builder().map(Account.class, account -> account.cached(limit, Duration.ofMinutes(1))))) {
            List<Object> accounts = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                accounts.add(Account.of("owner " + n));
            }
            store.save(accounts.toArray());
            try (SqlUnitOfWork work = store.begin()) {
                work.getAll(
                        Account.class,
                        accounts.stream().map(one -> ((Account) one).id()).toList());
            }
            CacheStats stats = stats(store, "Account");

            assertThat(stats.bytes()).isBetween(limit / 2, limit);
            assertThat(stats.aggregates()).isBetween(5L, 100L);
            assertThat(stats.dropped()).isEqualTo(200 - stats.aggregates());
        }
    }

    @Test
    void what_its_time_is_over_of_is_read_again() {
        try (Store store = Store.of(() ->
                Keelson.builder().map(Account.class, account -> account.cached(1 << 20, Duration.ofNanos(1))))) {
            Account account = Account.of("ada");
            store.save(account);
            store.load(Account.class, account.id());
            store.load(Account.class, account.id());

            assertThat(store.wire().counts().statements()).isEqualTo(1);
            assertThat(stats(store, "Account").hits()).isZero();
        }
    }

    private static KeelsonBuilder animals(Inheritance inheritance) {
        return Keelson.builder()
                .map(
                        Animal.class,
                        animal -> animal.inheritance(inheritance)
                                .subtypes(Cat.class, Dog.class)
                                .cached());
    }

    @Test
    void classes_that_share_identifiers_share_a_cache_wherever_their_rows_lie() {
        for (Inheritance inheritance : Inheritance.values()) {
            try (Store store = Store.of(() -> animals(inheritance))) {
                Cat cat = new Cat();
                store.save(cat);
                assertThat(store.load(Animal.class, cat.id)).isInstanceOf(Cat.class);
                assertThat(store.load(Cat.class, cat.id).lives).isEqualTo(9);
                assertThat(store.wire().counts().statements())
                        .as("%s", inheritance)
                        .isZero();
                try (SqlUnitOfWork work = store.begin()) {
                    assertThat(work.find(Dog.class, cat.id)).isEmpty();
                }
                store.keelson().run(Store.CONTEXT, work -> work.get(Cat.class, cat.id).lives = 8);

                assertThat(((Cat) store.load(Animal.class, cat.id)).lives).isEqualTo(8);
            }
        }
    }

    @Test
    void what_others_hold_as_objects_is_found_too() {
        try (Store store = Store.of(() -> Keelson.builder()
                .map(House.class, house -> house.cached())
                .map(Owner.class, owner -> owner.cached()))) {
            House house = new House();
            store.save(house, house.owner);
            store.load(House.class, house.id);
            assertThat(store.wire().counts().statements()).isEqualTo(2);

            assertThat(store.load(House.class, house.id).owner.name).isEmpty();
            assertThat(store.wire().counts().statements()).isZero();

            store.keelson().run(Store.CONTEXT, work -> work.get(Owner.class, house.owner.id).name = "ada");
            assertThat(store.load(House.class, house.id).owner.name).isEqualTo("ada");
            assertThat(store.wire().counts().statements()).isEqualTo(1);
        }
    }

    @Test
    void what_refers_to_one_that_is_no_longer_there_is_read_again() {
        try (Store store = Store.of(() ->
                Keelson.builder().map(House.class, house -> house.cached()).map(Owner.class))) {
            House house = new House();
            Owner next = new Owner();
            store.save(house, house.owner, next);
            store.load(House.class, house.id);
            store.database()
                    .execute(
                            "update houses set owner_id = '" + next.id + "', version = version + 1",
                            "delete from owners where id = '" + house.owner.id + "'");

            assertThat(store.load(House.class, house.id).owner.id).isEqualTo(next.id);
            try (SqlUnitOfWork work = store.begin()) {
                assertThat(work.getAll(House.class, List.of(house.id))).hasSize(1);
            }
            store.database().execute("delete from houses");
            store.keelson().evictAll(House.class);
            assertThatThrownBy(() -> store.load(House.class, house.id)).isInstanceOf(AggregateNotFoundException.class);
        }
    }
}
