package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandTokenTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00.123456Z");

    private final CommandToken token = CommandToken.of("request 4711");

    private static WorkContext at(Instant instant) {
        return Shop.ACME.withClock(Clock.fixed(instant, ZoneOffset.UTC));
    }

    @Test
    void a_repeated_command_is_refused_with_the_time_of_the_first_and_has_no_further_effect() {
        Order stored = shop.storedOrder(1);
        shop.keelson().run(at(FIRST), token, work -> addTag(work.get(Order.class, stored.id())));
        Map<String, List<String>> before = shop.tables();

        CommandAlreadyCommittedException repeated = catchThrowableOfType(
                CommandAlreadyCommittedException.class,
                () -> shop.keelson()
                        .run(at(FIRST.plusSeconds(60)), token, work -> addTag(work.get(Order.class, stored.id()))));

        assertThat(repeated.token()).isEqualTo(token);
        assertThat(repeated.committedAt()).isEqualTo(FIRST);
        assertThat(repeated)
                .hasMessageStartingWith("Cannot commit command " + token.value() + " again: it was committed at"
                        + " 2026-11-21T10:00:00.123456Z. It was repeated, or two commands share a token; answer a"
                        + " repeated request with what the first one achieved, and give each command its own token.");
        assertThat(shop.tables()).isEqualTo(before);
        assertThat(shop.database()
                        .query("select token, attempt, committed from keelson_commits where attempt = 1"
                                + " and token = '" + token.value() + "'"))
                .containsExactly(List.of(token.value(), 1, true));
    }

    private static void addTag(Order order) {
        order.tags().add("tag " + order.tags().size());
    }

    @Test
    void a_repeated_command_is_refused_also_where_the_domain_refuses_the_repetition_first() {
        Order stored = shop.storedOrder(1);
        IOException alreadyPaid = new IOException("already paid");
        for (int times = 0; times < 2; times++) {
            boolean repeated = times == 1;
            Runnable call = () -> pay(stored, alreadyPaid);
            if (repeated) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(CommandAlreadyCommittedException.class)
                        .hasMessageContaining(FIRST.toString())
                        .hasSuppressedException(alreadyPaid);
            } else {
                call.run();
            }
        }
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    private void pay(Order stored, IOException alreadyPaid) {
        try {
            shop.keelson().call(at(FIRST), token, work -> {
                Order order = work.get(Order.class, stored.id());
                if (order.status() == Order.Status.PAID) {
                    throw alreadyPaid;
                }
                order.pay();
                return order.status();
            });
        } catch (IOException refused) {
            throw new AssertionError("the domain's refusal got through", refused);
        }
    }

    @Test
    void a_command_that_failed_has_not_used_its_token() {
        Order stored = shop.storedOrder(1);
        IOException failure = new IOException("not today");

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, token, work -> {
                    work.get(Order.class, stored.id()).pay();
                    throw failure;
                }))
                .isSameAs(failure);
        shop.keelson()
                .run(
                        Shop.ACME,
                        token,
                        work -> work.get(Order.class, stored.id()).pay());

        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_conflict_does_not_use_up_the_token() {
        Order stored = shop.storedOrder(1);
        int[] rounds = {0};

        shop.keelson().run(Shop.ACME, token, work -> {
            Order order = work.get(Order.class, stored.id());
            if (rounds[0]++ == 0) {
                shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
            }
            order.pay();
        });

        assertThat(rounds[0]).isEqualTo(2);
        assertThat(shop.version(stored)).isEqualTo(3);
        assertThat(shop.database()
                        .query("select attempt, committed from keelson_commits where token = ?", token.value()))
                .containsExactly(List.of(1, true));
    }

    @Test
    void two_tenants_may_use_the_same_token() {
        shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));
        shop.keelson().run(Shop.GLOBEX, token, work -> work.add(Shop.customer()));

        assertThat(shop.database().query("select tenant_id from customers order by 1"))
                .containsExactly(List.of("acme"), List.of("globex"));
    }

    @Test
    void of_two_calls_with_one_token_at_the_same_time_one_takes_effect_and_the_other_is_told() {
        CyclicBarrier bothAtWork = new CyclicBarrier(2);
        List<CompletableFuture<String>> calls =
                List.of(ShopStage.async(() -> addCustomer(bothAtWork)), ShopStage.async(() -> addCustomer(bothAtWork)));

        assertThat(calls.stream().map(ShopStage::join)).containsExactlyInAnyOrder("added", "already");
        assertThat(shop.tables().get("customers")).hasSize(1);
        assertThat(shop.tables().get("keelson_commits")).hasSize(1);
    }

    private String addCustomer(CyclicBarrier bothAtWork) throws Exception {
        try {
            return shop.keelson().call(Shop.ACME, token, work -> {
                work.add(Shop.customer());
                bothAtWork.await();
                return "added";
            });
        } catch (CommandAlreadyCommittedException told) {
            return "already";
        }
    }

    @Test
    void each_commit_of_a_unit_of_work_draws_a_token_of_its_own() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(Shop.customer());
            CommandToken one = work.commit().token().orElseThrow();
            work.add(Shop.customer());
            CommandToken other = work.commit().token().orElseThrow();

            assertThat(shop.database().query("select token, attempt, committed from keelson_commits order by token"))
                    .containsExactly(List.of(one.value(), 1, true), List.of(other.value(), 1, true));
        }
    }
}
