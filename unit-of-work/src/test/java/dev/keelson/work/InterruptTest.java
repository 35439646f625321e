package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A commit under way is not cut by an interrupt of its thread. */
class InterruptTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    @Test
    void an_interrupt_of_a_platform_thread_does_not_cut_its_commit() throws SQLException {
        assertNotCut(Thread.ofPlatform());
    }

    @Test
    void an_interrupt_of_a_virtual_thread_does_not_cut_its_commit() throws SQLException {
        assertNotCut(Thread.ofVirtual());
    }

    private static void assertNotCut(Thread.Builder builder) throws SQLException {
        Order stored = shop.storedOrder(1);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        try (Connection owner = shop.database().owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select 1 from orders for update");
            Thread committing = builder.start(() -> outcome.complete(pay(stored, () -> {})));
            shop.awaitWaiting(1);
            committing.interrupt();
            owner.rollback();

            assertThat(ShopStage.join(outcome)).isEqualTo("committed by 1 round, still interrupted");
        }
        assertThat(shop.database().query("select status, version from orders")).containsExactly(List.of("PAID", 2L));
        assertThat(shop.database().query("select attempt, committed from keelson_commits order by at desc limit 1"))
                .containsExactly(List.of(1, true));
    }

    @Test
    void an_interrupted_thread_whose_reply_is_lost_still_finds_out_what_became_of_its_commit() {
        Order stored = shop.storedOrder(1);

        assertThat(ShopStage.join(ShopStage.async(() -> pay(stored, () -> {
                    shop.wire().cutBeforeReply();
                    Thread.currentThread().interrupt();
                }))))
                .isEqualTo("committed by 1 round, still interrupted");
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    private static String pay(Order stored, Runnable beforeCommit) {
        int[] rounds = {0};
        try {
            shop.keelson().run(Shop.ACME, work -> {
                rounds[0]++;
                work.get(Order.class, stored.id()).pay();
                beforeCommit.run();
            });
            return "committed by " + rounds[0] + " round, " + (Thread.interrupted() ? "still" : "no longer")
                    + " interrupted";
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }
}
