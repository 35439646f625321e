package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Money;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commits that the database refuses for what is in them: the same unit of work may mend it and commit again. */
class MendedCommitTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(
            Shop::mapped,
            "alter table order_lines add constraint quantity_is_positive check (quantity > 0)",
            "create table reviews (tenant_id text, customer_id uuid, constraint review_of_customer"
                    + " foreign key (tenant_id, customer_id) references customers deferrable initially deferred)");

    @Test
    void a_violated_check_is_named_and_after_it_is_mended_the_same_unit_of_work_commits() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            order.note("mine");
            order.lines().get(1).changeQuantity(-1);
            String plan = work.plan().toString();
            Map<String, List<String>> before = shop.tables();

            ConstraintViolationException refused =
                    catchThrowableOfType(ConstraintViolationException.class, work::commit);
            assertThat(refused.constraint()).isEqualTo("quantity_is_positive");
            assertThat(refused.table()).isEqualTo("order_lines");
            assertThat(refused.candidates())
                    .containsExactly("Order[" + stored.id().value() + "]");
            assertThat(refused)
                    .hasMessageStartingWith("Cannot commit Order[" + stored.id().value()
                            + "]: constraint quantity_is_positive on table order_lines is violated.");
            assertThat(shop.tables()).isEqualTo(before);
            assertThat(work.plan()).hasToString(plan);

            order.lines().get(1).changeQuantity(20);
            work.commit();
        }
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("mine", 2L));
        assertThat(shop.database().query("select quantity from order_lines order by position"))
                .containsExactly(List.of(1), List.of(20));
        assertThat(shop.tables().get("keelson_commits")).hasSize(2);
    }

    @Test
    void a_missing_target_of_a_reference_can_be_added_after_the_refusal() {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, 1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(order);

            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("constraint orders_tenant_id_customer_id_fkey on table orders is violated");
            work.add(customer);
            work.commit();
        }
        assertThat(shop.state(order.id())).isEqualTo(order.state());
    }

    @Test
    void a_duplicate_row_is_named_and_the_rest_can_be_committed_without_it() {
        Customer stored = Shop.customer();
        Customer fresh = Shop.customer();
        shop.store(stored);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(fresh);
            work.add(stored.renamed("Bob"));

            DuplicateAggregateException duplicate =
                    catchThrowableOfType(DuplicateAggregateException.class, work::commit);
            assertThat(duplicate.type()).isEqualTo(Customer.class);
            assertThat(duplicate.id()).isEqualTo(stored.id());
            assertThat(duplicate.inMemory()).isFalse();
            assertThat(duplicate)
                    .hasMessageStartingWith(
                            "Cannot add Customer[" + stored.id().value() + "]: a row of this identity exists.");

            work.remove(stored);
            work.commit();
        }
        assertThat(shop.database().query("select name, version from customers order by name"))
                .containsExactly(List.of("Ada", 1L), List.of("Ada", 1L));
    }

    @Test
    void a_violation_of_a_deferred_constraint_rolls_everything_back_and_can_be_mended() {
        Customer customer = reviewed();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.remove(work.get(Customer.class, customer.id()));
            work.add(Shop.customer());
            Map<String, List<String>> before = shop.tables();

            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("constraint review_of_customer on table reviews is violated");
            assertThat(shop.tables()).isEqualTo(before);
            shop.database().execute("delete from reviews");
            work.commit();
            assertThat(shop.tables().get("customers")).hasSize(1);
        }
    }

    @Test
    void a_violation_of_a_deferred_constraint_is_told_like_any_other() {
        Customer customer = reviewed();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.remove(work.get(Customer.class, customer.id()));

            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("constraint review_of_customer on table reviews is violated");
            work.discard();
        }
    }

    private static Customer reviewed() {
        Customer customer = Shop.customer();
        shop.store(customer);
        shop.database()
                .execute("insert into reviews values ('acme', '" + customer.id().value() + "')");
        return customer;
    }

    @Test
    void a_line_whose_identity_another_order_has_taken_is_a_violation_that_names_its_order() {
        Order taken = shop.storedOrder(1);
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            order.addLine(taken.lines().getFirst());

            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageStartingWith("Cannot commit Order[" + stored.id().value()
                            + "]: constraint order_lines_pkey on table order_lines is violated.");
            order.lines().removeLast();
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void a_value_that_fits_no_column_is_refused_before_any_sql_and_can_be_mended() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            order.note("a NUL: \0");
            shop.wire().reset();

            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Order.note")
                    .hasMessageContaining(stored.id().value().toString());
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);

            order.note("mended");
            order.shippingCost(Money.eur("6.00"));
            work.commit();
        }
        assertThat(shop.database().query("select note, shipping_cost_amount::text from orders"))
                .containsExactly(List.of("mended", "6.00"));
    }
}
