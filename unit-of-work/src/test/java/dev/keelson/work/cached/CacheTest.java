package dev.keelson.work.cached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.cache.CacheStats;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.micrometer.KeelsonMeters;
import dev.keelson.work.policy.softdelete.SoftDelete;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Units of work of one Keelson share the rows of aggregates, and nothing else. */
@SuppressWarnings("NullAway.Init")
class CacheTest {

    private static Store store;

    private Account account;

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Account.class, account -> account.cached());
    }

    @BeforeAll
    static void creates_the_tables() {
        store = Store.of(CacheTest::mapped);
        store.database().execute("alter table accounts add constraint no_debt check (balance >= 0)");
    }

    @AfterAll
    static void drops_the_database() {
        store.close();
    }

    @BeforeEach
    void stores_an_account_and_reads_it() {
        account = Account.of("ada");
        store.save(account);
        store.load(Account.class, account.id());
    }

    private static CacheStats stats() {
        return store.keelson().statistics().aggregates().get(0);
    }

    private String read() {
        return store.load(Account.class, account.id()).text();
    }

    private String stored() {
        return (String) store.database()
                .query("select owner from accounts where id = ?", account.id())
                .get(0)
                .get(0);
    }

    @Test
    void what_was_loaded_once_is_found_without_a_statement() {
        long hits = stats().hits();

        assertThat(read()).isEqualTo("ada 0 1 opened");
        assertThat(store.wire().counts().statements()).isZero();
        assertThat(stats().hits()).isEqualTo(hits + 1);
    }

    @Test
    void each_unit_of_work_has_an_object_of_its_own_and_one_finds_the_same_again() {
        try (SqlUnitOfWork work = store.begin();
                SqlUnitOfWork other = store.keelson().begin(Store.CONTEXT)) {
            Account one = work.get(Account.class, account.id());

            assertThat(work.get(Account.class, account.id())).isSameAs(one);
            assertThat(other.get(Account.class, account.id())).isNotSameAs(one);
        }
    }

    @Test
    void a_loaded_object_that_is_changed_and_not_committed_changes_nothing_for_others() { // 119
        try (SqlUnitOfWork work = store.begin()) {
            Account mine = work.get(Account.class, account.id());
            mine.rename("eve");
            mine.seal()[0] = 9;
            mine.entries().get(0).rename("forged");
            mine.entries().add(new Account.Entry(UUID.randomUUID(), "more"));

            assertThat(read()).isEqualTo("ada 0 1 opened");
            work.discard();
        }
        assertThat(read()).isEqualTo("ada 0 1 opened");
        assertThat(store.wire().counts().statements()).isZero();
    }

    @Test
    void what_was_found_is_changed_and_committed_like_anything_that_was_loaded() { // 120
        store.keelson().run(Store.CONTEXT, work -> {
            Account mine = work.get(Account.class, account.id());
            mine.rename("bea");
            mine.seal()[0] = 7;
            mine.entries().get(0).rename("renamed");
        });

        assertThat(read()).isEqualTo("bea 0 7 renamed");
        assertThat(stored()).isEqualTo("bea");
    }

    @Test
    void the_object_of_a_committed_unit_of_work_can_be_changed_further_and_others_do_not_see_it() { // 119
        try (SqlUnitOfWork work = store.begin()) {
            Account mine = work.get(Account.class, account.id());
            mine.rename("bea");
            work.commit();
            assertThat(read()).isEqualTo("bea 0 1 opened");
            mine.seal()[0] = 9;
            mine.rename("eve");

            assertThat(read()).isEqualTo("bea 0 1 opened");
            work.discard();
        }
    }

    @Test
    void several_are_found_together_and_only_the_others_are_read() {
        Account other = Account.of("bob");
        store.save(other);
        try (SqlUnitOfWork work = store.begin()) {
            List<Account> both = work.getAll(Account.class, List.of(account.id(), other.id()));

            assertThat(both).extracting(Account::owner).containsExactly("ada", "bob");
            assertThat(store.wire().counts().statements()).isEqualTo(1);
        }
        try (SqlUnitOfWork work = store.begin()) {
            work.getAll(Account.class, List.of(account.id(), other.id()));

            assertThat(store.wire().counts().statements()).isZero();
        }
    }

    @Test
    void a_reading_finds_it_too() {
        store.wire().reset();

        assertThat(store.keelson()
                        .<String, RuntimeException>read(
                                Store.CONTEXT,
                                read -> read.get(Account.class, account.id()).text()))
                .isEqualTo("ada 0 1 opened");
        assertThat(store.wire().counts().statements()).isZero();
    }

    @Test
    void what_is_removed_is_not_found_any_more() { // 120
        store.keelson().run(Store.CONTEXT, work -> work.remove(Account.class, account.id()));

        assertThatThrownBy(this::read).isInstanceOf(AggregateNotFoundException.class);
    }

    @Test
    void set_based_writes_let_go_of_all_that_they_may_hit() { // 120
        Account other = Account.of("bob");
        store.save(other);
        store.load(Account.class, other.id());
        try (SqlUnitOfWork work = store.begin()) {
            work.sql()
                    .update(Account.class)
                    .set("owner", "zoe")
                    .where(one -> one.field("id").eq(account.id()))
                    .onCommit();
            work.commit();
        }
        assertThat(read()).isEqualTo("zoe 0 1 opened");
        assertThat(read()).isEqualTo("zoe 0 1 opened");
        assertThat(store.wire().counts().statements()).isZero();
        assertThat(store.load(Account.class, other.id()).text()).startsWith("bob");
        try (SqlUnitOfWork work = store.begin()) {
            work.sql().delete(Account.class, "entries").everywhere().onCommit();
            work.commit();
        }
        assertThat(read()).isEqualTo("zoe 0 1");
    }

    @Test
    void that_there_is_none_is_not_remembered() {
        UUID id = UUID.randomUUID();
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.find(Account.class, id)).isEmpty();
        }
        store.database()
                .execute("insert into accounts (id, owner, balance, seal, version) values ('" + id
                        + "', 'foreign', 0, '\\x01', 1)");

        assertThat(store.load(Account.class, id).owner()).isEqualTo("foreign");
    }

    @Test
    void a_commit_that_fails_leaves_nothing_changed_and_lets_go_what_it_went_by() { // 118
        store.database().execute("update accounts set owner = 'foreign' where id = '" + account.id() + "'");
        assertThat(read()).as("stale, since no version was raised").isEqualTo("ada 0 1 opened");

        assertThatThrownBy(() -> store.keelson()
                        .run(
                                Store.CONTEXT,
                                work -> work.get(Account.class, account.id()).add(-1)))
                .isInstanceOf(ConstraintViolationException.class);

        assertThat(read()).isEqualTo("foreign 0 1 opened");
    }

    @Test
    void a_commit_of_what_is_stale_is_a_conflict_and_the_next_attempt_reads_anew() {
        foreign("foreign");
        AtomicInteger attempts = new AtomicInteger();

        store.keelson().run(Store.CONTEXT, work -> {
            attempts.incrementAndGet();
            Account mine = work.get(Account.class, account.id());
            mine.rename(mine.owner() + "+");
        });

        assertThat(attempts).hasValue(2);
        assertThat(stored()).isEqualTo("foreign+");
        assertThat(read()).isEqualTo("foreign+ 0 1 opened");
    }

    private void foreign(String owner) {
        store.database()
                .execute("update accounts set owner = '" + owner + "', version = version + 1 where id = '"
                        + account.id() + "'");
    }

    @Test
    void a_conflict_met_by_hand_lets_go_what_was_stale() {
        foreign("foreign");
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Account.class, account.id()).rename("mine");
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            work.discard();
            assertThat(work.get(Account.class, account.id()).owner()).isEqualTo("foreign");
        }
        assertThat(read()).isEqualTo("foreign 0 1 opened");
    }

    @Test
    void who_merely_requires_it_unchanged_meets_a_conflict_too() {
        foreign("foreign");
        Account other = Account.of("bob");
        AtomicInteger attempts = new AtomicInteger();

        store.keelson().run(Store.CONTEXT, work -> {
            attempts.incrementAndGet();
            work.requireUnchanged(work.get(Account.class, account.id()));
            work.add(other);
        });

        assertThat(attempts).hasValue(2);
        assertThat(read()).isEqualTo("foreign 0 1 opened");
    }

    @Test
    void a_client_who_saw_a_newer_version_gets_it() {
        foreign("foreign");
        long seen = (long) store.database()
                .query("select version from accounts where id = ?", account.id())
                .get(0)
                .get(0);
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.get(Account.class, account.id(), Expected.version(seen))
                            .owner())
                    .isEqualTo("foreign");
        }
    }

    @Test
    void a_pinned_unit_of_work_neither_looks_there_nor_fills_it() {
        foreign("foreign");
        CacheStats before = stats();
        for (Isolation isolation : List.of(Isolation.SNAPSHOT, Isolation.LOCKING, Isolation.SERIALIZABLE)) {
            try (UnitOfWork work = store.keelson().begin(Store.CONTEXT, isolation)) {
                assertThat(work.get(Account.class, account.id()).owner()).isEqualTo("foreign");
            }
        }

        assertThat(stats()).isEqualTo(before);
        assertThat(read()).isEqualTo("ada 0 1 opened");
    }

    @Test
    void who_works_across_tenants_neither_looks_there_nor_fills_it() {
        foreign("foreign");
        CacheStats before = stats();
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.acrossTenants("a test")
                            .get(Account.class, account.id())
                            .owner())
                    .isEqualTo("foreign");
        }

        assertThat(stats()).isEqualTo(before);
    }

    @Test
    void a_query_asks_the_database() {
        foreign("foreign");
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Account.class)
                            .where(work.field(Account.class, "id").eq(account.id()))
                            .list())
                    .extracting(Account::owner)
                    .containsExactly("foreign");
        }
    }

    @Test
    void what_was_written_past_keelson_is_seen_once_that_is_said() {
        foreign("foreign");
        store.keelson().evictAll(Account.class);

        assertThat(read()).isEqualTo("foreign 0 1 opened");
    }

    @Test
    void a_root_that_was_stored_without_a_version_is_not_shared() {
        store.database().execute("alter table accounts alter column version drop not null");
        UUID id = UUID.randomUUID();
        store.database()
                .execute("insert into accounts (id, owner, balance, seal) values ('" + id + "', 'old', 0, '\\x01')");
        store.load(Account.class, id);
        store.database().execute("update accounts set owner = 'new' where id = '" + id + "'");

        assertThat(store.load(Account.class, id).owner()).isEqualTo("new");
    }

    @Test
    void first_versions_come_from_the_clock() {
        Account other = Account.of("bob");
        long before = System.currentTimeMillis() * 1_000;
        store.save(other);

        assertThat((long) store.database()
                        .query("select version from accounts where id = ?", other.id())
                        .get(0)
                        .get(0))
                .isBetween(before, System.currentTimeMillis() * 1_000 + 1_000);
    }

    @Test
    void what_is_hidden_is_not_found_and_a_view_of_it_fills_nothing() {
        try (Store hidden = Store.of(() -> mapped().policy(SoftDelete.columns("deleted_at")))) {
            Account one = Account.of("ada");
            hidden.save(one);
            hidden.load(Account.class, one.id());
            hidden.keelson().run(Store.CONTEXT, work -> work.remove(Account.class, one.id()));
            CacheStats before = hidden.keelson().statistics().aggregates().get(0);
            try (SqlUnitOfWork work = hidden.begin()) {
                assertThat(work.includingDeleted("a test")
                                .get(Account.class, one.id())
                                .owner())
                        .isEqualTo("ada");
            }

            assertThat(hidden.keelson().statistics().aggregates().get(0)).isEqualTo(before);
            try (SqlUnitOfWork work = hidden.begin()) {
                assertThat(work.find(Account.class, one.id())).isEmpty();
            }
            hidden.keelson().run(Store.CONTEXT, work -> work.restore(Account.class, one.id()));
            assertThat(hidden.load(Account.class, one.id()).owner()).isEqualTo("ada");
        }
    }

    @Test
    void an_application_that_caches_nothing_has_no_caches() {
        try (Store plain = Store.of(() -> Keelson.builder().map(Account.class))) {
            Account one = Account.of("ada");
            plain.save(one);
            plain.load(Account.class, one.id());
            plain.load(Account.class, one.id());

            assertThat(plain.wire().counts().statements()).isEqualTo(1);
            assertThat(plain.keelson().statistics().aggregates()).isEmpty();
        }
    }

    @Test
    void a_failed_insert_and_a_failed_removal_leave_it_as_it_is_stored() { // 118
        Account twice = new Account(account.id(), "twice", 0);
        assertThatThrownBy(() -> store.keelson().run(Store.CONTEXT, work -> work.add(twice)))
                .isInstanceOf(DuplicateAggregateException.class);
        assertThat(read()).isEqualTo("ada 0 1 opened");

        store.database()
                .execute(
                        "create table held (account_id uuid references accounts)",
                        "insert into held values ('" + account.id() + "')");
        assertThatThrownBy(() -> store.keelson().run(Store.CONTEXT, work -> work.remove(Account.class, account.id())))
                .isInstanceOf(ConstraintViolationException.class);
        store.database().execute("drop table held");
        assertThat(read()).isEqualTo("ada 0 1 opened");
    }

    @Test
    void a_commit_of_which_nobody_knows_lets_go_what_it_may_have_changed() {
        try (Store lost = Store.of(() -> mapped().commitLog(false))) {
            Account one = Account.of("ada");
            lost.save(one);
            lost.load(Account.class, one.id());
            try (SqlUnitOfWork work = lost.begin()) {
                work.get(Account.class, one.id()).rename("bea");
                lost.wire().cutBeforeReply();
                assertThatThrownBy(work::commit).isInstanceOf(CommitOutcomeUnknownException.class);
                work.discard();
            }

            assertThat(lost.load(Account.class, one.id()).owner()).isEqualTo("bea");
        }
    }

    @Test
    void a_commit_whose_answer_was_lost_is_found_out_and_lets_go_what_it_changed() {
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Account.class, account.id()).rename("bea");
            store.wire().cutBeforeReply();
            work.commit();
        }

        assertThat(read()).isEqualTo("bea 0 1 opened");
    }

    @Test
    void meters_and_a_flight_recorder_tell_what_it_did() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new KeelsonMeters(store.keelson()).bindTo(registry);
        try (Recording recording = new Recording()) {
            recording.enable("dev.keelson.Cache").with("period", "endChunk");
            recording.start();
            read();
            recording.stop();
            Path file = Files.createTempFile("cache", ".jfr");
            recording.dump(file);
            List<RecordedEvent> told = RecordingFile.readAllEvents(file);
            Files.delete(file);

            assertThat(told).isNotEmpty();
            RecordedEvent last = told.get(told.size() - 1);
            assertThat(last.getString("type")).isEqualTo("Account");
            assertThat(last.getLong("hits")).isEqualTo(stats().hits());
        }
        assertThat(registry.get("keelson.cache.hits")
                        .tag("aggregate", "Account")
                        .functionCounter()
                        .count())
                .isEqualTo(stats().hits());
        assertThat(registry.get("keelson.cache.bytes").gauge().value()).isEqualTo(stats().bytes());
    }

    @Test
    void a_conflict_lets_go_what_the_unit_of_work_itself_had_read_and_shared() {
        store.keelson().evictAll(Account.class);
        try (SqlUnitOfWork work = store.begin()) {
            work.requireUnchanged(work.get(Account.class, account.id()));
            foreign("foreign");
            work.add(Account.of("bob"));
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            work.discard();
        }

        assertThat(read()).isEqualTo("foreign 0 1 opened");
    }
}
