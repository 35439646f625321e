package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequireUnchangedTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private final Customer customer = Shop.customer();

    @BeforeEach
    void store() {
        shop.store(customer);
    }

    @Test
    void an_aggregate_that_was_only_read_is_checked_and_locked_but_not_written() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.requireUnchanged(work.get(Customer.class, customer.id()));
            work.add(Shop.order(customer, 0));
            CommitReceipt[] receipt = new CommitReceipt[1];

            assertThat(shop.sent(() -> receipt[0] = work.commit()))
                    .filteredOn(sql -> sql.contains("customers"))
                    .containsExactly(
                            "select 1 from customers where (customers.tenant_id = $1 and customers.id = $2)"
                                    + " for no key update",
                            "select cast(($1 || string_agg(g.s, ',')) as int) from ("
                                    + "select ($2 || coalesce(cast(max(customers.version) as text), '-'))"
                                    + " from customers where (customers.tenant_id = $3 and customers.id = $4)"
                                    + " having max(customers.version) is distinct from $5) as g (s)"
                                    + " having count(*) > 0");
            assertThat(receipt[0].rows()).containsOnlyKeys("orders", "order_tags");
            assertThat(receipt[0].version(Customer.class, customer.id())).isEmpty();
        }
        assertThat(shop.database().query("select version from customers")).containsExactly(List.of(1L));
    }

    @Test
    void a_change_of_it_elsewhere_makes_the_commit_fail() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.requireUnchanged(work.get(Customer.class, customer.id()));
            work.add(Shop.order(customer, 2));
            shop.elsewhere(other ->
                    other.replace(other.get(Customer.class, customer.id()).renamed("Bob")));
            Map<String, List<String>> before = shop.tables();

            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith(
                            "Cannot commit Customer[" + customer.id().value() + "]: expected version 1, found 2.");
            assertThat(shop.tables()).isEqualTo(before);
        }
    }

    @Test
    void its_deletion_elsewhere_makes_the_commit_fail() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.requireUnchanged(work.get(Customer.class, customer.id()));
            work.add(Shop.customer());
            shop.elsewhere(other -> other.remove(customer));

            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected version 1, found none. It was deleted");
        }
        assertThat(shop.tables().get("customers")).isEmpty();
    }

    @Test
    void without_the_guard_a_change_elsewhere_of_what_was_only_read_is_no_conflict() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Customer.class, customer.id());
            work.add(Shop.order(customer, 0));
            shop.elsewhere(other ->
                    other.replace(other.get(Customer.class, customer.id()).renamed("Bob")));

            work.commit();
        }
        assertThat(shop.tables().get("orders")).hasSize(1);
    }

    @Test
    void a_commit_that_has_nothing_to_write_makes_the_check_all_the_same() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Customer loaded = work.get(Customer.class, customer.id());
            work.requireUnchanged(loaded);
            CommitReceipt receipt = work.commit();
            assertThat(receipt.rows()).isEmpty();
            assertThat(receipt.roundTrips()).isEqualTo(1);
            assertThat(shop.database().query("select version from customers")).containsExactly(List.of(1L));

            work.requireUnchanged(loaded);
            shop.elsewhere(other -> other.remove(customer));
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected version 1, found none");
        }
    }

    @Test
    void the_guard_holds_for_one_commit() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.requireUnchanged(work.get(Customer.class, customer.id()));
            work.add(Shop.customer());
            work.commit();

            shop.elsewhere(other ->
                    other.replace(other.get(Customer.class, customer.id()).renamed("Bob")));
            work.add(Shop.customer());
            work.commit();
        }
        assertThat(shop.tables().get("customers")).hasSize(3);
    }

    @Test
    void a_guarded_aggregate_that_changes_as_well_is_checked_once() {
        Order order = Shop.order(customer, 1);
        shop.store(order);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order loaded = work.get(Order.class, order.id());
            work.requireUnchanged(loaded);
            work.requireUnchanged(work.get(Customer.class, customer.id()));
            loaded.pay();

            assertThat(shop.sentByCommit(work))
                    .filteredOn(sql -> sql.startsWith("select 1 from orders"))
                    .hasSize(1);
        }
        assertThat(shop.version(order)).isEqualTo(2);
    }

    @Test
    void what_does_not_exist_cannot_be_guarded() {
        Customer unknown = Shop.customer();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThatThrownBy(() -> work.requireUnchanged(unknown))
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageContaining(unknown.id().value().toString());
        }
    }
}
