package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders without a version: the last writer wins, and only a row that is gone is an error. */
class UnversionedTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> Keelson.builder()
            .map(Customer.class)
            .map(Order.class, order -> order.unversioned())
            .policy(Tenancy.byColumn("tenant_id")));

    @Test
    void a_change_elsewhere_is_no_conflict_and_of_two_writers_of_one_column_the_last_wins() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            shop.elsewhere(stored.id(), theirs -> {
                theirs.note("theirs");
                theirs.lines().get(0).changeQuantity(50);
            });
            order.note("mine");
            CommitReceipt receipt = work.commit();

            assertThat(receipt.version(Order.class, stored.id())).isEmpty();
        }
        assertThat(shop.database().query("select note from orders")).containsExactly(List.of("mine"));
        assertThat(shop.database().query("select quantity from order_lines order by position"))
                .containsExactly(List.of(50), List.of(2));
    }

    @Test
    void a_changed_line_does_not_touch_the_row_of_the_root() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).lines().get(0).changeQuantity(50);

            assertThat(shop.writtenByCommit(work))
                    .containsExactly("update order_lines set quantity = $1"
                            + " where (order_lines.tenant_id = $2 and order_lines.id = $3)");
        }
    }

    @Test
    void a_root_that_was_deleted_elsewhere_cannot_be_changed() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).note("mine");
            shop.elsewhere(other -> other.remove(stored));

            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith(
                            "Cannot commit Order[" + stored.id().value() + "]: expected its row, found none when"
                                    + " looked up after the failure. It was"
                                    + " deleted by another unit of work; reload"
                                    + " and retry, or let keelson.run(...) retry"
                                    + " for you.");
        }
        assertThat(shop.tables().get("orders")).isEmpty();
    }

    @Test
    void a_root_that_was_deleted_elsewhere_cannot_get_a_line_nor_be_deleted_again() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork adds = shop.keelson().begin(Shop.ACME);
                SqlUnitOfWork removes = shop.keelson().begin(Shop.ACME)) {
            adds.get(Order.class, stored.id()).addLine(Shop.line(3));
            removes.remove(removes.get(Order.class, stored.id()));
            shop.elsewhere(other -> other.remove(stored));

            assertThatThrownBy(adds::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected its row, found none");
            assertThatThrownBy(removes::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected its row, found none");
        }
    }

    @Test
    void of_many_roots_those_that_are_gone_are_named() {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            orders.add(shop.storedOrder(1));
        }
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            orders.forEach(order -> work.get(Order.class, order.id()).note("mine"));
            shop.elsewhere(other -> {
                other.remove(orders.get(1));
                other.remove(orders.get(4));
            });

            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith("Cannot commit: 2 aggregates are stale.")
                    .hasMessageContainingAll(
                            "Order[" + orders.get(1).id().value() + "]: expected its row, found none; deleted.",
                            "Order[" + orders.get(4).id().value() + "]: expected its row, found none; deleted.");
        }
        assertThat(shop.database().query("select distinct note from orders where note is not null"))
                .isEmpty();
    }
}
