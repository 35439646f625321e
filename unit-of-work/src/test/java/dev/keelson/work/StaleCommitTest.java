package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a commit leaves behind when another unit of work was faster. */
class StaleCommitTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private Order stored = Shop.order(Shop.customer(), 0);

    @BeforeEach
    void store() {
        stored = shop.storedOrder(4);
    }

    /** Loads the order and changes, adds and removes in all tables; meanwhile somebody else changes the order. */
    private Order changeWhatIsStale(SqlUnitOfWork work) {
        Order order = work.get(Order.class, stored.id());
        order.lines().remove(0);
        order.lines().get(0).changeQuantity(99);
        order.addLine(Shop.line(9));
        order.tags().add("big");
        order.note("mine");
        Customer customer = Shop.customer();
        work.add(customer);
        work.add(Shop.order(customer, 2));
        shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
        return order;
    }

    private static @Nullable StaleAggregateException staleCommit(SqlUnitOfWork work) {
        return catchThrowableOfType(StaleAggregateException.class, work::commit);
    }

    @Test
    void the_error_names_type_id_expected_and_found_version_and_the_way_out() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeWhatIsStale(work);

            assertThat(staleCommit(work))
                    .hasMessageStartingWith(
                            "Cannot commit Order[" + stored.id().value() + "]: expected version 1, found 2. It was"
                                    + " changed by another unit of work; reload"
                                    + " and retry, or let keelson.run(...) retry"
                                    + " for you.")
                    .extracting(StaleAggregateException::stale)
                    .isEqualTo(List.of(new Stale(Order.class, stored.id(), 1, OptionalLong.of(2), Reason.CHANGED)));
        }
    }

    @Test
    void no_row_of_any_table_changes() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeWhatIsStale(work);
            Map<String, List<String>> before = shop.tables();

            assertThat(staleCommit(work)).isNotNull();
            assertThat(shop.tables()).isEqualTo(before);
        }
    }

    @Test
    void the_connection_goes_back_clean() throws SQLException {
        try (WireCounter wire = WireCounter.start()) {
            HikariDataSource pool = shop.database().through(wire);
            pool.getHikariConfigMXBean().setMaximumPoolSize(1);
            Keelson keelson = Shop.open(pool);
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                changeWhatIsStale(work);
                assertThat(staleCommit(work)).isNotNull();
            }

            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(stateInTheEyesOfTheServer(pid(statement))).isEqualTo("idle");
            }
            keelson.run(Shop.ACME, work -> work.get(Order.class, stored.id()).note("next"));
            assertThat(shop.version(stored)).isEqualTo(3);
        }
    }

    @Test
    void the_connection_goes_back_clean_also_where_the_pool_cleans_nothing() throws SQLException {
        try (Connection only = shop.database().application().getConnection()) {
            Keelson keelson = Shop.open(lending(only));
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                changeWhatIsStale(work);
                assertThat(staleCommit(work)).isNotNull();
            }

            assertThat(only.getAutoCommit()).isTrue();
            try (Statement statement = only.createStatement()) {
                assertThat(stateInTheEyesOfTheServer(pid(statement))).isEqualTo("idle");
            }
            keelson.run(Shop.ACME, work -> work.get(Order.class, stored.id()).note("next"));
            assertThat(only.getAutoCommit()).isTrue();
            assertThat(shop.version(stored)).isEqualTo(3);
        }
    }

    @Test
    void the_connection_goes_back_clean_also_from_a_driver_that_breaks() throws SQLException {
        try (Connection only = shop.database().application().getConnection()) {
            boolean[] breaks = {false};
            Keelson keelson = Shop.open(lending((Connection) Proxy.newProxyInstance(
                    StaleCommitTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (breaks[0] && method.getName().equals("prepareStatement")) {
                            throw new IllegalStateException("a driver behind a driver");
                        }
                        return invoke(only, method, arguments);
                    })));
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                work.get(Order.class, stored.id()).note("changed");
                Customer customer = Shop.customer();
                work.add(customer);
                work.add(Shop.order(customer, 2));
                breaks[0] = true;
                assertThatThrownBy(work::commit).isInstanceOf(IllegalStateException.class);
                assertThat(only.getAutoCommit()).isTrue();
                breaks[0] = false;

                work.commit();
            }
            assertThat(shop.version(stored)).isEqualTo(2);
        }
    }

    private static int pid(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The simplest of pools: it lends one connection, and leaves it as it comes back. */
    private static DataSource lending(Connection only) {
        ClassLoader loader = StaleCommitTest.class.getClassLoader();
        Object lent = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : invoke(only, method, arguments));
        return (DataSource)
                Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> lent);
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static String stateInTheEyesOfTheServer(int pid) throws SQLException {
        try (Connection administrator = shop.database()
                        .server()
                        .administrator(shop.database().name())
                        .getConnection();
                Statement statement = administrator.createStatement();
                ResultSet row = statement.executeQuery("select state from pg_stat_activity where pid = " + pid)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void the_failed_commit_costs_one_round_trip_and_one_more_to_roll_back() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeWhatIsStale(work);
            shop.wire().reset();

            assertThat(staleCommit(work)).isNotNull();
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(2);
            assertThat(shop.wire().transcript()).endsWith("ROLLBACK");
        }
    }

    @Test
    void in_memory_everything_stays_as_it_was() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = changeWhatIsStale(work);
            String plan = work.plan().toString();
            List<Object> state = order.state();

            assertThat(staleCommit(work)).isNotNull();
            assertThat(work.plan()).hasToString(plan);
            assertThat(order.state()).isEqualTo(state);
            assertThat(work.get(Order.class, stored.id())).isSameAs(order);
        }
    }

    @Test
    void the_unit_of_work_can_still_read_but_not_commit() {
        Order another = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeWhatIsStale(work);
            assertThat(staleCommit(work)).isNotNull();

            assertThat(work.get(Order.class, another.id()).state()).isEqualTo(another.state());
            shop.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot commit: the unit of work is not to be committed any more, since a commit"
                                    + " of it failed: Cannot commit Order["
                                    + stored.id().value()
                                    + "]: expected version 1, found 2.");
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
        }
    }

    @Test
    void a_unit_of_work_that_lost_says_so_even_after_its_changes_are_discarded() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeWhatIsStale(work);
            assertThat(staleCommit(work)).isNotNull();
            work.discard();
            work.add(Shop.customer());

            assertThatThrownBy(work::commit).isInstanceOf(UnitOfWorkStateException.class);
            work.discard();
        }
    }

    @Test
    void the_old_object_can_win_by_replacing_what_a_fresh_unit_of_work_loads() {
        Order mine;
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            mine = work.get(Order.class, stored.id());
            mine.note("mine");
            shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
            assertThat(staleCommit(work)).isNotNull();
        }

        try (SqlUnitOfWork fresh = shop.keelson().begin(Shop.ACME)) {
            fresh.get(Order.class, stored.id());
            fresh.replace(mine);
            assertThat(shop.writtenByCommit(fresh))
                    .containsExactly("update orders set note = $1, version = $2"
                            + " where (orders.tenant_id = $3 and orders.id = $4)");
        }
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("mine", 3L));
    }
}
