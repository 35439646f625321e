package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Units of work that hold one connection and one transaction, from the first statement to the end. */
class PinnedTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> Shop.mapped()
            .repository(Looking.class, work -> () -> work.query(Order.class).count()));

    private static final List<Isolation> PINNED =
            List.of(Isolation.LOCKING, Isolation.SNAPSHOT, Isolation.SERIALIZABLE);

    @AfterEach
    void no_connection_is_left_in_a_transaction() {
        HikariDataSource pool = shop.database().application();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(shop.database()
                        .query("select pid from pg_stat_activity where datname = current_database() and state like"
                                + " 'idle in transaction%'"))
                .isEmpty();
    }

    private static SqlUnitOfWork begin(Isolation isolation) {
        return shop.keelson().begin(Shop.ACME, isolation);
    }

    private static long orders(SqlUnitOfWork work) {
        return work.query(Order.class).count();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
    void a_load_and_a_commit_are_one_round_trip_each_in_one_transaction(Isolation isolation) {
        Order stored = shop.storedOrder(3);
        try (SqlUnitOfWork work = begin(isolation)) {
            List<String> load = shop.sent(() -> work.get(Order.class, stored.id()));
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(load).hasSize(3);
            assertThat(load.get(0)).isEqualToIgnoringCase("begin");
            assertThat(load.get(1)).startsWith("set transaction isolation level ");

            work.get(Order.class, stored.id()).note("changed");
            List<String> commit = shop.sentByCommit(work);
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(commit.get(commit.size() - 1)).isEqualTo("commit");
            assertThat(commit).noneMatch(sql -> sql.equalsIgnoreCase("begin"));
        }
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_commit_that_is_the_first_statement_has_its_isolation_in_front() {
        try (SqlUnitOfWork work = begin(Isolation.SERIALIZABLE)) {
            work.add(Shop.customer());
            List<String> sent = shop.sentByCommit(work);
            assertThat(sent.get(0)).isEqualToIgnoringCase("begin");
            assertThat(sent.get(1)).isEqualTo("set transaction isolation level serializable");
            assertThat(sent.get(sent.size() - 1)).isEqualTo("commit");
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void reads_of_a_snapshot_fit_each_other_and_those_of_locking_are_of_different_moments() {
        Order first = shop.storedOrder(1);
        for (Isolation isolation : PINNED) {
            try (SqlUnitOfWork work = begin(isolation)) {
                long before = orders(work);
                shop.elsewhere(first.id(), order -> order.note("changed meanwhile"));
                shop.storedOrder(1);
                long meanwhile = isolation == Isolation.LOCKING ? 1 : 0;
                assertThat(orders(work)).as(isolation.name()).isEqualTo(before + meanwhile);
            }
        }
    }

    @Test
    void write_skew_is_impossible_where_transactions_are_serializable_and_possible_where_they_see_snapshots() {
        assertThat(twoWhoAddIfThereIsNone(Isolation.SNAPSHOT)).isEqualTo(2);
        shop.database().empty(ShopStage.TABLES);
        assertThat(twoWhoAddIfThereIsNone(Isolation.SERIALIZABLE)).isEqualTo(1);
    }

    /** Both look first, and then add an order where they saw none; how many there are. */
    private long twoWhoAddIfThereIsNone(Isolation isolation) {
        CyclicBarrier bothHaveLooked = new CyclicBarrier(2);
        Customer customer = Shop.customer();
        shop.store(customer);
        List<CompletableFuture<Integer>> both = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            both.add(ShopStage.async(() -> {
                boolean[] looked = {false};
                shop.keelson().run(Shop.ACME, isolation, work -> {
                    boolean none = work.repository(Looking.class).orders() == 0;
                    if (!looked[0]) {
                        looked[0] = true;
                        bothHaveLooked.await();
                    }
                    if (none) {
                        work.add(Shop.order(customer, 1));
                    }
                });
                return 0;
            }));
        }
        both.forEach(ShopStage::join);
        return shop.aside()
                .call(Shop.ACME, work -> work.repository(Looking.class).orders());
    }

    @Test
    void what_only_read_is_committed_too_and_may_be_refused() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = begin(Isolation.SERIALIZABLE)) {
            work.get(Order.class, stored.id());
            assertThat(shop.sentByCommit(work)).hasSize(1).first().asString().isEqualToIgnoringCase("commit");
            assertThatThrownBy(() -> work.query(Order.class).list())
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("committed, and its transaction is over");
            assertThat(work.get(Order.class, stored.id()).state())
                    .as("what it has stays readable")
                    .isEqualTo(stored.state());
        }
        try (SqlUnitOfWork work = begin(Isolation.DEFAULT)) {
            work.get(Order.class, stored.id());
            work.commit();
            assertThat(orders(work)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Isolation.class,
            names = {"SNAPSHOT", "SERIALIZABLE"})
    void a_root_that_was_changed_since_the_snapshot_is_told_as_stale_with_the_version_found(Isolation isolation) {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = begin(isolation)) {
            Order order = work.get(Order.class, stored.id());
            shop.elsewhere(stored.id(), other -> other.note("theirs"));
            order.note("mine");
            StaleAggregateException stale = catchThrowableOfType(StaleAggregateException.class, work::commit);
            assertThat(stale.stale())
                    .containsExactly(new StaleAggregateException.Stale(
                            Order.class, stored.id(), 1, OptionalLong.of(2), Reason.CHANGED));
            assertThatThrownBy(work::commit).isInstanceOf(UnitOfWorkStateException.class);
        }
        shop.keelson()
                .run(
                        Shop.ACME,
                        isolation,
                        (Aggregates work) -> work.get(Order.class, stored.id()).note("mine after all"));
        assertThat(shop.version(stored)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
    void what_never_reached_the_database_is_mended_and_committed_and_anything_else_ends_the_transaction(
            Isolation isolation) {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = begin(isolation)) {
            Order order = work.get(Order.class, stored.id());
            order.note("a\0b");
            assertThatThrownBy(work::commit).isInstanceOf(UnstorableValueException.class);
            order.note("mended");
            work.commit();
        }
        try (SqlUnitOfWork work = begin(isolation)) {
            Order order = work.get(Order.class, stored.id());
            Order homeless = Shop.order(Shop.customer(), 1); // a customer that nobody stored
            work.add(homeless);
            assertThatThrownBy(work::commit).isInstanceOf(ConstraintViolationException.class);
            work.remove(homeless);
            order.note("no more");
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("a commit of it failed");
            assertThatThrownBy(() -> work.get(Order.class, new OrderId(UUID.randomUUID())))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("rolled back after a failure");
            work.discard();
        }
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void what_a_query_did_wrong_ends_the_transaction() {
        try (SqlUnitOfWork work = begin(Isolation.SNAPSHOT)) {
            assertThatThrownBy(() -> work.query(Order.class)
                            .where(DSL.condition("1 / 0 = 1"))
                            .list())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("22012");
            assertThatThrownBy(() -> orders(work))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot count Order: the unit of work is rolled back after a failure (SQLSTATE 22012). ");
        }
    }

    @Test
    void a_discarded_one_begins_anew_and_a_closed_one_is_rolled_back() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = begin(Isolation.SNAPSHOT)) {
            work.get(Order.class, stored.id()).note("dropped");
            work.discard();
            shop.elsewhere(stored.id(), order -> order.note("theirs"));
            work.get(Order.class, stored.id()).note("mine");
            work.commit();
        }
        assertThat(shop.version(stored)).isEqualTo(3);
    }

    @Test
    void a_connection_that_dies_is_told_and_the_command_is_done_once_all_the_same() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = begin(Isolation.SNAPSHOT)) {
            work.get(Order.class, stored.id());
            shop.wire().cutBeforeRequest();
            assertThatThrownBy(() -> orders(work)).isInstanceOf(DatabaseException.class);
            assertThatThrownBy(() -> orders(work)).isInstanceOf(UnitOfWorkStateException.class);
            work.discard();
        }
        int[] rounds = {0};
        shop.keelson().run(Shop.ACME, Isolation.SNAPSHOT, work -> {
            work.get(Order.class, stored.id()).note("round " + ++rounds[0]);
            if (rounds[0] == 1) {
                shop.wire().cutBeforeReply();
            }
        });
        assertThat(rounds[0])
                .as("its answer was lost, and the log told that it was done")
                .isEqualTo(1);
        shop.keelson().run(Shop.ACME, Isolation.SERIALIZABLE, work -> {
            work.get(Order.class, stored.id()).note("round " + ++rounds[0]);
            if (rounds[0] == 2) {
                shop.wire().cutBeforeRequest();
            }
        });
        assertThat(rounds[0]).as("it never arrived, and was done again").isEqualTo(3);
        assertThat(shop.version(stored)).isEqualTo(3);
    }

    @Test
    void no_aggregate_is_torn_whatever_the_isolation() {
        Order stored = shop.storedOrder(8);
        shop.elsewhere(stored.id(), order -> order.lines().forEach(line -> line.changeQuantity(0)));
        CompletableFuture<Integer> writer = ShopStage.async(() -> {
            for (int n = 1; n <= 60; n++) {
                int quantity = n;
                shop.elsewhere(stored.id(), order -> order.lines().forEach(line -> line.changeQuantity(quantity)));
            }
            return 60;
        });
        int loads = 0;
        while (!writer.isDone()) {
            for (Isolation isolation : PINNED) {
                try (SqlUnitOfWork work = begin(isolation)) {
                    Order order = work.get(Order.class, stored.id());
                    assertThat(order.lines().stream()
                                    .map(line -> line.quantity())
                                    .distinct())
                            .hasSize(1);
                    loads++;
                }
            }
        }
        assertThat(ShopStage.join(writer)).isEqualTo(60);
        assertThat(loads).isPositive();
    }

    @Test
    void trips_and_statements_of_the_default_are_what_they_were() {
        Order stored = shop.storedOrder(1);
        shop.wire().reset();
        shop.keelson().run(Shop.ACME, work -> work.get(Order.class, stored.id()).note("x"));
        assertThat(shop.wire().counts())
                .extracting(Counts::roundTrips, Counts::statements)
                .containsExactly(2, 2);
    }

    /** A repository that counts. */
    interface Looking {
        long orders();
    }
}
