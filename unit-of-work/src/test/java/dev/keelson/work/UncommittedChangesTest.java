package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    void changes_left_uncommitted_are_named_in_a_warning() {
        Order stored = shop.storedOrder(1);
        Customer added = Shop.customer();

        assertThat(loggedBy(work -> {
                    work.get(Order.class, stored.id()).pay();
                    work.add(added);
                }))
                .endsWith(
                        "WARN dev.keelson.work.Session - A unit of work of jane was closed with uncommitted changes of"
                                + " [Order[" + stored.id().value() + "], Customer["
                                + added.id().value() + "]]. Call commit(), or discard() to drop them on purpose.");
        assertThat(shop.version(stored)).isEqualTo(1);
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
}
