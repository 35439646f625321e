package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A small commit whose root another unit of work changed, removed or is about to. */
class ShortFormConflictTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 100;

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    /** Changes the order and its first line. */
    private static void change(SqlUnitOfWork work, Order stored) {
        Order order = work.get(Order.class, stored.id());
        order.note("mine");
        order.lines().get(0).changeQuantity(99);
        order.tags().add("big");
    }

    private static @Nullable StaleAggregateException stale(SqlUnitOfWork work) {
        return catchThrowableOfType(StaleAggregateException.class, work::commit);
    }

    private static Stale changed(Order stored, long found) {
        return new Stale(Order.class, stored.id(), 1, OptionalLong.of(found), Reason.CHANGED);
    }

    private static Stale deleted(Order stored) {
        return new Stale(Order.class, stored.id(), 1, OptionalLong.empty(), Reason.DELETED);
    }

    private static void remove(Statement statement) throws SQLException {
        statement.execute("delete from order_lines");
        statement.execute("delete from order_tags");
        statement.execute("delete from orders");
    }

    @Test
    void the_error_names_the_root_and_says_that_the_version_was_looked_up() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, stored);
            shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
            Map<String, List<String>> before = shop.tables();
            shop.wire().reset();

            assertThat(stale(work))
                    .hasMessageStartingWith(
                            "Cannot commit Order[" + stored.id().value() + "]: expected version 1, found 2 when looked"
                                    + " up after the failure. It was changed by"
                                    + " another unit of work; reload and retry,"
                                    + " or let keelson.run(...) retry for you.")
                    .extracting(StaleAggregateException::stale)
                    .isEqualTo(List.of(changed(stored, 2)));
            assertThat(shop.wire().transcript())
                    .hasSize(2)
                    .last()
                    .isEqualTo("select orders.version from orders where (orders.tenant_id = $1 and orders.id = $2)");
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(2);
            assertThat(shop.tables()).isEqualTo(before);
        }
    }

    @Test
    void the_connection_goes_back_clean() throws SQLException {
        Order stored = shop.storedOrder(1);
        try (WireCounter wire = WireCounter.start()) {
            HikariDataSource pool = shop.database().through(wire);
            pool.setMaximumPoolSize(1);
            Keelson keelson = Shop.open(pool);
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                change(work, stored);
                shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
                assertThat(stale(work)).isNotNull();
            }
            keelson.run(Shop.ACME, work -> work.get(Order.class, stored.id()).note("next"));

            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
            assertThat(shop.version(stored)).isEqualTo(3);
            assertThat(shop.database().query("select * from pg_stat_activity where state like 'idle in%'"))
                    .isEmpty();
        }
    }

    @Test
    void a_root_that_is_gone_is_told_to_be_deleted() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, stored);
            shop.elsewhere(others -> others.remove(others.get(Order.class, stored.id())));

            assertThat(stale(work))
                    .hasMessageContaining("expected version 1, found none when looked up after the failure. It was"
                            + " deleted by another unit of work")
                    .extracting(StaleAggregateException::stale)
                    .isEqualTo(List.of(deleted(stored)));
        }
    }

    private interface Holder {
        void with(Connection connection, Statement statement) throws SQLException;
    }

    /** What becomes of a commit that waits while somebody holds the root. */
    private static Optional<StaleAggregateException> whileHeld(Order stored, String sql, Holder holder)
            throws SQLException {
        try (Connection owner = shop.database().owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            CompletableFuture<Optional<StaleAggregateException>> outcome = ShopStage.async(() -> {
                try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
                    change(work, stored);
                    statement.execute(sql);
                    return Optional.ofNullable(stale(work));
                }
            });
            shop.awaitWaiting(1);
            holder.with(owner, statement);
            return ShopStage.join(outcome);
        }
    }

    @Test
    void one_that_waits_while_its_root_is_changed_is_stale() throws SQLException {
        Order stored = shop.storedOrder(1);

        assertThat(whileHeld(stored, "update orders set version = 2", (owner, statement) -> owner.commit()))
                .map(StaleAggregateException::stale)
                .contains(List.of(changed(stored, 2)));
        assertThat(shop.database().query("select quantity from order_lines")).containsExactly(List.of(1));
    }

    @Test
    void one_that_waits_while_its_root_is_deleted_is_stale() throws SQLException {
        Order stored = shop.storedOrder(1);

        assertThat(whileHeld(stored, "select 1 from orders for update", (owner, statement) -> {
                    remove(statement);
                    owner.commit();
                }))
                .map(StaleAggregateException::stale)
                .contains(List.of(deleted(stored)));
        assertThat(shop.database().query("select * from order_lines")).isEmpty();
    }

    @Test
    void one_that_waits_while_its_root_stays_as_it_was_is_committed() throws SQLException {
        Order stored = shop.storedOrder(1);
        assertThat(whileHeld(stored, "update orders set version = 2", (owner, statement) -> owner.rollback()))
                .isEmpty();
        assertThat(shop.version(stored)).isEqualTo(2);
        assertThat(shop.database().query("select quantity from order_lines")).containsExactly(List.of(99));
    }

    @Test
    void while_it_waits_for_its_root_it_holds_no_row_but_its_token() throws SQLException {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.next();
        try (Connection owner = shop.database().owner().getConnection();
                Connection third = shop.database().owner().getConnection();
                Statement holding = owner.createStatement();
                Statement asking = third.createStatement()) {
            owner.setAutoCommit(false);
            third.setAutoCommit(false);
            holding.execute("select 1 from orders for no key update");
            CompletableFuture<Object> committed =
                    ShopStage.async(() -> shop.keelson().call(Shop.ACME, token, work -> {
                        Order order = work.get(Order.class, stored.id());
                        order.lines().get(0).changeQuantity(99);
                        order.tags().remove("gift");
                        return order;
                    }));
            shop.awaitWaiting(1);

            asking.execute("set local lock_timeout = '200ms'");
            asking.execute("select 1 from order_lines for update nowait");
            asking.execute("select 1 from order_tags for update nowait");
            assertThatThrownBy(() -> asking.execute("insert into keelson_commits values ('acme', '" + token.value()
                            + "', 1, true, 1, 'somebody', now())"))
                    .hasMessageContaining("lock timeout");
            third.rollback();
            owner.rollback();
            assertThat(ShopStage.join(committed)).isNotNull();
        }
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void of_commits_that_race_for_one_root_exactly_one_wins() throws Exception {
        Order stored = shop.storedOrder(1);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<CompletableFuture<Integer>> racers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            racers.add(ShopStage.async(() -> {
                int won = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    try (SqlUnitOfWork work = shop.aside().begin(Shop.ACME)) {
                        Order order = work.get(Order.class, stored.id());
                        order.lines().get(0).changeQuantity(order.lines().get(0).quantity() + 1);
                        start.await();
                        won += stale(work) == null ? 1 : 0;
                        start.await();
                    }
                }
                return won;
            }));
        }
        int won = 0;
        for (CompletableFuture<Integer> racer : racers) {
            won += ShopStage.join(racer);
        }

        assertThat(won).isEqualTo(ROUNDS);
        assertThat(shop.database().query("select version, quantity from orders, order_lines"))
                .containsExactly(List.of(1L + ROUNDS, 1 + ROUNDS));
    }

    @Test
    void a_command_that_was_committed_before_hears_so_though_its_root_is_stale_as_well() {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.of("once");
        int[] rounds = {0};

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, token, work -> {
                    rounds[0]++;
                    work.get(Order.class, stored.id()).note("second");
                    shop.aside()
                            .run(
                                    Shop.ACME,
                                    token,
                                    first -> first.get(Order.class, stored.id()).note("first"));
                }))
                .isInstanceOf(CommandAlreadyCommittedException.class);
        assertThat(rounds[0]).isEqualTo(1);
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("first", 2L));
    }
}
