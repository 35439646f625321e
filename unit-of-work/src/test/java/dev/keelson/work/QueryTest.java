package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueryTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final Field<String> NAME = name();

    private static Field<String> name() {
        return DSL.field(DSL.name("customers", "name"), String.class);
    }

    private static Customer named(String name) {
        Customer customer = Shop.customer().renamed(name);
        shop.store(customer);
        return customer;
    }

    @Test
    void conditions_order_and_limit_are_the_databases_and_the_aggregates_come_in_that_order() {
        Customer eve = named("Eve");
        Customer ada = named("Ada");
        Customer bob = named("Bob");
        named("Zoe");
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            AggregateQuery<Customer> query = work.query(Customer.class)
                    .where(NAME.lt("X"))
                    .where(NAME.ne("Nobody"))
                    .orderBy(NAME.desc());

            assertThat(query.list()).containsExactly(eve, bob, ada);
            assertThat(work.query(Customer.class).orderBy(NAME.asc()).limit(2).list())
                    .containsExactly(ada, bob);
            assertThat(work.query(Customer.class).limit(0).list()).isEmpty();
            assertThat(work.query(Customer.class).orderBy(NAME.asc()).first()).contains(ada);
            assertThat(work.query(Customer.class).where(NAME.eq("Joe")).first()).isEmpty();
            assertThat(work.query(Customer.class).where(NAME.gt("B")).count()).isEqualTo(3);
            assertThat(work.query(Customer.class).where(NAME.eq("Bob")).exists())
                    .isTrue();
            assertThat(work.query(Customer.class).where(NAME.eq("Joe")).exists())
                    .isFalse();
        }
    }

    @Test
    void whole_orders_come_with_their_own_lines_each() {
        List<List<Object>> states = new ArrayList<>();
        for (int lines = 4; lines >= 0; lines--) {
            states.add(shop.storedOrder(lines).state());
        }
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThat(work.query(Order.class)
                            .where(order -> order.size("lines").between(1, 3))
                            .list())
                    .extracting(Order::state)
                    .containsExactlyInAnyOrderElementsOf(states.subList(1, 4));
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void an_aggregate_that_is_tracked_comes_as_it_is_in_memory_with_its_changes() {
        Customer ada = named("Ada");
        Customer eve = named("Eve");
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Customer.class, ada.id());
            work.replace(ada.renamed("Grace"));
            List<Customer> found = work.query(Customer.class)
                    .where(NAME.eq("Ada").or(NAME.eq("Eve")))
                    .orderBy(NAME.asc())
                    .seeingDatabase()
                    .list();

            assertThat(found).containsExactly(ada.renamed("Grace"), eve);
            assertThat(found.get(1)).isSameAs(work.get(Customer.class, eve.id()));
            work.commit();
        }
        assertThat(shop.database().query("select name from customers order by 1"))
                .containsExactly(List.of("Eve"), List.of("Grace"));
    }

    @Test
    void what_a_query_gives_is_tracked_and_its_changes_are_committed() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order found = work.query(Order.class).first().orElseThrow();
            assertThat(work.get(Order.class, stored.id())).isSameAs(found);
            found.lines().get(1).changeQuantity(20);
            work.commit();
        }
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_query_of_a_type_with_pending_changes_is_refused_before_any_sql_and_names_them() {
        Order stored = shop.storedOrder(1);
        Customer added = Shop.customer();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).lines().get(0).changeQuantity(5);
            work.add(added);
            shop.wire().reset();

            String message = "Cannot query orders, order_lines: this unit of work holds uncommitted changes of Order["
                    + stored.id().value() + "], which the database does not know. Commit first, query before changing,"
                    + " or say seeingDatabase() to get the stored state.";
            assertThatThrownBy(() -> work.query(Order.class).list())
                    .isInstanceOf(PendingChangesException.class)
                    .hasMessageStartingWith(message);
            assertThatThrownBy(() -> work.query(Order.class).count()).hasMessageStartingWith(message);
            assertThatThrownBy(() -> work.query(Customer.class).exists())
                    .isInstanceOf(PendingChangesException.class)
                    .hasMessageContaining("Customer[" + added.id().value() + "]");
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);

            work.commit();
            assertThat(work.query(Order.class).count()).isEqualTo(1);
            assertThat(work.query(Customer.class).count()).isEqualTo(2);
        }
    }

    @Test
    void changes_of_another_type_do_not_stand_in_the_way() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).pay();

            assertThat(work.query(Customer.class).count()).isEqualTo(1);
            work.commit();
        }
    }

    @Test
    void seeing_the_database_drops_what_was_removed_from_lists_but_not_from_counts() {
        Customer ada = named("Ada");
        Customer eve = named("Eve");
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.remove(work.get(Customer.class, ada.id()));

            assertThat(work.query(Customer.class).seeingDatabase().list()).containsExactly(eve);
            assertThat(work.query(Customer.class).seeingDatabase().count()).isEqualTo(2);
            work.discard();
        }
    }

    @Test
    void reads_repeat_although_the_database_moves_on() {
        Customer ada = named("Ada");
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Customer first = work.get(Customer.class, ada.id());
            shop.elsewhere(other -> other.replace(ada.renamed("Bob")));

            assertThat(work.query(Customer.class).where(NAME.eq("Bob")).list())
                    .singleElement()
                    .isSameAs(first);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void a_condition_that_the_database_refuses_is_an_error_that_shows_the_statement() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThatThrownBy(() -> work.query(Customer.class)
                            .where(DSL.condition("nickname = 'x'"))
                            .list())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot query Customer: the database failed with SQLSTATE 42703")
                    .hasMessageContaining("nickname");
            assertThat(work.query(Customer.class).count()).isZero();
        }
    }

    @Test
    void a_negative_limit_is_refused() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThatThrownBy(() -> work.query(Customer.class).limit(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot limit a query to -1 aggregates; give 0 or more.");
        }
    }
}
