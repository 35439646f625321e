package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.shop.Shop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How a Keelson ends; the log goes to System.err in tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ShutdownTest {

    private TestDatabase database;
    private HikariDataSource pool;

    @BeforeAll
    void open() {
        database = Shop.database();
        pool = database.application();
    }

    @AfterAll
    void close() {
        database.close();
    }

    private Keelson keelson(Duration patience) {
        return Shop.mapped()
                .settings(Settings.STANDARD.withCloseWait(patience))
                .dataSource(pool)
                .build();
    }

    private static String loggedBy(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("dev.keelson"))
                .reduce("", String::concat);
    }

    private static String warning(String left, int patience) {
        return "WARN dev.keelson.work.Keelson - Keelson was closed, and this had not ended: " + left
                + ". Units of work are closed, and calls return, before Keelson is closed; it waits " + patience
                + " ms for them.";
    }

    @Test
    void once_closed_nothing_new_begins() {
        Keelson keelson = keelson(Duration.ofSeconds(10));
        keelson.close();

        List<Runnable> attempts = List.of(
                () -> keelson.begin(Shop.ACME),
                () -> keelson.run(Shop.ACME, work -> {}),
                () -> keelson.independently().run(Shop.ACME, work -> {}),
                () -> keelson.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .begin(Shop.ACME),
                () -> keelson.outcome(Shop.ACME, CommandToken.next()));
        for (Runnable attempt : attempts) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot begin: the unit of work is one of a Keelson that is closed. Build another"
                                    + " Keelson.");
        }
    }

    @Test
    void closing_waits_for_what_is_under_way_and_says_nothing_of_what_ended() throws Exception {
        Keelson keelson = keelson(Duration.ofSeconds(20));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> call = ShopStage.async(() -> keelson.call(Shop.ACME, work -> {
            work.add(Shop.customer());
            begun.countDown();
            await(goOn);
            return true;
        }));
        await(begun);
        CompletableFuture<String> closed = ShopStage.async(() -> loggedBy(keelson::close));
        while (!isClosing(keelson)) {
            Thread.onSpinWait();
        }
        assertThat(closed).isNotDone();
        goOn.countDown();

        assertThat(closed.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(call.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean isClosing(Keelson keelson) {
        try {
            keelson.begin(Shop.ACME).close();
            return false;
        } catch (UnitOfWorkStateException closing) {
            return true;
        }
    }

    @Test
    void what_has_not_ended_in_time_is_named_by_thread_and_actor() {
        Keelson keelson = keelson(Duration.ofMillis(30));
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofPlatform().name("report").start(() -> {
            try (SqlUnitOfWork work = keelson.begin(Shop.GLOBEX)) {
                begun.countDown();
                await(over);
                work.discard();
            }
        });
        Thread.ofVirtual()
                .name("request-7")
                .start(() -> keelson.run(Shop.ACME, work -> {
                    begun.countDown();
                    await(over);
                }));
        await(begun);

        assertThat(loggedBy(keelson::close))
                .isEqualTo("[" + Thread.currentThread().getName() + "] "
                        + warning(
                                "a call by thread 'request-7' for jane; a unit of work begun by thread 'report' for"
                                        + " hank",
                                30));
        over.countDown();
    }

    @Test
    void what_nobody_can_end_any_more_is_named_without_waiting_for_it() throws InterruptedException {
        Keelson keelson = keelson(Duration.ofHours(1));
        List<SqlUnitOfWork> kept = new ArrayList<>();
        Thread ended = Thread.ofPlatform().name("ended").start(() -> kept.add(keelson.begin(Shop.GLOBEX)));
        ended.join();
        kept.add(keelson.begin(Shop.ACME));

        String own = Thread.currentThread().getName();
        assertThat(loggedBy(keelson::close))
                .endsWith(warning(
                        "a unit of work begun by thread 'ended' for hank; a unit of work begun by thread '" + own
                                + "' for jane",
                        3_600_000));
        assertThat(kept).hasSize(2);
    }

    @Test
    void a_commit_that_waits_for_the_database_is_named_and_no_thread_is_left_when_it_has_its_answer()
            throws SQLException {
        Keelson keelson = keelson(Duration.ofMillis(200));
        CompletableFuture<Void> commit;
        try (Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table customers in access exclusive mode");
            commit = new CompletableFuture<>();
            CompletableFuture<Void> done = commit;
            Thread.ofVirtual().name("slow").start(() -> {
                try {
                    keelson.run(Shop.ACME, work -> work.add(Shop.customer()));
                    done.complete(null);
                } catch (RuntimeException failure) {
                    done.completeExceptionally(failure);
                }
            });
            while (keelson.statistics().commitThreads() == 0) {
                Thread.onSpinWait();
            }
            assertThat(loggedBy(keelson::close))
                    .endsWith(warning(
                            "a call by thread 'slow' for jane; 1 commit that waits for the database's answer", 200));
            owner.rollback();
        }
        commit.join();
        while (keelson.statistics().commitThreads() > 0) {
            Thread.onSpinWait();
        }
        assertThat(keelson.statistics().unitsOfWork()).isZero();
    }

    @Test
    void no_thread_is_left_and_what_is_owned_is_closed_once() {
        AtomicInteger closed = new AtomicInteger();
        Keelson keelson =
                Shop.mapped().dataSource(pool).owning(closed::incrementAndGet).build();
        CompletableFuture<Void> committed = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            keelson.run(Shop.ACME, work -> work.add(Shop.customer()));
            committed.complete(null);
        });
        committed.join();
        assertThat(keelson.statistics().commitThreads()).isEqualTo(1);

        keelson.close();
        keelson.close();

        assertThat(keelson.statistics().commitThreads()).isZero();
        assertThat(closed).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
