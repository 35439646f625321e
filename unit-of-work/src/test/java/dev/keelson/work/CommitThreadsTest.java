package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Commits of virtual threads need platform threads, of which there are never many. */
class CommitThreadsTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int VIRTUAL_THREADS = SOAK ? 3_000 : 300;
    private static final Duration STALL = Duration.ofSeconds(SOAK ? 6 : 1);
    private static final int POOL = 6;
    private static final int FURTHER = 8;

    @Test
    void under_a_database_that_stalls_there_are_no_more_than_the_pool_has_connections_and_eight() throws SQLException {
        try (TestDatabase database = Shop.database();
                HikariDataSource pool = pool(database);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                Keelson keelson = Shop.open(pool);
                Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table customers in access exclusive mode");
            List<CompletableFuture<Void>> commits = new ArrayList<>();
            for (int i = 0; i < VIRTUAL_THREADS; i++) {
                commits.add(CompletableFuture.runAsync(
                        () -> keelson.run(Shop.ACME, work -> work.add(Shop.customer())), virtual));
            }
            int most = 0;
            int atWork = 0;
            for (long end = System.nanoTime() + STALL.toNanos(); System.nanoTime() < end; ) {
                most = Math.max(most, keelson.statistics().commitThreads());
                atWork = Math.max(atWork, keelson.statistics().unitsOfWork());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            owner.rollback();
            commits.forEach(CompletableFuture::join);

            assertThat(atWork).isEqualTo(VIRTUAL_THREADS);
            assertThat(most).isBetween(POOL, POOL + FURTHER);
            assertThat(keelson.statistics().commitThreads()).isLessThanOrEqualTo(POOL + FURTHER);
            assertThat(database.query("select count(*) from customers"))
                    .containsExactly(List.of((long) VIRTUAL_THREADS));
        }
    }

    @Test
    void units_of_work_that_hold_all_connections_commit_while_others_wait_for_one() {
        try (TestDatabase database = Shop.database();
                HikariDataSource pool = pool(database);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                Keelson keelson = Shop.open(pool)) {
            Customer stored = Shop.customer();
            keelson.run(Shop.ACME, work -> work.add(stored));
            CountDownLatch held = new CountDownLatch(POOL);
            CountDownLatch goOn = new CountDownLatch(1);
            List<CompletableFuture<Void>> commits = new ArrayList<>();
            for (int i = 0; i < POOL; i++) {
                commits.add(CompletableFuture.runAsync(
                        () -> keelson.run(Shop.ACME, Isolation.LOCKING, work -> {
                            work.get(Customer.class, stored.id());
                            work.add(Shop.customer());
                            held.countDown();
                            await(goOn);
                        }),
                        virtual));
            }
            await(held);
            for (int i = 0; i < 10 * POOL; i++) {
                commits.add(CompletableFuture.runAsync(
                        () -> keelson.run(Shop.ACME, work -> work.add(Shop.customer())), virtual));
            }
            while (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();

            assertThat(database.query("select count(*) from customers")).containsExactly(List.of(1L + 11 * POOL));
        }
    }

    @Test
    void a_commit_that_has_no_turn_in_time_fails_before_anything_is_sent() throws SQLException {
        try (TestDatabase database = Shop.database();
                HikariDataSource pool = pool(database);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                Keelson keelson = Shop.mapped()
                        .settings(Settings.STANDARD.withCommitWait(Duration.ofMillis(50)))
                        .dataSource(pool)
                        .build();
                Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table customers in access exclusive mode");
            List<CompletableFuture<String>> commits = new ArrayList<>();
            for (int i = 0; i < 3 * POOL; i++) {
                commits.add(CompletableFuture.supplyAsync(() -> added(keelson), virtual));
            }
            CompletableFuture.anyOf(commits.toArray(CompletableFuture[]::new)).join();
            owner.rollback();

            assertThat(commits.stream().map(CompletableFuture::join).distinct())
                    .contains("Cannot commit, before which too many others wait for a connection (is the database slow,"
                            + " or the pool too small?): the database failed without an SQLSTATE. The cause has"
                            + " the driver's words.");
            assertThat(database.query("select count(*) from customers"))
                    .containsExactly(List.of(commits.stream()
                            .map(CompletableFuture::join)
                            .filter("added"::equals)
                            .count()));
        }
    }

    private static String added(Keelson keelson) {
        try {
            keelson.run(Shop.ACME, work -> work.add(Shop.customer()));
            return "added";
        } catch (DatabaseException refused) {
            return refused.summary();
        }
    }

    private static HikariDataSource pool(TestDatabase database) {
        HikariDataSource pool = database.application();
        pool.getHikariConfigMXBean().setMaximumPoolSize(POOL);
        return pool;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
