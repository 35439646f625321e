package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connection breaks while a small commit is on its way: the effect is there exactly once, and the answer is right. */
class ShortFormLossTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    /** Adds one to a quantity by a command whose first attempt meets a fault; how often its function ran. */
    private static int increment(Order stored, CommandToken token, Runnable fault) {
        int[] rounds = {0};
        shop.keelson().run(Shop.ACME, token, work -> {
            Order order = work.get(Order.class, stored.id());
            order.lines().get(0).changeQuantity(order.lines().get(0).quantity() + 1);
            if (rounds[0]++ == 0) {
                shop.wire().reset();
                fault.run();
            }
        });
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
    void wherever_the_request_is_cut_the_effect_is_there_exactly_once() {
        List<Integer> rounds = cutEverywhere(messages -> shop.wire().cutAfterClientMessages(messages));

        // Parse, Bind, Describe, Execute and Sync: nothing is committed before the last of them has arrived
        assertThat(rounds).containsExactly(2, 2, 2, 2, 2, 1);
    }

    @Test
    void wherever_the_reply_is_cut_the_effect_is_there_exactly_once_and_the_function_runs_once() {
        List<Integer> rounds = cutEverywhere(messages -> shop.wire().cutAfterServerMessages(messages));

        assertThat(rounds).hasSizeBetween(5, 10).containsOnly(1);
    }

    @Test
    void a_request_that_reaches_the_server_long_after_its_caller_has_tried_again_dies() {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.next();
        assertThat(increment(stored, token, () -> shop.wire().holdRequest())).isEqualTo(2);
        Map<String, List<String>> before = shop.tables();

        assertThat(shop.wire().releaseHeld()).isEqualTo(1);
        assertThat(shop.tables()).isEqualTo(before);
        assertDoneOnce(stored, token);
    }

    @Test
    void wherever_the_reply_to_a_stale_commit_is_cut_nothing_is_written_and_that_is_what_is_told() {
        List<String> told = new ArrayList<>();
        for (int messages = 0; told.isEmpty() || !shop.wire().isArmed(); messages++) {
            Order stored = shop.storedOrder(1);
            try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
                work.get(Order.class, stored.id()).note("mine");
                shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
                shop.wire().cutAfterServerMessages(messages);
                told.add(told(catchThrowableOfType(KeelsonException.class, work::commit)));
                work.discard();
            }
            assertThat(shop.database()
                            .query(
                                    "select note, version from orders where id = ?",
                                    stored.id().value()))
                    .containsExactly(List.of("theirs", 2L));
        }
        shop.wire().disarm();

        assertThat(told.stream().distinct())
                .containsExactlyInAnyOrder("certain that nothing was committed", "why cannot be looked up", "found 2");
        assertThat(told).first().isEqualTo("certain that nothing was committed");
        assertThat(told).last().isEqualTo("found 2");
    }

    /** The part of a message that tells what is known. */
    private static String told(KeelsonException failure) {
        if (failure instanceof StaleAggregateException
                && failure.getMessage().contains("found 2 when looked up after the failure")) {
            return "found 2";
        }
        if (failure.getMessage().contains("so that nothing was committed; why cannot be looked up")) {
            return "why cannot be looked up";
        }
        String nothing = "certain that nothing was committed";
        return failure.getMessage().contains(nothing) ? nothing : failure.getMessage();
    }
}
