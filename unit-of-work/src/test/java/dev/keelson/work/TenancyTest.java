package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TenancyTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    @Test
    void another_tenant_finds_nothing_by_the_same_statement_as_for_what_never_was() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork theirs = shop.keelson().begin(Shop.GLOBEX)) {
            shop.wire().reset();
            assertThat(theirs.find(Order.class, stored.id())).isEmpty();
            List<String> sent = shop.wire().transcript();
            assertThat(theirs.findAll(Order.class, List.of(stored.id()))).isEmpty();
            assertThatThrownBy(() -> theirs.get(Order.class, stored.id()))
                    .isInstanceOf(AggregateNotFoundException.class);

            Order never = Shop.order(Shop.customer(), 1);
            assertThat(shop.sent(() -> theirs.find(Order.class, never.id()))).isEqualTo(sent);
        }
    }

    @Test
    void another_tenant_queries_nothing_whatever_the_condition() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork theirs = shop.keelson().begin(Shop.GLOBEX)) {
            assertThat(theirs.query(Order.class).list()).isEmpty();
            assertThat(theirs.query(Order.class)
                            .where(DSL.condition("orders.version = 7 or true"))
                            .list())
                    .isEmpty();
            assertThat(theirs.query(Order.class)
                            .where(DSL.condition("orders.version = 7").or(DSL.trueCondition()))
                            .where(DSL.condition("true or true"))
                            .count())
                    .isZero();
            assertThat(theirs.query(Order.class).exists()).isFalse();
        }
        assertThat(shop.version(stored)).isEqualTo(1);
    }

    @Test
    void another_tenant_cannot_replace_remove_or_guard() {
        Customer stored = Shop.customer();
        shop.store(stored);
        Map<String, List<String>> before = shop.tables();
        try (SqlUnitOfWork theirs = shop.keelson().begin(Shop.GLOBEX)) {
            List<ThrowingCallable> attempts = List.of(
                    () -> theirs.replace(stored.renamed("Bob")),
                    () -> theirs.remove(stored),
                    () -> theirs.requireUnchanged(stored));
            assertThat(attempts)
                    .allSatisfy(attempt -> assertThatThrownBy(attempt)
                            .isInstanceOf(AggregateNotFoundException.class)
                            .hasMessageContaining("Customer[" + stored.id().value() + "]"));
            assertThat(theirs.commit().isEmpty()).isTrue();
        }
        assertThat(shop.tables()).isEqualTo(before);
    }

    @Test
    void the_same_identities_live_side_by_side_in_two_tenants() {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, 3);
        shop.store(customer, order);
        shop.aside().run(Shop.GLOBEX, work -> {
            work.add(customer.renamed("Hank"));
            work.add(order);
        });

        shop.keelson().run(Shop.GLOBEX, work -> {
            Order theirs = work.get(Order.class, order.id());
            theirs.lines().remove(2);
            theirs.lines().get(0).changeQuantity(70);
            theirs.tags().clear();
            theirs.note("theirs");
        });
        assertThat(shop.state(order.id())).isEqualTo(order.state());
        assertThat(shop.database()
                        .query("select tenant_id, note, version, (select count(*) from order_lines l"
                                + " where l.tenant_id = o.tenant_id), (select count(*) from order_tags t"
                                + " where t.tenant_id = o.tenant_id) from orders o order by 1"))
                .containsExactly(Arrays.asList("acme", null, 1L, 3L, 3L), List.of("globex", "theirs", 2L, 2L, 0L));

        shop.keelson().run(Shop.GLOBEX, work -> {
            work.remove(order);
            work.remove(customer);
        });
        assertThat(shop.state(order.id())).isEqualTo(order.state());
        assertThat(shop.database().query("select tenant_id, name from customers"))
                .containsExactly(List.of("acme", "Ada"));
        assertThat(shop.database().query("select distinct tenant_id from order_lines"))
                .containsExactly(List.of("acme"));
    }

    @Test
    void many_orders_of_one_tenant_change_and_go_without_a_trace_in_another() {
        Customer customer = Shop.customer();
        List<Order> orders = List.of(
                Shop.order(customer, 6), Shop.order(customer, 6), Shop.order(customer, 6), Shop.order(customer, 6));
        for (WorkContext tenant : List.of(Shop.ACME, Shop.GLOBEX)) {
            shop.aside().run(tenant, work -> {
                work.add(customer);
                orders.forEach(work::add);
            });
        }
        List<List<Object>> before =
                shop.database().query("select l::text from order_lines l where tenant_id = 'acme' order by 1");

        shop.keelson()
                .run(
                        Shop.GLOBEX,
                        work -> orders.forEach(order ->
                                work.get(Order.class, order.id()).lines().forEach(line -> line.changeQuantity(99))));
        shop.keelson().run(Shop.GLOBEX, work -> orders.forEach(work::remove));

        assertThat(shop.database().query("select l::text from order_lines l order by 1"))
                .hasSize(24)
                .isEqualTo(before);
        assertThat(shop.database().query("select tenant_id, version from orders"))
                .hasSize(4)
                .containsOnly(List.of("acme", 1L));
    }

    @Test
    void a_reference_to_a_row_of_another_tenant_is_refused_by_the_foreign_key() {
        Customer theirs = Shop.customer();
        shop.aside().run(Shop.GLOBEX, work -> work.add(theirs));
        Map<String, List<String>> before = shop.tables();

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> work.add(Shop.order(theirs, 1))))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("constraint orders_tenant_id_customer_id_fkey on table orders is violated");
        assertThat(shop.tables()).isEqualTo(before);
    }

    @Test
    void without_a_tenant_everything_is_refused_before_any_sql() {
        WorkContext nobodys = WorkContext.of(Actor.of("jane"));
        List<ThrowingCallable> attempts = List.of(
                () -> shop.keelson().begin(nobodys),
                () -> shop.keelson().call(nobodys, work -> work.find(Customer.class, "never asked")),
                () -> shop.keelson().run(nobodys, work -> work.add(Shop.customer())),
                () -> shop.keelson().run(nobodys, CommandToken.next(), work -> work.add(Shop.customer())),
                () -> shop.keelson().outcome(nobodys, CommandToken.next()));

        assertThat(attempts)
                .allSatisfy(attempt -> assertThatThrownBy(attempt)
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageStartingWith(
                                "Cannot go on under policy tenancy: the context of work of jane names no"
                                        + " tenant, so no row can be read or written. Begin with"
                                        + " WorkContext.of(TenantId.of(\"...\"), actor)."));
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }
}
