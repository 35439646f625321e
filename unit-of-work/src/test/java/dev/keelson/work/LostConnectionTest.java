package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connection breaks while a commit is on its way: the effect is there exactly once, and the answer is right. */
class LostConnectionTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    /**
     * Adds one to a quantity, and a customer, so that it takes several statements, by a command whose first attempt meets a
     * fault; how often its function ran.
     */
    private static int increment(Order stored, CommandToken token, Runnable fault) {
        int[] rounds = {0};
        int result = shop.keelson().call(Shop.ACME, token, work -> {
            Order order = work.get(Order.class, stored.id());
            order.lines().get(0).changeQuantity(order.lines().get(0).quantity() + 1);
            work.add(Shop.customer());
            if (rounds[0]++ == 0) {
                fault.run();
            }
            return order.lines().get(0).quantity();
        });
        assertThat(result).isEqualTo(2);
        return rounds[0];
    }

    private static void assertDoneOnce(Order stored, CommandToken token) {
        assertThat(shop.database()
                        .query(
                                "select quantity, version from order_lines join orders on orders.id = order_id"
                                        + " where order_id = ?",
                                stored.id().value()))
                .containsExactly(List.of(2, 2L));
        assertThat(shop.database()
                        .query("select count(*) from keelson_commits where committed and token = ?", token.value()))
                .containsExactly(List.of(1L));
    }

    @Test
    void a_lost_reply_is_found_out_and_the_caller_gets_the_result() {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.next();

        assertThat(increment(stored, token, () -> shop.wire().cutBeforeReply())).isEqualTo(1);
        assertDoneOnce(stored, token);
    }

    @Test
    void listeners_are_told_the_very_exception_that_is_thrown_also_where_the_answer_was_lost() {
        List<RuntimeException> told = new ArrayList<>();
        try (Keelson keelson = Shop.mapped()
                .listener(new CommitListener() {
                    @Override
                    public void afterFailure(WorkContext context, RuntimeException failure) {
                        told.add(failure);
                        throw new IllegalStateException("a listener fails as well");
                    }
                })
                .dataSource(shop.database().through(shop.wire()))
                .build()) {
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                work.add(Shop.customer());
                shop.wire().cutBeforeRequest();
                DatabaseException thrown = catchThrowableOfType(DatabaseException.class, work::commit);
                assertThat(told).singleElement().isSameAs(thrown);
                assertThat(thrown.getSuppressed()).hasSize(1);
                assertThat(thrown).hasMessageContaining("it is certain that nothing was committed");
                work.discard();
            }
        }
    }

    @Test
    void a_lost_request_runs_the_function_again() {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.next();

        assertThat(increment(stored, token, () -> shop.wire().cutBeforeRequest()))
                .isEqualTo(2);
        assertDoneOnce(stored, token);
        assertThat(shop.database()
                        .query(
                                "select attempt, committed from keelson_commits where token = ? order by attempt",
                                token.value()))
                .containsExactly(List.of(1, false), List.of(2, true));
    }

    @Test
    void wherever_the_request_is_cut_the_effect_is_there_exactly_once() {
        List<Integer> rounds = cutEverywhere(messages -> shop.wire().cutAfterClientMessages(messages));

        // BEGIN, then Parse, Bind, Describe and Execute of token, lock, check, insert, two updates and COMMIT, and Sync
        assertThat(rounds).hasSizeBetween(20, 40);
        assertThat(rounds.getFirst()).isEqualTo(2);
        assertThat(rounds.subList(0, rounds.size() - 2)).containsOnly(2);
        assertThat(rounds.subList(rounds.size() - 2, rounds.size())).containsExactly(1, 1);
    }

    @Test
    void wherever_the_reply_is_cut_the_effect_is_there_exactly_once_and_the_function_runs_once() {
        List<Integer> rounds = cutEverywhere(messages -> shop.wire().cutAfterServerMessages(messages));

        assertThat(rounds).hasSizeBetween(15, 40).containsOnly(1);
    }

    /** Cuts later and later until the commit gets through unharmed; how often the function ran each time. */
    private static List<Integer> cutEverywhere(IntConsumer cutAfter) {
        List<Integer> rounds = new ArrayList<>();
        for (int messages = 0; ; messages++) {
            int count = messages;
            Order stored = shop.storedOrder(1);
            CommandToken token = CommandToken.next();
            rounds.add(increment(stored, token, () -> cutAfter.accept(count)));
            assertDoneOnce(stored, token);
            if (shop.wire().isArmed()) {
                shop.wire().disarm();
                return rounds;
            }
        }
    }

    @Test
    void a_unit_of_work_whose_reply_is_lost_gets_its_receipt_and_goes_on() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            order.note("first");
            shop.wire().cutBeforeReply();
            CommitReceipt receipt = work.commit();

            assertThat(receipt.version(Order.class, stored.id())).isEqualTo(OptionalLong.of(2));
            assertThat(receipt.rows()).isEqualTo(Map.of("orders", 1));
            assertThat(shop.database().query("select note, version from orders"))
                    .containsExactly(List.of("first", 2L));

            order.note("second");
            assertThat(work.commit().version(Order.class, stored.id())).isEqualTo(OptionalLong.of(3));
        }
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("second", 3L));
    }

    @Test
    void a_unit_of_work_whose_request_is_lost_is_told_that_nothing_was_committed_and_may_commit_again() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).note("mine");
            shop.wire().cutBeforeRequest();

            assertThatThrownBy(work::commit)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("it is certain that nothing was committed");
            assertThat(shop.version(stored)).isEqualTo(1);

            work.commit();
        }
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("mine", 2L));
    }

    @Test
    void a_request_that_reaches_the_server_long_after_its_caller_has_tried_again_dies_on_the_key() {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.next();
        assertThat(increment(stored, token, () -> shop.wire().holdRequest())).isEqualTo(2);
        Map<String, List<String>> before = shop.tables();

        assertThat(shop.wire().releaseHeld()).isEqualTo(1);
        assertThat(shop.tables()).isEqualTo(before);
        assertDoneOnce(stored, token);
    }

    @Test
    void a_load_whose_connection_breaks_is_an_error_that_can_be_tried_again() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            shop.wire().cutBeforeReply();

            assertThatThrownBy(() -> work.get(Order.class, stored.id()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot load Order")
                    .hasMessageContaining("SQLSTATE 08006");
            assertThat(work.get(Order.class, stored.id()).state()).isEqualTo(stored.state());
        }
    }
}
