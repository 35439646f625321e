package dev.keelson.work.cached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.cache.Evicted;
import dev.keelson.work.cache.Invalidation;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several Keelson on one database hear of what the others changed. */
class InvalidationTest {

    /** One that a test works by hand. */
    private static final class ByHand implements Invalidation {

        private final List<Member> members = new ArrayList<>();
        private final List<Evicted> told = new ArrayList<>();
        private boolean fails;

        @Override
        public Link join(Member member) {
            members.add(member);
            return new Link() {
                @Override
                public void changed(List<Evicted> changed) {
                    told.addAll(changed);
                    if (fails) {
                        throw new IllegalStateException("the line is down");
                    }
                }

                @Override
                public void close() {
                    members.remove(member);
                }
            };
        }
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Account.class, account -> account.cached());
    }

    private static String owner(Keelson keelson, UUID id) {
        return keelson.read(
                Store.CONTEXT,
                read -> read.find(Account.class, id).map(Account::owner).orElse("none"));
    }

    @Test
    void what_one_commits_is_gone_from_the_other_before_its_commit_returns() {
        Invalidation line = Invalidation.inProcess();
        try (Store store = Store.of(() -> mapped().invalidation(line));
                Keelson other = mapped().invalidation(line)
                        .dataSource(store.database().application())
                        .build()) {
            Account account = Account.of("ada");
            store.save(account);
            assertThat(owner(other, account.id())).isEqualTo("ada");
            store.keelson()
                    .run(
                            Store.CONTEXT,
                            work -> work.get(Account.class, account.id()).rename("bea"));
            assertThat(owner(other, account.id())).isEqualTo("bea");
            store.keelson().run(Store.CONTEXT, work -> work.remove(Account.class, account.id()));
            assertThat(owner(other, account.id())).isEqualTo("none");
        }
    }

    @Test
    void an_identifier_that_was_deleted_and_added_again_elsewhere_is_another_life() {
        ByHand line = new ByHand();
        try (Store store = Store.of(InvalidationTest::mapped);
                Keelson other = mapped().invalidation(line)
                        .dataSource(store.database().application())
                        .build()) {
            UUID id = UUID.randomUUID();
            store.save(new Account(id, "first life", 1));
            assertThat(owner(other, id)).isEqualTo("first life");
            store.keelson().run(Store.CONTEXT, work -> work.remove(Account.class, id));
            store.save(new Account(id, "second life", 2));

            assertThat(owner(other, id)).as("nobody told").isEqualTo("first life");
            try (SqlUnitOfWork work = other.begin(Store.CONTEXT)) {
                work.get(Account.class, id).add(5);
                assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
                work.discard();
            }
            assertThat(owner(other, id)).as("a conflict tells").isEqualTo("second life");

            store.keelson().run(Store.CONTEXT, work -> work.remove(Account.class, id));
            store.save(new Account(id, "third life", 3));
            line.members.get(0).refresh();
            assertThat(owner(other, id)).isEqualTo("third life");
        }
    }

    @Test
    void a_line_that_fails_fails_no_commit() {
        ByHand line = new ByHand();
        line.fails = true;
        try (Store store = Store.of(() -> mapped().invalidation(line))) {
            Account account = Account.of("ada");
            store.save(account);
            store.keelson()
                    .run(
                            Store.CONTEXT,
                            work -> work.get(Account.class, account.id()).rename("bea"));

            assertThat(owner(store.keelson(), account.id())).isEqualTo("bea");
            assertThat(line.told)
                    .containsOnly(new Evicted(
                            Account.class.getName(),
                            List.of(),
                            List.of(account.id().toString())));
        }
    }

    @Test
    void who_lost_the_line_lets_go_everything_and_what_nobody_understands_lets_go_everything_of_its_class() {
        ByHand line = new ByHand();
        try (Store store = Store.of(() -> mapped().invalidation(line))) {
            Account account = Account.of("ada");
            store.save(account);
            for (Runnable told : List.<Runnable>of(
                    () -> line.members.get(0).evictAll(),
                    () -> line.members.get(0).evict(Evicted.all(Account.class.getName())),
                    () -> line.members
                            .get(0)
                            .evict(new Evicted(Account.class.getName(), List.of(), List.of("no uuid"))),
                    () -> line.members
                            .get(0)
                            .evict(new Evicted(Account.class.getName(), List.of("a", "b"), List.of("c"))),
                    () -> line.members.get(0).evict(new Evicted(Account.class.getName(), List.of(), null)))) {
                store.load(Account.class, account.id());
                long before = store.keelson().statistics().aggregates().get(0).misses();
                told.run();
                line.members.get(0).evict(Evicted.all("of another application"));
                store.load(Account.class, account.id());
                assertThat(store.keelson().statistics().aggregates().get(0).misses())
                        .isEqualTo(before + 1);
            }
        }
    }

    private static KeelsonBuilder tenants(boolean secured, boolean portable) {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        return mapped().policy(secured ? tenancy.withRowLevelSecurity() : tenancy)
                .portable(portable);
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true"})
    void a_poll_is_one_statement_and_lets_go_what_has_another_version_or_is_gone(boolean secured, boolean portable) {
        ByHand line = new ByHand();
        WorkContext a = WorkContext.of(TenantId.of("a"), Actor.of("ann"));
        WorkContext b = WorkContext.of(TenantId.of("b"), Actor.of("ben"));
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.start()) {
            database.execute(tenants(secured, portable).schema().statements().toArray(String[]::new));
            try (Keelson polling = tenants(secured, portable)
                            .invalidation(line)
                            .dataSource(database.through(wire))
                            .build();
                    Keelson other = tenants(secured, portable)
                            .dataSource(database.application())
                            .build()) {
                UUID same = UUID.randomUUID();
                UUID changed = UUID.randomUUID();
                UUID gone = UUID.randomUUID();
                wire.reset();
                line.members.get(0).refresh();
                assertThat(wire.counts().statements()).as("nothing is cached").isZero();
                for (WorkContext context : List.of(a, b)) {
                    for (UUID id : List.of(same, changed, gone)) {
                        other.run(
                                context,
                                work -> work.add(new Account(id, context.actor().name(), 0)));
                    }
                    polling.run(context, work -> work.getAll(Account.class, List.of(same, changed, gone)));
                }
                other.run(a, work -> {
                    work.get(Account.class, changed).rename("changed");
                    work.remove(Account.class, gone);
                });
                wire.reset();
                line.members.get(0).refresh();
                int turns = 1;
                assertThat(wire.counts().roundTrips()).isEqualTo(1);
                if (secured) { // each tenant's settings are another turn
                    line.members.get(0).refresh();
                    turns++;
                }
                assertThat(wire.counts().roundTrips()).isEqualTo(turns);
                assertThat(polling.statistics().aggregates().get(0).aggregates())
                        .isEqualTo(4);

                wire.reset();
                assertThat(polling.<String, RuntimeException>read(
                                a, read -> read.get(Account.class, changed).owner()))
                        .isEqualTo("changed");
                assertThat(polling.<Boolean, RuntimeException>read(
                                a, read -> read.find(Account.class, gone).isPresent()))
                        .isFalse();
                assertThat(wire.counts().roundTrips()).isEqualTo(2);
                polling.read(a, read -> read.get(Account.class, same).owner());
                polling.read(b, read -> read.getAll(Account.class, List.of(same, changed, gone)));
                assertThat(wire.counts().roundTrips()).as("what is so stays").isEqualTo(2);
            }
        }
    }

    @Test
    void a_poll_that_fails_lets_go_nothing_and_asks_for_the_same_again() {
        ByHand line = new ByHand();
        try (Store store = Store.of(() -> mapped().invalidation(line))) {
            Account account = Account.of("ada");
            store.save(account);
            store.load(Account.class, account.id());
            store.database().execute("alter table accounts rename to hidden_accounts");
            assertThatThrownBy(() -> line.members.get(0).refresh()).hasMessageContaining("cached");
            assertThat(owner(store.keelson(), account.id())).isEqualTo("ada");
            store.database()
                    .execute(
                            "alter table hidden_accounts rename to accounts",
                            "update accounts set owner = 'bea', version = version + 1");
            line.members.get(0).refresh();
            assertThat(owner(store.keelson(), account.id())).isEqualTo("bea");
        }
    }

    @Test
    void a_poller_asks_by_itself_and_leaves_no_thread_behind() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        Invalidation counted =
                member -> Invalidation.polling(Duration.ofMillis(1)).join(new Invalidation.Member() {
                    @Override
                    public void evict(Evicted changed) {
                        member.evict(changed);
                    }

                    @Override
                    public void evictAll() {
                        member.evictAll();
                    }

                    @Override
                    public void refresh() {
                        twice.countDown();
                        if (twice.getCount() == 1) {
                            throw new IllegalStateException("told once, and no end of it");
                        }
                        member.refresh();
                    }
                });
        try (Store store = Store.of(() -> mapped().invalidation(counted))) {
            assertThat(pollers()).hasSize(1);
            assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(pollers()).isEmpty();
        assertThatThrownBy(() -> Invalidation.polling(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> pollers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("keelson-cache-poll"::equals)
                .toList();
    }
}
