package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.AggregateLockedException;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are locked as they are loaded, until the transaction ends. */
class LockTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    @RegisterExtension
    static final ShopStage plain = new ShopStage(() -> Shop.mapped().portable(true));

    private static SqlUnitOfWork begin(Isolation isolation) {
        return shop.keelson().begin(Shop.ACME, isolation);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
    void a_lock_and_the_load_after_it_are_one_round_trip(Isolation isolation) {
        Order stored = shop.storedOrder(3);
        shop.wire().reset();
        try (SqlUnitOfWork work = begin(isolation)) {
            Order order = work.get(Order.class, stored.id(), Lock.FOR_UPDATE);
            assertThat(order.state()).isEqualTo(stored.state());
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(shop.wire().statements().get(1))
                    .isEqualTo(
                            "select 1 from orders where (orders.tenant_id = $1 and orders.id = $2) for no key update");
            assertThat(work.get(Order.class, stored.id())).isSameAs(order);
        }
    }

    @Test
    void by_plain_statements_each_is_a_round_trip_of_its_own() {
        Order stored = plain.storedOrder(3);
        plain.wire().reset();
        try (SqlUnitOfWork work = plain.keelson().begin(Shop.ACME, Isolation.LOCKING)) {
            assertThat(work.get(Order.class, stored.id(), Lock.FOR_UPDATE).state())
                    .isEqualTo(stored.state());
            assertThat(plain.wire().counts())
                    .extracting(Counts::roundTrips, Counts::statements)
                    .containsExactly(3, 3);
        }
    }

    @Test
    void who_waits_for_a_lock_gets_what_its_holder_committed_and_no_count_is_lost() {
        Order stored = shop.storedOrder(1);
        shop.elsewhere(stored.id(), order -> order.lines().get(0).changeQuantity(0));
        List<CompletableFuture<Integer>> all = IntStream.range(0, 6)
                .mapToObj(n -> ShopStage.async(() -> {
                    for (int i = 0; i < 10; i++) {
                        try (SqlUnitOfWork work = begin(Isolation.LOCKING)) {
                            Order order = work.get(Order.class, stored.id(), Lock.FOR_UPDATE);
                            order.lines()
                                    .get(0)
                                    .changeQuantity(order.lines().get(0).quantity() + 1);
                            work.commit();
                        }
                    }
                    return 0;
                }))
                .toList();
        all.forEach(ShopStage::join);
        int counted = shop.aside()
                .call(
                        Shop.ACME,
                        work -> work.get(Order.class, stored.id())
                                .lines()
                                .get(0)
                                .quantity());
        assertThat(counted).isEqualTo(60);
    }

    @Test
    void without_waiting_a_locked_one_is_told_and_one_that_is_skipped_is_as_good_as_absent() throws Exception {
        Order locked = shop.storedOrder(1);
        Order free = shop.storedOrder(1);
        CountDownLatch done = new CountDownLatch(1);
        try (SqlUnitOfWork holder = begin(Isolation.LOCKING)) {
            holder.get(Order.class, locked.id(), Lock.FOR_UPDATE);
            ShopStage.join(ShopStage.async(() -> {
                try (SqlUnitOfWork work = begin(Isolation.LOCKING)) {
                    assertThat(work.find(Order.class, locked.id(), Lock.SKIP_LOCKED))
                            .isEmpty();
                    assertThat(work.find(Order.class, free.id(), Lock.SKIP_LOCKED))
                            .isPresent();
                    assertThat(work.find(Order.class, new OrderId(UUID.randomUUID()), Lock.SKIP_LOCKED))
                            .isEmpty();
                    assertThatThrownBy(() -> work.get(Order.class, locked.id(), Lock.SKIP_LOCKED))
                            .isInstanceOf(AggregateNotFoundException.class);
                    AggregateLockedException told = catchThrowableOfType(
                            AggregateLockedException.class, () -> work.get(Order.class, locked.id(), Lock.NO_WAIT));
                    assertThat(told.type()).isEqualTo(Order.class);
                    assertThat(told.id()).isEqualTo(locked.id());
                    assertThat(told)
                            .hasMessageStartingWith(
                                    "Cannot lock Order[" + locked.id() + "]: another transaction holds its lock."
                                            + " Nothing was written, and this transaction"
                                            + " is over; begin another one and try later,"
                                            + " or wait for the lock: Lock.FOR_UPDATE.");
                    assertThatThrownBy(() -> work.get(Order.class, free.id(), Lock.NO_WAIT))
                            .isInstanceOf(UnitOfWorkStateException.class);
                }
                done.countDown();
                return 0;
            }));
        }
        done.await();
        try (SqlUnitOfWork work = begin(Isolation.LOCKING)) {
            assertThat(work.get(Order.class, locked.id(), Lock.NO_WAIT).state()).isEqualTo(locked.state());
        }
    }

    @Test
    void one_that_is_known_already_stays_the_object_it_is_if_nobody_changed_it_and_is_stale_otherwise() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = begin(Isolation.LOCKING)) {
            Order order = work.get(Order.class, stored.id());
            order.note("changed here");
            assertThat(work.get(Order.class, stored.id(), Lock.FOR_UPDATE)).isSameAs(order);
            work.commit();
        }
        for (Supplier<Reason> meanwhile : List.<Supplier<Reason>>of(
                () -> {
                    shop.elsewhere(stored.id(), order -> order.note("theirs"));
                    return Reason.CHANGED;
                },
                () -> {
                    shop.elsewhere(work -> work.remove(work.get(Order.class, stored.id())));
                    return Reason.DELETED;
                })) {
            try (SqlUnitOfWork work = begin(Isolation.LOCKING)) {
                work.get(Order.class, stored.id());
                Reason reason = meanwhile.get();
                StaleAggregateException stale = catchThrowableOfType(
                        StaleAggregateException.class, () -> work.get(Order.class, stored.id(), Lock.FOR_UPDATE));
                assertThat(stale.stale().get(0).reason()).isEqualTo(reason);
            }
        }
    }

    @Test
    void what_was_added_here_needs_no_lock_and_another_tenants_is_not_there() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = begin(Isolation.LOCKING)) {
            Order added = Shop.order(Shop.customer(), 1);
            work.add(added);
            assertThat(work.get(Order.class, added.id(), Lock.FOR_UPDATE)).isSameAs(added);
            work.discard();
        }
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.GLOBEX, Isolation.LOCKING)) {
            assertThat(work.find(Order.class, stored.id(), Lock.FOR_UPDATE)).isEmpty();
        }
    }

    @Test
    void where_no_connection_is_held_no_lock_would_last() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = begin(Isolation.DEFAULT)) {
            assertThatThrownBy(() -> work.get(Order.class, stored.id(), Lock.FOR_UPDATE))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot lock Order[" + stored.id().value() + "]: the unit of work is one that holds no"
                                    + " connection, so that no lock would last."
                                    + " Begin it with an isolation that holds one:"
                                    + " units.begin(context, Isolation.LOCKING).");
        }
    }
}
