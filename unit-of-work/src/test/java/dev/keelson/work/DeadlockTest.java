package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.testing.rig.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many threads that change and guard overlapping sets of aggregates do not deadlock, since all commits lock in one order;
 * the same rows written in any order do. The seed is printed; {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats it.
 */
@NullMarked
@SuppressWarnings("NullAway.Init")
class DeadlockTest {

    private static final int THREADS = 64;
    private static final int CONNECTIONS = 24;
    private static final int COMMITS = Boolean.getBoolean("keelson.soak") ? 20_000 : 600;
    private static final int ACCOUNTS = 24;
    private static final String DEADLOCK = "40P01";
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());
    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    static final class Account {
        private UUID id = UUID.randomUUID();
        private int balance;

        UUID id() {
            return id;
        }
    }

    /** Rows of their own, so that commits write more than one table. */
    static final class Ledger {
        private UUID id = UUID.randomUUID();
        private final List<Integer> entries = new ArrayList<>();
    }

    private static TestDatabase database;
    private static HikariDataSource pool;
    private static Keelson keelson;
    private static final List<UUID> accounts = new ArrayList<>();
    private static final List<UUID> ledgers = new ArrayList<>();

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        pool = database.application();
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(120_000);
        keelson = mapped().dataSource(pool).build();
        keelson.run(CONTEXT, work -> {
            for (int i = 0; i < ACCOUNTS; i++) {
                Account account = new Account();
                Ledger ledger = new Ledger();
                ledger.entries.add(0);
                work.add(account);
                work.add(ledger);
                accounts.add(account.id);
                ledgers.add(ledger.id);
            }
        });
        System.out.println("DeadlockTest: " + COMMITS + " commits of " + THREADS + " threads, seed " + SEED);
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Account.class).map(Ledger.class);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    /** What became of the attempts. */
    private record Outcome(int committed, int stale, int deadlocks) {}

    private static Outcome run(int commits, Attempt attempt) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(commits);
        AtomicInteger stale = new AtomicInteger();
        AtomicInteger deadlocks = new AtomicInteger();
        List<Callable<Void>> workers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(SEED + thread);
            workers.add(() -> {
                while (left.getAndDecrement() > 0) {
                    try {
                        attempt.with(random);
                    } catch (StaleAggregateException conflict) {
                        stale.incrementAndGet();
                        left.incrementAndGet();
                    } catch (DatabaseException failure) {
                        count(failure.sqlState().orElse(""), failure, deadlocks);
                    } catch (SQLException failure) {
                        count(failure.getSQLState(), failure, deadlocks);
                    }
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Void> worker : threads.invokeAll(workers)) {
                worker.get();
            }
        } catch (ExecutionException failure) {
            throw new AssertionError("a worker failed, seed " + SEED, failure.getCause());
        }
        return new Outcome(commits, stale.get(), deadlocks.get());
    }

    private static void count(String state, Exception failure, AtomicInteger deadlocks) {
        if (!DEADLOCK.equals(state)) {
            throw new AssertionError("something else than a deadlock, seed " + SEED, failure);
        }
        deadlocks.incrementAndGet();
    }

    private interface Attempt {
        void with(Random random) throws SQLException;
    }

    private static <T> List<T> some(List<T> all, Random random) {
        List<T> some = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        while (some.size() < count) {
            T one = all.get(random.nextInt(all.size()));
            if (!some.contains(one)) {
                some.add(one);
            }
        }
        return some;
    }

    @Test
    void commits_that_change_guard_and_insert_do_not_deadlock_with_each_other() throws InterruptedException {
        Outcome outcome = run(COMMITS, DeadlockTest::commit);
        System.out.println("DeadlockTest: " + outcome);
        assertThat(outcome.deadlocks()).as("seed %d", SEED).isZero();
        assertThat(outcome.stale()).as("overlapping commits").isPositive();
        assertThat(database.query("select sum(balance) from accounts where balance > 0"))
                .isNotEmpty();
    }

    private static void commit(Random random) {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            Map<UUID, Account> found = work.findAll(Account.class, some(accounts, random));
            Map<UUID, Ledger> books = work.findAll(Ledger.class, some(ledgers, random));
            found.values().forEach(account -> {
                if (random.nextInt(3) == 0) {
                    work.requireUnchanged(account);
                } else {
                    account.balance++;
                }
            });
            books.values().forEach(ledger -> ledger.entries.set(0, ledger.entries.get(0) + 1));
            work.add(new Account());
            work.commit();
        }
    }

    @Test
    void the_same_rows_written_in_any_order_do_deadlock() throws InterruptedException {
        int deadlocks = 0;
        for (int round = 0; round < 40 && deadlocks == 0; round++) {
            deadlocks = run(60, random -> unordered(pool, random)).deadlocks();
        }
        System.out.println("DeadlockTest, control: " + deadlocks + " deadlocks");
        assertThat(deadlocks).as("seed %d", SEED).isPositive();
    }

    private static void unordered(DataSource connections, Random random) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update =
                    connection.prepareStatement("update accounts set balance = balance + 1 where id = ?")) {
                for (UUID id : some(accounts, random)) {
                    update.setObject(1, id);
                    update.executeUpdate();
                }
                connection.commit();
            } catch (SQLException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }
}
