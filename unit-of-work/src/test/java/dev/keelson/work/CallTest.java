package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.CustomerId;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    @Test
    void call_commits_once_after_the_function_and_gives_its_result() {
        Order stored = shop.storedOrder(2);
        shop.wire().reset();

        String result = shop.keelson().call(Shop.ACME, work -> {
            Order order = work.get(Order.class, stored.id());
            order.note("first");
            order.note("second");
            assertThat(shop.tables().get("keelson_commits")).hasSize(1);
            return "done with " + order.lines().size() + " lines";
        });

        assertThat(result).isEqualTo("done with 2 lines");
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(2);
        assertThat(shop.tables().get("keelson_commits")).hasSize(2);
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("second", 2L));
    }

    @Test
    void run_commits_and_a_function_that_changes_nothing_commits_nothing() {
        Order stored = shop.storedOrder(1);

        shop.keelson().run(Shop.ACME, work -> work.get(Order.class, stored.id()).pay());
        assertThat(shop.version(stored)).isEqualTo(2);

        shop.wire().reset();
        shop.keelson().run(Shop.ACME, work -> work.get(Order.class, stored.id()).pay());
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_conflict_runs_the_function_again_on_a_fresh_unit_of_work_that_sees_the_new_state() {
        Order stored = shop.storedOrder(1);
        List<String> seen = new ArrayList<>();
        List<Aggregates> units = new ArrayList<>();
        List<Order> instances = new ArrayList<>();

        int result = shop.keelson().call(Shop.ACME, work -> {
            Order order = work.get(Order.class, stored.id());
            units.add(work);
            instances.add(order);
            seen.add(order.status() + " " + order.lines().get(0).quantity());
            if (seen.size() <= 2) {
                shop.elsewhere(stored.id(), theirs -> {
                    theirs.pay();
                    theirs.lines().get(0).changeQuantity(10 * seen.size());
                });
            }
            order.lines().get(0).changeQuantity(order.lines().get(0).quantity() + 1);
            return seen.size();
        });

        assertThat(result).isEqualTo(3);
        assertThat(seen).containsExactly("OPEN 1", "PAID 10", "PAID 20");
        assertThat(units).doesNotHaveDuplicates();
        assertThat(instances).usingElementComparator((a, b) -> a == b ? 0 : 1).doesNotHaveDuplicates();
        assertThat(shop.database().query("select quantity from order_lines")).containsExactly(List.of(21));
        assertThat(shop.version(stored)).isEqualTo(4);
    }

    @Test
    void after_eight_conflicts_it_gives_up_with_the_last_one() {
        Order stored = shop.storedOrder(1);
        List<Integer> rounds = new ArrayList<>();

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                    Order order = work.get(Order.class, stored.id());
                    rounds.add(rounds.size() + 1);
                    shop.elsewhere(stored.id(), theirs -> theirs.note("theirs " + rounds.size()));
                    order.note("mine");
                }))
                .isInstanceOf(StaleAggregateException.class)
                .hasMessageContaining("expected version 8, found 9");
        assertThat(rounds).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("theirs 8", 9L));
    }

    @Test
    void a_checked_exception_passes_through_as_it_is_and_nothing_is_committed() {
        Order stored = shop.storedOrder(1);
        Map<String, List<String>> before = shop.tables();
        IOException refused = new IOException("printer on fire");

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                    work.get(Order.class, stored.id()).pay();
                    work.add(Shop.customer());
                    throw refused;
                }))
                .isSameAs(refused)
                .hasNoSuppressedExceptions();
        assertThat(shop.tables()).isEqualTo(before);
    }

    @Test
    void an_unchecked_exception_of_the_function_is_not_repeated_and_commits_nothing() {
        Map<String, List<String>> before = shop.tables();
        List<Integer> rounds = new ArrayList<>();

        assertThatThrownBy(() -> shop.keelson().call(Shop.ACME, work -> {
                    rounds.add(1);
                    work.add(Shop.customer());
                    throw new IllegalArgumentException("not so");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not so");
        assertThat(rounds).hasSize(1);
        assertThat(shop.tables()).isEqualTo(before);
    }

    @Test
    void a_violated_constraint_is_not_repeated() {
        List<Integer> rounds = new ArrayList<>();

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                    rounds.add(1);
                    work.add(Shop.order(Shop.customer(), 1));
                }))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(rounds).hasSize(1);
        assertThat(shop.tables().values()).allMatch(List::isEmpty);
    }

    @Test
    void a_deadlock_with_a_foreign_transaction_runs_the_function_again() throws SQLException {
        Customer first = new Customer(new CustomerId(new UUID(0, 1)), "Ada", Optional.empty());
        Customer second = new Customer(new CustomerId(new UUID(0, 2)), "Eve", Optional.empty());
        shop.store(first, second);
        List<Integer> rounds = new ArrayList<>();

        try (Connection foreign = shop.database()
                        .server()
                        .administrator(shop.database().name())
                        .getConnection();
                Statement statement = foreign.createStatement()) {
            statement.execute("set deadlock_timeout = '1min'"); // so that it is always the commit that gives way
            foreign.setAutoCommit(false);
            statement.execute("update customers set name = 'foreign' where id = '"
                    + second.id().value() + "'");
            CompletableFuture<String> commit =
                    ShopStage.async(() -> shop.keelson().call(Shop.ACME, work -> {
                        rounds.add(1);
                        work.replace(work.get(Customer.class, first.id()).renamed("Bob"));
                        work.replace(work.get(Customer.class, second.id()).renamed("Joe"));
                        return "done";
                    }));
            shop.awaitWaiting(1);
            statement.execute("update customers set name = 'foreign' where id = '"
                    + first.id().value() + "'");
            foreign.commit();
            assertThat(ShopStage.join(commit)).isEqualTo("done");
        }

        assertThat(rounds).hasSize(2);
        assertThat(shop.database().query("select name, version from customers order by id"))
                .containsExactly(List.of("Bob", 2L), List.of("Joe", 2L));
    }
}
