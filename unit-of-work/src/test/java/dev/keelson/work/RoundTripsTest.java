package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.hydrate.Unfolded;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoundTripsTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final String NULL_TEXTS =
            "cast(null as text), cast(null as text), cast(null as text), cast(null as text), ";

    private static final String LOAD = "select 0 as branch, orders.id as s0, orders.customer_id as s1,"
            + " orders.shipping_address_street as s2, orders.shipping_address_extra as s3,"
            + " orders.shipping_address_city as s4, orders.shipping_address_country_code as s5,"
            + " orders.shipping_address_country_name as s6, orders.billing_address_street as s7,"
            + " orders.billing_address_extra as s8, orders.billing_address_city as s9,"
            + " orders.billing_address_country_code as s10, orders.billing_address_country_name as s11,"
            + " orders.shipping_cost_amount as s12, orders.shipping_cost_currency as s13, orders.status as s14,"
            + " orders.placed_at as s15, orders.note as s16, orders.version as s17, cast(null as integer) as s18,"
            + " cast(null as integer) as s19 from orders where (orders.tenant_id = $1 and orders.id = $2)"
            + " union all select 1 as branch, order_lines.id, order_lines.order_id, order_lines.title,"
            + " order_lines.price_currency, " + NULL_TEXTS + NULL_TEXTS + "order_lines.price_amount,"
            + " cast(null as text), cast(null as text), cast(null as timestamp with time zone), cast(null as text),"
            + " cast(null as bigint), order_lines.position, order_lines.quantity from order_lines"
            + " where (order_lines.tenant_id = $3 and order_lines.order_id = $4)"
            + " union all select 2 as branch, order_tags.order_id, cast(null as uuid), order_tags.tag, " + NULL_TEXTS
            + NULL_TEXTS + "cast(null as text), cast(null as numeric), cast(null as text), cast(null as text),"
            + " cast(null as timestamp with time zone), cast(null as text), cast(null as bigint),"
            + " cast(null as integer), cast(null as integer) from order_tags"
            + " where (order_tags.tenant_id = $5 and order_tags.order_id = $6)";

    @Test
    void an_order_with_its_lines_and_its_tags_comes_by_one_statement_in_one_round_trip() {
        Order stored = shop.storedOrder(10);

        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order loaded = work.get(Order.class, stored.id());

            assertThat(loaded.state()).isEqualTo(stored.state());
            assertThat(shop.wire().transcript()).containsExactly(LOAD);
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void many_orders_come_in_one_round_trip_by_id_by_a_select_for_each_table_by_query_by_one_statement() {
        List<List<Object>> states = new ArrayList<>();
        List<OrderId> ids = new ArrayList<>();
        for (int lines = 0; lines < 5; lines++) {
            Order stored = shop.storedOrder(lines);
            states.add(stored.state());
            ids.add(stored.id());
        }

        try (SqlUnitOfWork byId = shop.keelson().begin(Shop.ACME);
                SqlUnitOfWork byQuery = shop.keelson().begin(Shop.ACME)) {
            assertThat(byId.getAll(Order.class, ids)).extracting(Order::state).isEqualTo(states);
            assertThat(shop.wire().counts())
                    .extracting(Counts::roundTrips, Counts::statements)
                    .containsExactly(1, 3);

            shop.wire().reset();
            assertThat(byQuery.query(Order.class).list())
                    .extracting(Order::state)
                    .containsExactlyInAnyOrderElementsOf(states);
            assertThat(shop.wire().counts())
                    .extracting(Counts::roundTrips, Counts::statements)
                    .containsExactly(1, 1);
        }
    }

    @Test
    void a_commit_that_inserts_updates_and_deletes_in_three_tables_and_checks_two_versions_is_one_round_trip() {
        Order stored = shop.storedOrder(2);
        Customer customer = Shop.customer();
        shop.store(customer);

        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            work.get(Customer.class, customer.id());
            order.lines().get(0).changeQuantity(99);
            order.lines().remove(1);
            order.addLine(Shop.line(3));
            order.tags().remove("gift");
            order.tags().add("big");
            work.replace(customer.renamed("Bob"));
            List<CommitReceipt> receipts = new ArrayList<>();

            assertThat(Unfolded.of(shop.sent(() -> receipts.add(work.commit()))))
                    .containsExactly(
                            "BEGIN",
                            "insert into keelson_commits (token, attempt, committed, author, actor, at, tenant_id)"
                                    + " values ($1, $2, $3, $4, $5, $6, $7)",
                            "select 1 from customers where (customers.tenant_id = $1 and customers.id = $2)"
                                    + " for no key update",
                            "select 1 from orders where (orders.tenant_id = $1 and orders.id = $2) for no key update",
                            "select cast(($1 || string_agg(g.s, ',')) as int) from ("
                                    + "select ($2 || coalesce(cast(max(customers.version) as text), '-'))"
                                    + " from customers where (customers.tenant_id = $3 and customers.id = $4)"
                                    + " having max(customers.version) is distinct from $5"
                                    + " union all select ($6 || coalesce(cast(max(orders.version) as text), '-'))"
                                    + " from orders where (orders.tenant_id = $7 and orders.id = $8)"
                                    + " having max(orders.version) is distinct from $9"
                                    + ") as g (s) having count(*) > 0",
                            "delete from order_tags where (order_tags.tenant_id = $1"
                                    + " and order_tags.order_id = $2 and order_tags.tag = $3)",
                            "delete from order_lines where (order_lines.tenant_id = $1 and order_lines.id = $2)",
                            "update customers set name = $1, version = $2"
                                    + " where (customers.tenant_id = $3 and customers.id = $4)",
                            "update orders set version = $1 where (orders.tenant_id = $2 and orders.id = $3)",
                            "update order_lines set quantity = $1"
                                    + " where (order_lines.tenant_id = $2 and order_lines.id = $3)",
                            "insert into order_lines (tenant_id, id, order_id, position, title, quantity,"
                                    + " price_amount, price_currency) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                            "insert into order_tags (tenant_id, order_id, tag) values ($1, $2, $3)",
                            "commit");
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);

            CommitReceipt receipt = receipts.getFirst();
            assertThat(receipt.rows())
                    .containsExactly(
                            Map.entry("order_tags", 2),
                            Map.entry("order_lines", 3),
                            Map.entry("customers", 1),
                            Map.entry("orders", 1));
            assertThat(receipt.roundTrips()).isEqualTo(1);
            assertThat(receipt.version(Order.class, order.id())).isEqualTo(OptionalLong.of(2));
            assertThat(receipt.version(Customer.class, customer.id())).isEqualTo(OptionalLong.of(2));
            assertThat(receipt.current(Customer.class, customer.id())).isEqualTo(customer.renamed("Bob"));
            assertThat(shop.database()
                            .query(
                                    "select attempt, committed, actor from keelson_commits where token = ?",
                                    receipt.token().orElseThrow().value()))
                    .containsExactly(List.of(1, true, "jane"));
            assertThat(shop.database()
                            .query(
                                    "select position, title, quantity, price_amount::text from order_lines"
                                            + " where order_id = ? order by position",
                                    stored.id().value()))
                    .containsExactly(List.of(0, "Book 1", 99, "1.50"), List.of(1, "Book 3", 3, "3.50"));
            assertThat(shop.database()
                            .query(
                                    "select name, version from customers where id = ?",
                                    customer.id().value()))
                    .containsExactly(List.of("Bob", 2L));
            assertThat(shop.state(stored.id())).isEqualTo(order.state());
        }
    }

    @Test
    void what_was_only_loaded_is_committed_by_sending_nothing() {
        Order stored = shop.storedOrder(10);

        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id());
            shop.wire().reset();
            CommitReceipt receipt = work.commit();

            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
            assertThat(receipt.isEmpty()).isTrue();
            assertThat(receipt.token()).isEmpty();
            assertThat(receipt.rows()).isEmpty();
            assertThat(receipt.roundTrips()).isZero();
        }
    }

    @Test
    void after_a_commit_a_second_one_sends_nothing_until_something_changes_again() {
        Order stored = shop.storedOrder(3);

        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            order.lines().get(0).changeQuantity(50);
            work.add(Shop.customer());
            work.commit();

            shop.wire().reset();
            work.commit();
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);

            order.lines().get(1).changeQuantity(51);
            work.commit();
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        }
        assertThat(shop.version(stored)).isEqualTo(3);
        assertThat(shop.database().query("select quantity from order_lines order by position"))
                .containsExactly(List.of(50), List.of(51), List.of(3));
        assertThat(shop.database().query("select count(*) from keelson_commits"))
                .containsExactly(List.of(3L));
    }

    @Test
    void the_number_of_statements_depends_on_tables_and_column_sets_but_not_on_rows() {
        Consumer<Order> requantified = order -> order.lines().forEach(line -> line.changeQuantity(line.quantity() + 7));
        Consumer<Order> emptied = order -> order.lines().clear();

        assertThat(sentFor(40, requantified)).hasSize(7).isEqualTo(sentFor(4, requantified));
        assertThat(sentFor(40, emptied)).hasSize(7).isEqualTo(sentFor(4, emptied));
        assertThat(sentFor(0, order -> addLines(order, 40)))
                .hasSize(7)
                .isEqualTo(sentFor(0, order -> addLines(order, 4)));
    }

    private static void addLines(Order order, int count) {
        for (int i = 1; i <= count; i++) {
            order.addLine(Shop.line(i));
        }
    }

    private static List<String> sentFor(int lines, Consumer<Order> change) {
        Order stored = shop.storedOrder(lines);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            change.accept(order);
            List<String> sent = shop.sentByCommit(work);

            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(shop.state(stored.id())).isEqualTo(order.state());
            return sent;
        }
    }
}
