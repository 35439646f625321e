package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.shop.Address;
import dev.keelson.work.shop.Country;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Money;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits of many rows and statements, and values that travel as elements of arrays. */
class LargeCommitTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static List<Order> storedOrders(int count) {
        Customer customer = Shop.customer();
        List<Object> all = new ArrayList<>(List.of(customer));
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Order order = Shop.order(customer, 0);
            order.billTo(Shop.PARIS);
            orders.add(order);
        }
        all.addAll(orders);
        shop.store(all.toArray());
        return orders;
    }

    /** Changes just the columns whose bits are set, so that each number makes a column set of its own. */
    private static void change(Order order, int bits) {
        Country country = new Country((bits & 1) != 0 ? "BE" : "FR", (bits & 2) != 0 ? "Belgium" : "France");
        order.billTo(new Address(
                (bits & 4) != 0 ? "Elsewhere 1" : Shop.PARIS.street(),
                (bits & 8) != 0 ? null : Shop.PARIS.extra(),
                (bits & 16) != 0 ? "Brussels" : Shop.PARIS.city(),
                country));
        order.note((bits & 32) != 0 ? "changed" : null);
        order.shippingCost(Money.eur((bits & 64) != 0 ? "9.90" : "4.90"));
        if ((bits & 128) != 0) {
            order.pay();
        }
    }

    @Test
    void a_commit_of_more_statements_than_the_driver_sends_at_once_is_still_all_or_nothing() {
        List<Order> orders = storedOrders(255);
        Map<String, List<String>> before;
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            changeAll(work, orders);
            shop.elsewhere(orders.getLast().id(), order -> order.tags().clear());
            before = shop.tables();

            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            assertThat(shop.tables()).isEqualTo(before);
        }

        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            List<Order> changed = changeAll(work, orders);
            assertThat(shop.sentByCommit(work)).hasSizeGreaterThan(256).containsOnlyOnce("commit");
            assertThat(shop.wire().counts().roundTrips()).isBetween(2, 4);
            assertThat(shop.aside()
                            .<List<List<Object>>, RuntimeException>call(
                                    Shop.ACME,
                                    other -> other
                                            .getAll(
                                                    Order.class,
                                                    orders.stream()
                                                            .map(Order::id)
                                                            .toList())
                                            .stream()
                                            .map(Order::state)
                                            .toList()))
                    .isEqualTo(changed.stream().map(Order::state).toList());
        }
        assertThat(shop.database().query("select distinct version from orders order by 1"))
                .containsExactly(List.of(2L), List.of(3L));
    }

    private static List<Order> changeAll(SqlUnitOfWork work, List<Order> orders) {
        List<Order> loaded =
                work.getAll(Order.class, orders.stream().map(Order::id).toList());
        for (int i = 0; i < loaded.size(); i++) {
            change(loaded.get(i), 1 + i);
        }
        return loaded;
    }

    @Test
    void an_order_of_some_thousand_lines_is_stored_changed_and_loaded() {
        int lines = 5_000;
        Order stored = shop.storedOrder(lines);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            assertThat(order.state()).isEqualTo(stored.state());
            order.lines().forEach(line -> line.changeQuantity(line.quantity() + 1));
            order.lines().subList(0, lines / 2).clear();

            assertThat(shop.writtenByCommit(work)).hasSize(3);
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(shop.state(stored.id())).isEqualTo(order.state());
        }
    }

    /** One row is written by scalars, five by arrays: both must store the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void awkward_texts_survive(int rows) {
        List<@Nullable String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "null",
                "NULL",
                "{a,b}",
                "\"quoted\"",
                "back\\slash",
                "a,b",
                "it's",
                "\n\t\r",
                "ü€😀",
                "$1 ? :x"));
        texts.add(null);
        List<Order> orders = storedOrders(rows);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            for (int first = 0; first < texts.size(); first++) {
                for (int i = 0; i < rows; i++) {
                    work.get(Order.class, orders.get(i).id()).note(texts.get((first + i) % texts.size()));
                }
                work.commit();
                for (int i = 0; i < rows; i++) {
                    assertThat(shop.database()
                                    .query(
                                            "select note from orders where id = ?",
                                            orders.get(i).id().value())
                                    .getFirst())
                            .containsExactly(texts.get((first + i) % texts.size()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void far_instants_are_stored_exactly_or_refused_before_any_sql(int rows) {
        for (String far : List.of(
                "9999-12-31T23:59:59.999999Z",
                "0001-01-01T00:00:00Z",
                "-0043-03-15T12:00:00.000001Z",
                "+12026-01-01T00:00:00Z")) {
            Customer customer = Shop.customer();
            List<Order> orders = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                orders.add(new Order(
                        new OrderId(UUID.randomUUID()),
                        customer.id(),
                        Shop.BERLIN,
                        Money.eur("1.00"),
                        Instant.parse(far)));
            }
            shop.store(customer);
            shop.store(orders.toArray());

            assertThat(orders)
                    .allSatisfy(
                            order -> assertThat(shop.state(order.id())).as(far).isEqualTo(order.state()));
        }
    }
}
