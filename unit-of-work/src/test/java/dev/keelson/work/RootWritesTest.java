package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.hydrate.Unfolded;
import dev.keelson.work.shop.Address;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Money;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RootWritesTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final String RAISE_VERSION =
            "update orders set version = $1 where (orders.tenant_id = $2 and orders.id = $3)";
    private static final String INSERT_TAG = "insert into order_tags (tenant_id, order_id, tag) values ($1, $2, $3)";
    private static final String DELETE_TAG =
            "delete from order_tags where (order_tags.tenant_id = $1 and order_tags.order_id = $2"
                    + " and order_tags.tag = $3)";

    /** A statement without its conditions and values. */
    private static String start(String sql) {
        return sql.replaceAll(" ?[(].*", "");
    }

    @Test
    void one_changed_property_of_the_root_is_written_together_with_its_version() {
        assertThat(shop.writtenAfter(shop.storedOrder(4), Order::pay))
                .containsExactly(
                        "update orders set status = $1, version = $2 where (orders.tenant_id = $3 and orders.id = $4)");
    }

    @Test
    void of_a_value_object_only_the_parts_that_differ_are_written() {
        assertThat(shop.writtenAfter(shop.storedOrder(1), order -> order.shippingCost(Money.eur("5.10"))))
                .containsExactly("update orders set shipping_cost_amount = $1, version = $2"
                        + " where (orders.tenant_id = $3 and orders.id = $4)");
    }

    @Test
    void values_replaced_by_equal_ones_are_no_change() {
        shop.assertNothingIsSentAfter(order -> {
            order.shippingCost(Money.eur("4.90"));
            order.billTo(null);
            order.lines().forEach(line -> line.changePrice(Money.eur(line.quantity() + ".50")));
        });
    }

    @Test
    void what_is_changed_and_changed_back_is_no_change() {
        shop.assertNothingIsSentAfter(order -> {
            order.note("later");
            order.note(null);
            order.lines().get(0).changeQuantity(17);
            order.lines().get(0).changeQuantity(1);
            Collections.swap(order.lines(), 0, 3);
            Collections.swap(order.lines(), 0, 3);
            order.tags().remove("gift");
            order.tags().add("gift");
        });
    }

    @Test
    void values_of_a_set_are_inserted_and_deleted_one_by_one() {
        Order stored = shop.storedOrder(1);

        assertThat(shop.writtenAfter(stored, order -> order.tags().add("big")))
                .containsExactly(RAISE_VERSION, INSERT_TAG);
        assertThat(shop.writtenAfter(stored, order -> order.tags().remove("new")))
                .containsExactly(DELETE_TAG, RAISE_VERSION);
        assertThat(shop.writtenAfter(stored, order -> {
                    order.tags().clear();
                    order.tags().addAll(Set.of("gift", "big", "red"));
                }))
                .containsExactly(DELETE_TAG, RAISE_VERSION, INSERT_TAG);
        assertThat(shop.database().query("select tag from order_tags order by tag"))
                .containsExactly(List.of("big"), List.of("gift"), List.of("red"));
    }

    @Test
    void a_set_filled_again_in_another_order_is_no_change() {
        shop.assertNothingIsSentAfter(order -> {
            order.tags().clear();
            order.tags().addAll(List.of("new", "gift", "express"));
        });
    }

    @Test
    void an_optional_value_object_is_set_changed_and_set_to_null() {
        Order stored = shop.storedOrder(1);
        String where = " where (orders.tenant_id = $";

        assertThat(shop.writtenAfter(stored, order -> order.billTo(Shop.PARIS)))
                .containsExactly("update orders set billing_address_street = $1, billing_address_extra = $2,"
                        + " billing_address_city = $3, billing_address_country_code = $4,"
                        + " billing_address_country_name = $5, version = $6" + where + "7 and orders.id = $8)");
        assertThat(shop.writtenAfter(
                        stored,
                        order -> order.billTo(
                                new Address(Shop.PARIS.street(), null, Shop.PARIS.city(), Shop.PARIS.country()))))
                .containsExactly(
                        "update orders set billing_address_extra = $1, version = $2" + where + "3 and orders.id = $4)");
        assertThat(shop.writtenAfter(stored, order -> order.billTo(null)))
                .containsExactly("update orders set billing_address_street = $1, billing_address_city = $2,"
                        + " billing_address_country_code = $3, billing_address_country_name = $4, version = $5"
                        + where + "6 and orders.id = $7)");
        assertThat(shop.database().query("select billing_address_city, version from orders"))
                .containsExactly(Arrays.asList(null, 4L));
    }

    @Test
    void a_record_changes_by_being_replaced() {
        Customer ada = Shop.customer();
        shop.store(ada);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Customer.class, ada.id());
            work.replace(ada.renamed("Grace"));
            work.replace(ada.renamed("Bob"));

            assertThat(work.get(Customer.class, ada.id())).isEqualTo(ada.renamed("Bob"));
            assertThat(shop.writtenByCommit(work))
                    .containsExactly("update customers set name = $1, version = $2"
                            + " where (customers.tenant_id = $3 and customers.id = $4)");

            work.replace(new Customer(ada.id(), "Bob", Optional.empty()));
            assertThat(shop.sentByCommit(work)).isEmpty();
        }
        assertThat(shop.database().query("select name, version from customers")).containsExactly(List.of("Bob", 2L));
    }

    @Test
    void a_new_aggregate_is_inserts_without_any_check_and_a_removed_one_is_deletes_with_one() {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, 1);
        shop.store(customer);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(order);
            assertThat(Unfolded.of(shop.sentByCommit(work)))
                    .extracting(RootWritesTest::start)
                    .as("in one statement, in autocommit")
                    .containsExactly(
                            "insert into keelson_commits",
                            "insert into orders",
                            "insert into order_lines",
                            "insert into order_tags");
            work.remove(order);
            assertThat(Unfolded.of(shop.sentByCommit(work)))
                    .extracting(RootWritesTest::start)
                    .containsExactly(
                            "BEGIN",
                            "insert into keelson_commits",
                            "select 1 from orders where",
                            "select cast",
                            "delete from order_tags where",
                            "delete from order_tags where",
                            "delete from order_tags where",
                            "delete from order_lines where",
                            "delete from orders where",
                            "commit");
        }
        assertThat(shop.tables().get("orders")).isEmpty();
    }
}
