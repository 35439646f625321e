package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Within a unit of work one identity is one object. */
class IdentityTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static OrderId unknown() {
        return new OrderId(UUID.randomUUID());
    }

    @Test
    void found_twice_it_is_the_same_instance_by_one_statement() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order first = work.get(Order.class, stored.id());

            assertThat(work.find(Order.class, new OrderId(stored.id().value()))).containsSame(first);
            assertThat(work.getAll(Order.class, List.of(stored.id(), stored.id())))
                    .usingElementComparator((a, b) -> a == b ? 0 : 1)
                    .containsExactly(first, first);
            assertThat(shop.wire().statements()).hasSize(1);
        }
    }

    @Test
    void two_units_of_work_have_instances_of_their_own() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork one = shop.keelson().begin(Shop.ACME);
                SqlUnitOfWork other = shop.keelson().begin(Shop.ACME)) {
            assertThat(one.get(Order.class, stored.id())).isNotSameAs(other.get(Order.class, stored.id()));
        }
    }

    @Test
    void many_are_found_in_the_order_asked_in_one_round_trip_for_those_not_at_hand() {
        List<Order> stored = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            stored.add(shop.storedOrder(i));
        }
        List<OrderId> ids = new ArrayList<>(stored.stream().map(Order::id).toList());
        Collections.shuffle(ids, new Random(1));
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order atHand = work.get(Order.class, ids.get(3));
            ids.add(2, unknown());
            shop.wire().reset();
            Map<OrderId, Order> found = work.findAll(Order.class, ids);

            List<OrderId> expected = new ArrayList<>(ids);
            expected.remove(2);
            assertThat(found.keySet()).containsExactlyElementsOf(expected);
            assertThat(found.values()).extracting(Order::id).containsExactlyElementsOf(expected);
            assertThat(found.get(atHand.id())).isSameAs(atHand);
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);

            Collections.reverse(expected);
            assertThat(work.getAll(Order.class, expected)).extracting(Order::id).containsExactlyElementsOf(expected);
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void more_than_a_thousand_are_found_in_a_round_trip_for_each_thousand() {
        List<OrderId> ids = new ArrayList<>();
        for (int i = 0; i < 2_001; i++) {
            ids.add(unknown());
        }
        Order stored = shop.storedOrder(2);
        ids.set(1_500, stored.id());
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThat(work.findAll(Order.class, ids)).containsOnlyKeys(stored.id());
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(3);
        }
    }

    @Test
    void of_many_every_missing_one_is_named() {
        Order stored = shop.storedOrder(1);
        OrderId one = unknown();
        OrderId other = unknown();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThatThrownBy(() -> work.getAll(Order.class, List.of(one, stored.id(), other, one)))
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageStartingWith("Cannot find Order[" + one.value() + "], Order[" + other.value()
                            + "]: no such row is visible here. They were deleted, or never stored, or they are of"
                            + " another tenant; ask with find or findAll where absence is expected.")
                    .extracting(missing -> ((AggregateNotFoundException) missing).ids())
                    .isEqualTo(List.of(one, other));
        }
    }

    @Test
    void nothing_asked_nothing_sent() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThat(work.findAll(Order.class, List.<OrderId>of())).isEmpty();
            assertThat(work.getAll(Order.class, List.of())).isEmpty();
        }
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    @Test
    void what_was_added_is_found_without_a_statement_and_what_was_removed_is_found_no_more() {
        Order stored = shop.storedOrder(1);
        Customer added = Shop.customer();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(added);
            assertThat(work.get(Customer.class, added.id())).isSameAs(added);
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);

            work.remove(work.get(Order.class, stored.id()));
            shop.wire().reset();
            assertThat(work.find(Order.class, stored.id())).isEmpty();
            assertThat(work.findAll(Order.class, List.of(stored.id()))).isEmpty();
            assertThatThrownBy(() -> work.get(Order.class, stored.id())).isInstanceOf(AggregateNotFoundException.class);
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);

            work.commit();
            assertThat(work.find(Order.class, stored.id())).isEmpty();
            assertThat(work.get(Customer.class, added.id())).isSameAs(added);
        }
    }

    @Test
    void what_was_added_and_removed_again_leaves_nothing_to_commit() {
        Customer added = Shop.customer();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(added);
            work.remove(added);

            assertThat(work.commit().isEmpty()).isTrue();
            assertThat(work.find(Customer.class, added.id())).isEqualTo(Optional.empty());
        }
        assertThat(shop.tables().get("customers")).isEmpty();
    }

    @Test
    void what_was_removed_and_added_again_is_an_update_of_what_differs() {
        Customer stored = Shop.customer();
        shop.store(stored);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.remove(work.get(Customer.class, stored.id()));
            work.add(stored.renamed("Bob"));

            assertThat(shop.writtenByCommit(work))
                    .containsExactly("update customers set name = $1, version = $2"
                            + " where (customers.tenant_id = $3 and customers.id = $4)");
        }
        assertThat(shop.database().query("select name, version from customers")).containsExactly(List.of("Bob", 2L));
    }

    @Test
    void another_instance_of_a_tracked_identity_cannot_be_added_but_the_same_one_can() {
        Order stored = shop.storedOrder(1);
        Customer added = Shop.customer();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order loaded = work.get(Order.class, stored.id());
            work.add(loaded);
            work.add(added);
            work.add(added);
            shop.wire().reset();

            assertThatThrownBy(() -> work.add(stored))
                    .isInstanceOf(DuplicateAggregateException.class)
                    .hasMessageStartingWith("Cannot add Order[" + stored.id().value()
                            + "]: this unit of work already tracks another instance of this identity.")
                    .extracting(duplicate -> ((DuplicateAggregateException) duplicate).inMemory())
                    .isEqualTo(true);
            assertThatThrownBy(() -> work.add(added.renamed("Bob"))).isInstanceOf(DuplicateAggregateException.class);
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);

            work.commit();
        }
        assertThat(shop.database().query("select name from customers"))
                .hasSize(2)
                .containsOnly(List.of("Ada"));
    }

    @Test
    void what_was_not_loaded_is_replaced_and_removed_by_its_identity() {
        Customer one = Shop.customer();
        Customer other = Shop.customer();
        Customer unknown = Shop.customer();
        shop.store(one, other);
        shop.keelson().run(Shop.ACME, work -> {
            work.replace(one.renamed("Bob"));
            work.remove(other);
            assertThatThrownBy(() -> work.replace(unknown)).isInstanceOf(AggregateNotFoundException.class);
            assertThatThrownBy(() -> work.remove(unknown)).isInstanceOf(AggregateNotFoundException.class);
        });

        assertThat(shop.database().query("select name, version from customers")).containsExactly(List.of("Bob", 2L));
    }

    @Test
    void after_discard_everything_is_loaded_afresh() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order before = work.get(Order.class, stored.id());
            before.pay();
            work.add(Shop.customer());
            work.discard();

            assertThat(work.commit().isEmpty()).isTrue();
            Order after = work.get(Order.class, stored.id());
            assertThat(after).isNotSameAs(before);
            assertThat(after.state()).isEqualTo(stored.state());
        }
    }
}
