package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.PostgresServer;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Whatever befalls the server: the answer is true, the effect there once or not at all, and no connection left over. */
@SuppressWarnings("NullAway.Init")
class ServerFailureTest {

    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration IMPATIENT = Duration.ofMillis(200);

    private static PostgresServer server;
    private static TestDatabase database;

    private final CommandToken token = CommandToken.next();
    private final List<HikariDataSource> pools = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = PostgresServer.own();
        database = TestDatabase.createOn(server);
        database.execute(Shop.mapped().schema().ddl());
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        database.execute("truncate customers, keelson_commits cascade");
    }

    @AfterEach
    void no_connection_is_left_in_a_transaction() {
        pools.stream()
                .filter(HikariDataSource::isRunning)
                .forEach(pool -> assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                        .isZero());
        try (Connection connection = server.administrator(database.name()).getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("select query from pg_stat_activity where state like 'idle in transaction%'")
                            .next())
                    .isFalse();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        } finally {
            pools.forEach(HikariDataSource::close);
        }
    }

    /** Where an application's pool connects to, which may change as an address does. */
    private static PGSimpleDataSource address(int port) {
        PGSimpleDataSource address = new PGSimpleDataSource();
        address.setUrl("jdbc:postgresql://localhost:" + port + "/" + database.name()
                + "?sslmode=disable&gssEncMode=disable&assumeMinServerVersion=18");
        address.setUser("keelson_app");
        return address;
    }

    private HikariDataSource pool(PGSimpleDataSource address) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(address);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    private static Keelson keelson(HikariDataSource pool, boolean plain, Duration patience) {
        KeelsonBuilder wiring = plain ? Shop.mapped().portable(true) : Shop.mapped();
        return wiring.outcomeDeadline(patience).dataSource(pool).build();
    }

    private static UUID call(Keelson keelson, CommandToken token) {
        return keelson.call(Shop.ACME, token, work -> {
            Customer customer = Shop.customer();
            work.add(customer);
            return customer.id().value();
        });
    }

    private static List<List<Object>> effects() {
        return database.query("select id from customers order by id");
    }

    private static void awaitWaiting(int sessions) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (database.query("select distinct pid from pg_locks where not granted")
                        .size()
                < sessions) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void commits_under_which_the_server_restarts_take_effect_once_and_their_callers_get_their_results()
            throws SQLException {
        CommandToken other = CommandToken.next();
        HikariDataSource pool = pool(address(server.port()));
        Keelson oneMessage = keelson(pool, false, PATIENT);
        Keelson plain = keelson(pool, true, PATIENT);
        try (Connection lock = database.owner().getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table customers in share mode"); // both have their tokens, and wait
            CompletableFuture<UUID> first = ShopStage.async(() -> call(oneMessage, token));
            CompletableFuture<UUID> second = ShopStage.async(() -> call(plain, other));
            awaitWaiting(2);
            server.restart();

            assertThat(effects().stream().map(List::getFirst))
                    .isSubsetOf(ShopStage.join(first), ShopStage.join(second));
            assertThat(effects().stream().map(List::getFirst))
                    .containsExactlyInAnyOrder(ShopStage.join(first), ShopStage.join(second));
        }
        // the server may end the session with the lock first: then one that waits for it still commits before its own
        // session ends
        assertThat(database.query("select token, count(*) filter (where committed), bool_or(committed and attempt ="
                        + " (select max(attempt) from keelson_commits as all_of where all_of.token = log.token))"
                        + " from keelson_commits as log group by token order by token"))
                .containsExactly(List.of(token.value(), 1L, true), List.of(other.value(), 1L, true));
    }

    @Test
    void a_pool_that_is_closed_before_a_commit_has_nothing_written_and_is_told_as_it_is() {
        HikariDataSource pool = pool(address(server.port()));
        Keelson keelson = keelson(pool, false, IMPATIENT);
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.add(Shop.customer());
            pool.close();

            assertThatThrownBy(work::commit)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot commit: no connection could be borrowed");
            work.discard();
        }
        assertThat(effects()).isEmpty();
    }

    @Test
    void a_pool_that_is_closed_after_an_answer_is_lost_leaves_a_doubt_that_another_resolves() {
        for (boolean arrives : List.of(true, false)) {
            CommandToken asked = CommandToken.next();
            try (WireCounter wire = WireCounter.inFrontOf(server)) {
                HikariDataSource pool = pool(address(wire.port()));
                AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
                Keelson keelson = Shop.mapped()
                        .outcomeDeadline(IMPATIENT)
                        .dataSource(closing(pool, left))
                        .build();
                CommitOutcomeUnknownException unknown = catchThrowableOfType(
                        CommitOutcomeUnknownException.class,
                        () -> keelson.run(Shop.ACME, asked, work -> {
                            work.add(Shop.customer());
                            if (arrives) {
                                wire.cutBeforeReply();
                            } else {
                                wire.holdRequest();
                            }
                            left.set(1);
                        }));
                assertThat(unknown.token()).isEqualTo(asked);

                Keelson another = keelson(pool(address(server.port())), false, PATIENT);
                assertThat(another.outcome(Shop.ACME, unknown.token(), unknown.attempt())
                                .isCommitted())
                        .isEqualTo(arrives);
                wire.releaseHeld();
            }
        }
        assertThat(effects()).hasSize(1);
    }

    /** The pool, which is closed once it has given so many connections more. */
    private static DataSource closing(HikariDataSource pool, AtomicInteger left) {
        return (DataSource) Proxy.newProxyInstance(
                ServerFailureTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && left.getAndDecrement() == 0) {
                        pool.close();
                    }
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    @Test
    void a_replica_refuses_a_commit_and_takes_the_same_one_once_it_is_promoted() {
        try (PostgresServer replica = server.replica()) {
            server.awaitReplay(replica);
            HikariDataSource pool = pool(address(replica.port()));
            Keelson keelson = keelson(pool, false, IMPATIENT);
            Keelson plain = keelson(pool, true, IMPATIENT);
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME);
                    SqlUnitOfWork byPlain = plain.begin(Shop.ACME)) {
                for (SqlUnitOfWork one : List.of(work, byPlain)) {
                    one.add(Shop.customer());
                    assertThat(catchThrowableOfType(DatabaseException.class, one::commit)
                                    .sqlState())
                            .contains("25006");
                }
                assertThatThrownBy(() -> keelson.outcome(Shop.ACME, token))
                        .isInstanceOf(CommitOutcomeUnknownException.class);
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
                replica.promote();

                work.commit();
                byPlain.commit();
                assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isFalse();
                assertThat(call(keelson, token)).isNotNull();
            } finally {
                pool.close();
            }
        }
        assertThat(effects()).as("on the server that was left").isEmpty();
    }

    @Test
    void an_answer_that_is_lost_with_its_server_is_found_out_on_the_replica_that_takes_its_place() {
        try (PostgresServer replica = server.replica();
                WireCounter wire = WireCounter.inFrontOf(server)) {
            server.awaitReplay(replica);
            PGSimpleDataSource address = address(wire.port());
            HikariDataSource pool = pool(address);
            Keelson keelson = keelson(pool, false, PATIENT);
            int[] rounds = {0};
            CompletableFuture<Integer> promotion = ShopStage.async(() -> {
                while (effects().isEmpty()) {
                    Thread.onSpinWait();
                }
                server.awaitReplay(replica);
                replica.promote();
                return 1;
            });
            UUID result = keelson.call(Shop.ACME, token, work -> {
                rounds[0]++;
                Customer customer = Shop.customer();
                work.add(customer);
                wire.cutBeforeReply();
                address.setPortNumbers(new int[] {replica.port()}); // for whoever connects from now on
                return customer.id().value();
            });
            ShopStage.join(promotion);

            assertThat(rounds[0]).isEqualTo(1);
            assertThat(effects()).containsExactly(List.of(result));
            assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isTrue();
            pool.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "keelson_commits"})
    void a_full_disk_is_told_as_it_is_nothing_is_written_and_the_same_unit_of_work_commits_later(String table) {
        HikariDataSource pool = pool(address(server.port()));
        for (boolean plain : List.of(false, true)) {
            Keelson keelson = keelson(pool, plain, IMPATIENT);
            int[] rounds = {0};
            database.execute(
                    "create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could"
                            + " not extend file' using errcode = '53100'; end $$",
                    "create trigger full_disk before insert on " + table
                            + " for each row execute function full_disk()");
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                work.add(Shop.customer());
                assertThat(catchThrowableOfType(DatabaseException.class, work::commit)
                                .sqlState())
                        .contains("53100");
                assertThatThrownBy(() -> keelson.run(Shop.ACME, token, other -> {
                            rounds[0]++;
                            other.add(Shop.customer());
                        }))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("53100");
                assertThat(rounds[0]).isEqualTo(1);
                assertThat(effects()).isEmpty();
                database.execute("drop function full_disk cascade");

                work.commit();
            }
            assertThat(effects()).hasSize(1);
            empty();
        }
    }

    @Test
    void a_full_disk_under_which_nobody_can_find_out_what_became_of_a_commit_leaves_a_doubt() {
        try (WireCounter wire = WireCounter.inFrontOf(server)) {
            Keelson keelson = keelson(pool(address(wire.port())), false, IMPATIENT);
            try {
                CommitOutcomeUnknownException unknown = catchThrowableOfType(
                        CommitOutcomeUnknownException.class,
                        () -> keelson.run(Shop.ACME, token, work -> {
                            work.add(Shop.customer());
                            wire.cutBeforeRequest();
                            database.execute(
                                    "create function full_disk() returns trigger language plpgsql as $$ begin raise"
                                            + " exception 'full' using errcode = '53100'; end $$",
                                    "create trigger full_disk before insert on keelson_commits for each row execute"
                                            + " function full_disk()");
                        }));
                assertThat(unknown.attempt()).isEqualTo(1);
            } finally {
                database.execute("drop function full_disk cascade");
            }
            assertThat(keelson.outcome(Shop.ACME, token, 1).isCommitted()).isFalse();
            assertThat(effects()).isEmpty();
        }
    }
}
