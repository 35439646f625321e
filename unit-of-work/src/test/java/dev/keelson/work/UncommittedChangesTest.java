package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.watch.WorkTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes that nobody commits are warned of when the unit of work is closed; the log goes to System.err in tests. */
class UncommittedChangesTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    /** The lines that units of work log while this unit of work is used and closed. */
    private static String loggedBy(Consumer<SqlUnitOfWork> use) {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            use.accept(work);
        } finally {
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("unit of work"))
                .reduce("", String::concat);
    }

    @Test
    void changes_left_uncommitted_are_told_in_a_warning_by_the_first_aggregate_found() {
        Order stored = shop.storedOrder(1);
        Customer added = Shop.customer();

        assertThat(loggedBy(work -> {
                    work.get(Order.class, stored.id()).pay();
                    work.add(added);
                }))
                .endsWith(warning("Order[" + stored.id().value() + "]"));
        assertThat(loggedBy(work -> {
                    work.get(Order.class, stored.id());
                    work.add(added);
                }))
                .endsWith(warning("Customer[" + added.id().value() + "]"));
        assertThat(loggedBy(work -> {
                    work.remove(work.get(Order.class, stored.id()));
                    work.add(added);
                }))
                .endsWith(warning("Order[" + stored.id().value() + "]"));
        assertThat(shop.version(stored)).isEqualTo(1);
    }

    private static String warning(String aggregate) {
        return "WARN dev.keelson.work.LostChanges - A unit of work of jane was closed with uncommitted changes, the"
                + " first found of " + aggregate + ". Call commit(), or discard() to drop them on purpose.";
    }

    @Test
    void what_is_changed_in_any_table_after_a_commit_is_warned_of_as_well() {
        Order stored = shop.storedOrder(3);
        Map<String, Consumer<Order>> changes = new LinkedHashMap<>();
        changes.put("a value of a part", order -> order.lines().get(1).changeQuantity(77));
        changes.put("a part gone", order -> order.lines().removeFirst());
        changes.put("a part added", order -> order.addLine(Shop.line(9)));
        changes.put(
                "the order of parts",
                order -> order.lines().addFirst(order.lines().removeLast()));
        changes.put("an element gone", order -> order.tags().remove("gift"));
        changes.put("a value of its own", order -> order.note("later"));

        changes.forEach((what, change) -> assertThat(loggedBy(work -> {
                    Order order = work.get(Order.class, stored.id());
                    order.pay();
                    work.commit();
                    change.accept(order);
                }))
                .as(what)
                .endsWith(warning("Order[" + stored.id().value() + "]")));
        assertThat(loggedBy(work -> {
                    Order order = work.get(Order.class, stored.id());
                    order.note("committed");
                    order.tags().remove("gift");
                    work.commit();
                    order.tags().add("gift");
                    order.tags().remove("gift");
                }))
                .as("changed back")
                .isEmpty();
    }

    @Test
    void what_was_committed_discarded_or_only_read_gives_no_warning() {
        Order stored = shop.storedOrder(1);

        assertThat(loggedBy(work -> {
                    work.get(Order.class, stored.id()).pay();
                    work.requireUnchanged(work.query(Customer.class).list().getFirst());
                    work.commit();
                    work.get(Order.class, stored.id());
                }))
                .isEmpty();
        assertThat(loggedBy(work -> {
                    work.add(Shop.customer());
                    work.discard();
                }))
                .isEmpty();
    }

    @Test
    void a_commit_that_failed_gives_no_warning_since_its_exception_told() {
        Order stored = shop.storedOrder(1);

        assertThat(loggedBy(work -> {
                    work.get(Order.class, stored.id()).pay();
                    shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
                    assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
                }))
                .isEmpty();
    }

    @Test
    void a_call_whose_function_throws_gives_no_warning() {
        assertThat(loggedBy(unused -> assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                            work.add(Shop.customer());
                            throw new IOException("not today");
                        }))
                        .isInstanceOf(IOException.class)))
                .isEmpty();
    }

    @Test
    void closing_never_throws_for_what_is_left_uncommitted_not_even_for_what_could_not_be_stored() {
        Order stored = shop.storedOrder(1);

        assertThat(loggedBy(work -> work.get(Order.class, stored.id()).note("a NUL: \0")))
                .contains("closed with uncommitted changes")
                .contains("Order");
    }

    @Test
    void closing_never_throws_for_what_is_left_uncommitted_not_even_for_what_is_known_to_be_stale() {
        Order stored = shop.storedOrder(1);

        assertThat(loggedBy(work -> {
                    Order order = work.get(Order.class, stored.id());
                    shop.elsewhere(stored.id(), Order::pay);
                    work.query(Order.class).list();
                    order.note("mine");
                }))
                .contains("closed with uncommitted changes")
                .contains("Order[" + stored.id().value() + "]");
    }

    @Test
    void a_keelson_for_tests_has_closing_throw_and_closes_all_the_same() {
        Order stored = shop.storedOrder(1);
        WorkTrace trace = new WorkTrace();
        try (Keelson strict = Shop.mapped()
                .dataSource(shop.database().application())
                .failOnLostChanges(true)
                .workTrace(trace)
                .build()) {
            SqlUnitOfWork work = strict.begin(Shop.ACME);
            work.get(Order.class, stored.id()).pay();

            assertThatThrownBy(work::close)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith(
                            "Cannot close without a commit: the unit of work is left with uncommitted changes, the"
                                    + " first found of Order[" + stored.id().value()
                                    + "]. Call commit(), or discard() to drop them on purpose.");
            assertThatThrownBy(() -> work.get(Order.class, stored.id())).hasMessageContaining("closed");
            assertThat(trace.open()).isEmpty();
            assertThat(trace.takeLost())
                    .singleElement()
                    .satisfies(lost -> assertThat(lost.told()).hasMessageStartingWith("Cannot close without a commit"));
            assertThat(trace.takeLost()).isEmpty();
        }
    }
}
