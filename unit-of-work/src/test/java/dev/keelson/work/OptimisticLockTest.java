package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which changes conflict with which. */
class OptimisticLockTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static Stale changed(Class<?> type, Object id, long expected, long found) {
        return new Stale(type, id, expected, OptionalLong.of(found), Reason.CHANGED);
    }

    private static Stale deleted(Class<?> type, Object id) {
        return new Stale(type, id, 1, OptionalLong.empty(), Reason.DELETED);
    }

    /** The commit fails, naming just these in this order, and writes nothing. */
    private static void assertStale(SqlUnitOfWork work, Stale... stale) {
        Map<String, List<String>> before = shop.tables();
        assertThatThrownBy(work::commit)
                .asInstanceOf(InstanceOfAssertFactories.type(StaleAggregateException.class))
                .extracting(StaleAggregateException::stale)
                .isEqualTo(List.of(stale));
        assertThat(shop.tables()).isEqualTo(before);
    }

    @Test
    void a_root_that_was_changed_elsewhere_cannot_be_removed() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.remove(work.get(Order.class, stored.id()));
            shop.elsewhere(stored.id(), order -> order.tags().add("big"));

            assertStale(work, changed(Order.class, stored.id(), 1, 2));
        }
        assertThat(shop.tables().get("order_lines")).hasSize(2);
    }

    @Test
    void a_root_that_was_deleted_elsewhere_cannot_be_changed_nor_removed() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork changes = shop.keelson().begin(Shop.ACME);
                SqlUnitOfWork removes = shop.keelson().begin(Shop.ACME)) {
            changes.get(Order.class, stored.id()).lines().get(0).changeQuantity(9);
            removes.remove(removes.get(Order.class, stored.id()));
            shop.elsewhere(work -> work.remove(work.get(Order.class, stored.id())));

            assertStale(changes, deleted(Order.class, stored.id()));
            assertThatThrownBy(removes::commit)
                    .hasMessageStartingWith(
                            "Cannot commit Order[" + stored.id().value() + "]: expected version 1, found none. It was"
                                    + " deleted by another unit of work; reload"
                                    + " and retry, or let keelson.run(...) retry"
                                    + " for you.");
        }
    }

    @Test
    void all_stale_roots_of_a_commit_are_named_together() {
        Order order = shop.storedOrder(1);
        Order gone = shop.storedOrder(1);
        Customer customer = Shop.customer();
        shop.store(customer);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, order.id()).note("mine");
            work.replace(work.get(Customer.class, customer.id()).renamed("Bob"));
            work.get(Order.class, gone.id()).note("mine");
            shop.elsewhere(order.id(), theirs -> theirs.note("first"));
            shop.elsewhere(order.id(), theirs -> theirs.note("second"));
            shop.elsewhere(other -> other.remove(other.get(Order.class, gone.id())));
            shop.elsewhere(other ->
                    other.replace(other.get(Customer.class, customer.id()).renamed("Eve")));

            boolean goneFirst =
                    gone.id().value().toString().compareTo(order.id().value().toString()) < 0;
            String changedOrder = "Order[" + order.id().value() + "]: expected version 1, found 3; changed.";
            String goneOrder = "Order[" + gone.id().value() + "]: expected version 1, found none; deleted.";
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith("Cannot commit: 3 aggregates are stale."
                            + "\n  1. Customer[" + customer.id().value()
                            + "]: expected version 1, found 2; changed."
                            + "\n  2. " + (goneFirst ? goneOrder : changedOrder)
                            + "\n  3. " + (goneFirst ? changedOrder : goneOrder)
                            + "\nOther units of work were faster; reload and retry, or let keelson.run(...) retry"
                            + " for you.");
        }
    }

    @Test
    void many_stale_roots_are_found_by_one_statement_and_named_in_the_order_of_their_keys() {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            orders.add(shop.storedOrder(1));
        }
        orders.sort(Comparator.comparing(order -> order.id().value().toString()));
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            orders.reversed().forEach(order -> work.get(Order.class, order.id()).note("mine"));
            List<Stale> stale = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Order order = orders.get(i);
                if (i % 3 == 0) {
                    shop.elsewhere(order.id(), Order::pay);
                    stale.add(changed(Order.class, order.id(), 1, 2));
                } else if (i % 3 == 1) {
                    shop.elsewhere(other -> other.remove(other.get(Order.class, order.id())));
                    stale.add(deleted(Order.class, order.id()));
                }
            }

            shop.wire().reset();
            assertStale(work, stale.toArray(Stale[]::new));
            assertThat(shop.wire().transcript())
                    .filteredOn(sql -> sql.contains("string_agg"))
                    .hasSize(1);
        }
    }

    @Test
    void two_units_of_work_that_change_different_lines_of_one_order_conflict() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork one = shop.keelson().begin(Shop.ACME);
                SqlUnitOfWork other = shop.keelson().begin(Shop.ACME)) {
            one.get(Order.class, stored.id()).lines().get(0).changeQuantity(50);
            other.get(Order.class, stored.id()).lines().get(1).changeQuantity(60);

            one.commit();
            assertThat(shop.version(stored)).isEqualTo(2);
            assertStale(other, changed(Order.class, stored.id(), 1, 2));
        }
        assertThat(shop.database().query("select quantity from order_lines order by position"))
                .containsExactly(List.of(50), List.of(2));
    }

    @Test
    void of_two_threads_that_change_different_lines_at_the_same_time_one_wins_each_round() throws Exception {
        int rounds = Boolean.getBoolean("keelson.soak") ? 1_000 : 50;
        Order stored = shop.storedOrder(2);
        CyclicBarrier bothLoaded = new CyclicBarrier(2);
        AtomicInteger[] wins = {new AtomicInteger(), new AtomicInteger()};
        Thread other = Thread.ofPlatform().start(() -> contend(stored, 1, rounds, bothLoaded, wins[1]));
        contend(stored, 0, rounds, bothLoaded, wins[0]);
        other.join();

        assertThat(wins[0].get() + wins[1].get()).isEqualTo(rounds);
        assertThat(shop.version(stored)).isEqualTo(1 + rounds);
        assertThat(shop.database().query("select quantity from order_lines order by position"))
                .containsExactly(List.of(1_000 + wins[0].get()), List.of(1_000 + wins[1].get()));
    }

    /** Counts its wins in the quantity of its own line, whose first is 1,001. */
    private static void contend(Order stored, int line, int rounds, CyclicBarrier barrier, AtomicInteger wins) {
        for (int round = 0; round < rounds; round++) {
            try (SqlUnitOfWork work = shop.aside().begin(Shop.ACME)) {
                Order order = work.get(Order.class, stored.id());
                order.lines().get(line).changeQuantity(1_000 + wins.get() + 1);
                barrier.await();
                work.commit();
                wins.incrementAndGet();
            } catch (StaleAggregateException lost) {
                // The other one won this round.
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            await(barrier);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_query_that_meets_a_newer_row_makes_a_change_of_the_older_object_fail_before_any_sql() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            shop.elsewhere(stored.id(), Order::pay);

            assertThat(work.query(Order.class).list()).singleElement().isSameAs(order);
            assertThat(order.status()).isEqualTo(Order.Status.OPEN);
            order.note("mine");
            shop.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith(
                            "Cannot commit Order[" + stored.id().value() + "]: expected version 1, found another.");
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
            work.discard();
        }
    }
}
