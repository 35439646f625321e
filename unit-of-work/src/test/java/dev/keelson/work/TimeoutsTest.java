package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.error.AggregateLockedException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long the database may take for a statement, and for a lock. */
class TimeoutsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String TOLD =
            "select set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false)";
    private static final String AHEAD =
            "select set_config('statement_timeout', $1, true), set_config('lock_timeout', $2," + " true)";

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> Shop.mapped().timeouts(LONG, SHORT));

    @RegisterExtension
    static final ShopStage hasty = new ShopStage(() -> Shop.mapped().timeouts(SHORT, LONG));

    @RegisterExtension
    static final ShopStage pooled =
            new ShopStage(() -> Shop.mapped().timeouts(LONG, SHORT).timeoutsInMessage(true));

    @RegisterExtension
    static final ShopStage plain =
            new ShopStage(() -> Shop.mapped().portable(true).timeouts(LONG, SHORT));

    @RegisterExtension
    static final ShopStage plainAndPooled = new ShopStage(
            () -> Shop.mapped().portable(true).timeouts(LONG, SHORT).timeoutsInMessage(true));

    /** Another transaction holds the rows of all customers and orders. */
    private static void whileLocked(ShopStage stage, Runnable work) {
        try (Connection owner = stage.database().owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select 1 from customers for update");
            statement.execute("select 1 from orders for update");
            work.run();
            owner.rollback();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Customer storedCustomer(ShopStage stage) {
        Customer customer = Shop.customer();
        stage.store(customer);
        return customer;
    }

    private static DatabaseException refused(ShopStage stage, Customer stored) {
        return catchThrowableOfType(
                DatabaseException.class,
                () -> stage.keelson()
                        .run(
                                Shop.ACME,
                                work -> work.replace(
                                        work.get(Customer.class, stored.id()).renamed("Hopper"))));
    }

    @Test
    void each_physical_connection_is_told_once_before_its_first_use() {
        try (TestDatabase database = Shop.database();
                WireCounter wire = WireCounter.start();
                HikariDataSource pool = database.through(wire);
                Keelson keelson =
                        Shop.mapped().timeouts(LONG, SHORT).dataSource(pool).build()) {
            wire.reset();
            for (int i = 0; i < 5; i++) {
                keelson.run(Shop.ACME, work -> work.add(Shop.customer()));
            }
            assertThat(wire.statements()).filteredOn(TOLD::equals).hasSize(1);
            assertThat(wire.statements().getFirst()).isEqualTo(TOLD);
            assertThat(wire.counts().roundTrips()).isEqualTo(6);

            pool.getHikariPoolMXBean().softEvictConnections();
            wire.reset();
            keelson.run(Shop.ACME, work -> work.add(Shop.customer()));
            assertThat(wire.statements()).filteredOn(TOLD::equals).hasSize(1);
        }
    }

    @Test
    void a_lock_that_is_not_had_in_time_fails_the_commit_once_and_says_so() {
        Customer stored = storedCustomer(shop);
        whileLocked(shop, () -> {
            DatabaseException failure = refused(shop, stored);

            assertThat(failure.sqlState()).contains("55P03");
            assertThat(failure).hasMessageStartingWith("Cannot commit: the database failed with SQLSTATE 55P03");
        });
        assertThat(shop.database().query("select name, version from customers")).containsExactly(List.of("Ada", 1L));
    }

    @Test
    void a_statement_that_takes_too_long_fails_the_commit_and_is_no_lost_answer() {
        Customer stored = storedCustomer(hasty);
        whileLocked(hasty, () -> {
            DatabaseException failure = refused(hasty, stored);

            assertThat(failure.sqlState()).contains("57014");
        });
        assertThat(hasty.database().query("select name, version from customers"))
                .containsExactly(List.of("Ada", 1L));
        assertThat(hasty.database().query("select count(*) from keelson_commits where not committed"))
                .containsExactly(List.of(0L));
    }

    @Test
    void a_lock_of_a_load_that_is_not_had_in_time_is_an_aggregate_that_is_locked() {
        Order stored = shop.storedOrder(1);
        whileLocked(shop, () -> {
            try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME, Isolation.LOCKING)) {
                assertThatThrownBy(() -> work.get(Order.class, stored.id(), Lock.FOR_UPDATE))
                        .isInstanceOf(AggregateLockedException.class);
            }
        });
    }

    @Test
    void behind_a_pooler_they_go_ahead_of_each_transaction_in_its_message() {
        Customer stored = storedCustomer(pooled);
        pooled.wire().reset();
        pooled.keelson()
                .run(
                        Shop.ACME,
                        work -> work.replace(
                                work.get(Customer.class, stored.id()).renamed("Grace")));

        assertThat(pooled.wire().statements()).filteredOn(AHEAD::equals).hasSize(2);
        assertThat(pooled.wire().statements()).doesNotContain(TOLD);
        assertThat(pooled.wire().counts().roundTrips()).isEqualTo(2);
        whileLocked(pooled, () -> assertThat(refused(pooled, stored).sqlState()).contains("55P03"));
    }

    @Test
    void by_plain_statements_they_hold_either_way() {
        for (ShopStage stage : List.of(plain, plainAndPooled)) {
            Customer stored = storedCustomer(stage);
            whileLocked(
                    stage, () -> assertThat(refused(stage, stored).sqlState()).contains("55P03"));
        }
    }

    @Test
    void one_unit_of_work_has_others_in_its_messages_and_the_next_those_of_all() {
        Customer stored = storedCustomer(shop);
        whileLocked(shop, () -> {
            assertThatThrownBy(() -> shop.keelson()
                            .withTimeouts(SHORT, LONG)
                            .run(
                                    Shop.ACME,
                                    work -> work.replace(work.get(Customer.class, stored.id())
                                            .renamed("Grace"))))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            failure -> assertThat(failure.sqlState()).contains("57014"));
            assertThat(refused(shop, stored).sqlState()).contains("55P03");
            try (UnitOfWork work =
                    shop.keelson().independently().withTimeouts(SHORT, LONG).begin(Shop.ACME)) {
                work.replace(work.get(Customer.class, stored.id()).renamed("Grace"));
                assertThatThrownBy(work::commit).hasMessageContaining("57014");
            }
        });
    }

    @Test
    void a_call_with_its_own_is_no_way_to_nest() {
        assertThatThrownBy(() -> shop.keelson()
                        .run(
                                Shop.ACME,
                                outer -> shop.keelson().withTimeouts(LONG, LONG).run(Shop.ACME, inner -> {})))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageContaining("units.independently()");
    }

    @Test
    void what_the_database_cannot_count_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keelson.builder().timeouts(Duration.ZERO, LONG))
                .withMessage(
                        "Cannot use PT0S as the statement timeout: the database would wait without end. Give 1 ms or"
                                + " more, or no timeouts at all.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keelson.builder().timeouts(LONG, Duration.ofNanos(999_999)))
                .withMessageStartingWith("Cannot use PT0.000999999S as the lock timeout: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop.keelson().withTimeouts(Duration.ofMillis(1L << 31), LONG))
                .withMessage("Cannot use PT596H31M23.648S as the statement timeout: the database counts at most"
                        + " 2147483647 ms, about 24 days. Give less.");
    }

    @Test
    void h2_has_none_and_says_so() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:timeouts;DB_CLOSE_DELAY=-1");
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Keelson.builder()
                    .map(Customer.class)
                    .schema(StatementProfile.H2)
                    .ddl());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        assertThatThrownBy(() -> Keelson.builder()
                        .map(Customer.class)
                        .timeouts(LONG, SHORT)
                        .dataSource(h2)
                        .build())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(
                        "timeouts: this database has no such settings. Leave .timeouts(...) out here, or use"
                                + " PostgreSQL");
        try (Keelson keelson =
                Keelson.builder().map(Customer.class).dataSource(h2).build()) {
            assertThatThrownBy(() -> keelson.withTimeouts(LONG, SHORT).begin(Shop.ACME))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot begin: the unit of work is one with timeouts, and this database has no such"
                                    + " settings. Leave withTimeouts(...) out here, or use PostgreSQL.");
        }
    }
}
