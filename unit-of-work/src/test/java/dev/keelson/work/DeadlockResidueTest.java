package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.CustomerId;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What no order of locks prevents: unique values that cross, and the delete of a root that somebody begins to refer to. The
 * server ends one of the two, here always ours since theirs is made to wait longer, and the function runs again.
 */
class DeadlockResidueTest {

    @RegisterExtension
    static final ShopStage shop =
            new ShopStage(Shop::mapped, "alter table customers add constraint one_name unique (tenant_id, name)");

    private static final String CUSTOMER =
            "insert into customers (tenant_id, id, name, version) values ('acme', '%s', '%s', 1)";

    private static Customer named(String name) {
        return new Customer(new CustomerId(UUID.randomUUID()), name, Optional.empty());
    }

    /** Somebody else's transaction. */
    private static final class Theirs implements AutoCloseable {

        private final Connection connection;

        Theirs() throws SQLException {
            connection = shop.database()
                    .server()
                    .administrator(shop.database().name())
                    .getConnection();
            execute("set deadlock_timeout = '1min'"); // so that it is always ours that is ended
            connection.setAutoCommit(false);
        }

        void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }

    /** Returns as soon as a commit of ours waits for a lock of theirs. */
    private static void awaitWaiting() {
        while (shop.database().query("select 1 from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void unique_values_that_cross_end_one_commit_and_its_function_runs_again() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch committed = new CountDownLatch(1);
        try (Theirs theirs = new Theirs();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            theirs.execute(CUSTOMER.formatted(UUID.randomUUID(), "Zoe"));
            Future<?> ours = thread.submit(() -> shop.keelson().run(Shop.ACME, work -> {
                if (runs.incrementAndGet() > 1) {
                    await(committed);
                }
                List<String> taken = ((SqlUnitOfWork) work)
                        .query(Customer.class).list().stream()
                                .map(Customer::name)
                                .toList();
                for (String name : List.of("Ada", "Zoe")) {
                    work.add(named(taken.contains(name) ? name + " the second" : name));
                }
            }));
            awaitWaiting();
            theirs.execute(CUSTOMER.formatted(UUID.randomUUID(), "Ada"));
            theirs.connection.commit();
            committed.countDown();
            ours.get();
        }
        assertThat(runs).hasValue(2);
        assertThat(shop.database().query("select name from customers order by name"))
                .containsExactly(List.of("Ada"), List.of("Ada the second"), List.of("Zoe"), List.of("Zoe the second"));
    }

    @Test
    void the_delete_of_a_root_that_somebody_begins_to_refer_to_ends_and_its_function_runs_again() throws Exception {
        Customer left = named("left");
        Customer other = named("other");
        shop.store(left, other);
        Order noted = Shop.order(other, 0);
        shop.store(noted);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch committed = new CountDownLatch(1);
        try (Theirs theirs = new Theirs();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            theirs.execute("update orders set note = 'theirs' where id = '"
                    + noted.id().value() + "'");
            Future<?> ours = thread.submit(() -> shop.keelson().run(Shop.ACME, work -> {
                if (runs.incrementAndGet() > 1) {
                    await(committed);
                }
                work.get(Order.class, noted.id()).note("ours");
                var orders = ((SqlUnitOfWork) work).table(Order.class);
                boolean referred = ((SqlUnitOfWork) work)
                        .query(Order.class)
                        .where(orders.field("customer_id", UUID.class)
                                .eq(left.id().value()))
                        .seeingDatabase()
                        .exists();
                if (!referred) {
                    work.remove(work.get(Customer.class, left.id()));
                }
            }));
            awaitWaiting();
            theirs.execute("update orders set customer_id = '" + left.id().value() + "' where id = '"
                    + noted.id().value() + "'");
            theirs.connection.commit();
            committed.countDown();
            ours.get();
        }
        assertThat(runs).hasValue(2);
        assertThat(shop.database().query("select name from customers order by name"))
                .containsExactly(List.of("left"), List.of("other"));
        assertThat(shop.database().query("select note from orders")).containsExactly(List.of("ours"));
    }

    @Test
    void without_a_function_to_run_again_the_deadlock_is_told() throws Exception {
        try (Theirs theirs = new Theirs();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            theirs.execute(CUSTOMER.formatted(UUID.randomUUID(), "Zoe"));
            Future<Throwable> ours = thread.submit(() -> {
                try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
                    work.add(named("Ada"));
                    work.add(named("Zoe"));
                    work.commit();
                    return new AssertionError("committed");
                } catch (DatabaseException told) {
                    return told;
                }
            });
            awaitWaiting();
            theirs.execute(CUSTOMER.formatted(UUID.randomUUID(), "Ada"));
            theirs.connection.commit();

            assertThat(ours.get())
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            told -> assertThat(told.sqlState()).contains("40P01"));
        }
        assertThat(shop.database().query("select name from customers order by name"))
                .containsExactly(List.of("Ada"), List.of("Zoe"));
    }

    /** What the second run reads is what they committed. */
    private static void await(CountDownLatch committed) {
        try {
            assertThat(committed.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
