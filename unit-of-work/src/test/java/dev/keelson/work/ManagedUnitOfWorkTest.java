package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code call} and {@code run} begin is theirs to commit, once and under their token. */
class ManagedUnitOfWorkTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private final CommandToken token = CommandToken.next();

    private static void assertRefused(String attempted, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith(
                        "Cannot " + attempted + ": the unit of work is one of call(...) or run(...), which commit it"
                                + " once, after the function, and close it. Return from the function to"
                                + " have it committed, or throw; a unit of work that is yours to commit"
                                + " is opened by units.begin(context).");
    }

    @Test
    void only_the_call_commits_what_it_began_however_often_its_function_tries() {
        for (int request = 0; request < 3; request++) {
            boolean repeated = request > 0;
            ThrowingCallable call = () -> shop.keelson().run(Shop.ACME, token, work -> {
                work.add(Shop.customer());
                assertRefused("commit", () -> ((UnitOfWork) work).commit());
                assertRefused("close", () -> ((UnitOfWork) work).close());
                work.add(Shop.customer());
            });
            if (repeated) {
                assertThatThrownBy(call).isInstanceOf(CommandAlreadyCommittedException.class);
            } else {
                assertThatNoException().isThrownBy(call);
            }
        }

        assertThat(shop.tables().get("customers")).hasSize(2);
        assertThat(shop.tables().get("keelson_commits")).hasSize(1);
    }

    @Test
    void without_a_token_it_is_the_same() {
        shop.keelson().run(Shop.ACME, work -> {
            work.add(Shop.customer());
            assertRefused("commit", () -> ((UnitOfWork) work).commit());
            assertRefused("close", () -> ((UnitOfWork) work).close());
        });

        assertThat(shop.tables().get("customers")).hasSize(1);
    }

    @Test
    void a_function_that_takes_it_for_its_own_commits_nothing() {
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                    try (UnitOfWork mine = (UnitOfWork) work) {
                        mine.add(Shop.customer());
                    }
                }))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith("Cannot close: ");

        assertThat(shop.tables().get("customers")).isEmpty();
    }

    @Test
    void it_may_be_planned_and_discarded() {
        shop.keelson().run(Shop.ACME, work -> {
            work.add(Shop.customer());
            assertThat(((UnitOfWork) work).plan().operations()).hasSize(1);
            ((UnitOfWork) work).discard();
            assertThat(((UnitOfWork) work).plan().operations()).isEmpty();
        });

        assertThat(shop.tables().values()).allMatch(List::isEmpty);
    }

    @Test
    void after_the_call_it_is_closed_and_closing_it_again_does_nothing() {
        Aggregates[] escaped = {null};
        shop.keelson().run(Shop.ACME, work -> escaped[0] = work);

        ((UnitOfWork) escaped[0]).close();
        assertThatThrownBy(() -> ((UnitOfWork) escaped[0]).commit()).hasMessageContaining("the unit of work is closed");
    }

    @Test
    void a_function_that_wrote_nothing_stores_no_token_and_its_repetition_may_write() {
        shop.keelson().run(Shop.ACME, token, work -> {});
        shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));

        assertThat(shop.tables().get("customers")).hasSize(1);
    }

    @Test
    void a_token_that_is_to_be_stored_is_stored_alone_by_one_statement_in_one_round_trip() {
        shop.wire().reset();
        String answer = shop.keelson().call(Shop.ACME, token, work -> {
            work.storeToken();
            work.storeToken();
            return "sent elsewhere";
        });

        assertThat(answer).isEqualTo("sent elsewhere");
        assertThat(shop.wire().counts())
                .extracting(Counts::statements, Counts::roundTrips)
                .containsExactly(1, 1);
        assertThat(shop.wire().transcript()).hasSize(1).first().asString().startsWith("insert into keelson_commits (");
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer())))
                .isInstanceOf(CommandAlreadyCommittedException.class);
        assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
        assertThat(shop.tables().get("customers")).isEmpty();
    }

    @Test
    void a_token_that_is_to_be_stored_changes_nothing_where_something_is_written() {
        Order stored = shop.storedOrder(1);
        shop.wire().reset();
        shop.keelson().run(Shop.ACME, token, work -> {
            work.storeToken();
            work.get(Order.class, stored.id()).pay();
        });

        assertThat(shop.wire().counts().roundTrips()).isEqualTo(2);
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_token_is_stored_with_a_check_of_what_was_only_read() {
        Order stored = shop.storedOrder(1);
        int[] rounds = {0};
        shop.keelson().run(Shop.ACME, token, work -> {
            work.requireUnchanged(work.get(Order.class, stored.id()));
            work.storeToken();
            if (rounds[0]++ == 0) {
                shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
            }
        });

        assertThat(rounds[0]).isEqualTo(2);
        assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
    }

    @Test
    void a_discarded_change_leaves_the_token_to_be_stored() {
        shop.keelson().run(Shop.ACME, token, work -> {
            work.storeToken();
            work.add(Shop.customer());
            ((UnitOfWork) work).discard();
        });

        assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
        assertThat(shop.tables().get("customers")).isEmpty();
    }

    @Test
    void a_token_that_nobody_gave_cannot_be_stored() {
        List<ThrowingCallable> attempts = List.of(() -> shop.keelson().run(Shop.ACME, Aggregates::storeToken), () -> {
            try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
                work.storeToken();
            }
        });
        assertThat(attempts)
                .allSatisfy(attempt -> assertThatThrownBy(attempt)
                        .isInstanceOf(UnitOfWorkStateException.class)
                        .hasMessageStartingWith(
                                "Cannot store the token: the unit of work is one without a token of its caller's, and"
                                    + " nobody could repeat what has none. Give the command's token to call(context,"
                                    + " token, ...) or run(context, token, ...)."));
    }

    @Test
    void a_lost_answer_to_a_token_alone_is_found_out() {
        for (Runnable cut : List.<Runnable>of(
                () -> shop.wire().cutBeforeRequest(),
                () -> shop.wire().cutAfterClientMessages(2),
                () -> shop.wire().cutBeforeReply(),
                () -> shop.wire().cutAfterServerMessages(2))) {
            CommandToken fresh = CommandToken.next();
            int[] rounds = {0};
            shop.keelson().run(Shop.ACME, fresh, work -> {
                work.storeToken();
                if (rounds[0]++ == 0) {
                    cut.run();
                }
            });
            assertThat(shop.aside().outcome(Shop.ACME, fresh).isCommitted()).isTrue();
        }
        assertThat(shop.database().query("select count(*) from keelson_commits where committed"))
                .containsExactly(List.of(4L));
    }

    @Test
    void a_customer_found_by_a_repetition_is_not_needed_for_a_refusal() { // the token is checked by the commit alone
        Customer customer = Shop.customer();
        shop.keelson().run(Shop.ACME, token, work -> work.add(customer));

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, token, Aggregates::storeToken))
                .isInstanceOf(CommandAlreadyCommittedException.class);
    }
}
