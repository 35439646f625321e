package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A commit that updates one root stores its token from the row that it updated, and neither where that is not as it was loaded. */
class TokenFromRootTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final String FROM_ROOT =
            "with root as (update orders set note = $1, version = $2 where (orders.tenant_id = $3 and orders.id = $4"
                    + " and orders.version = $5) returning 1) insert into keelson_commits (token, attempt, committed,"
                    + " author, actor, at, tenant_id) select $6, $7, $8, $9, $10, $11, $12 from root";

    private static SqlUnitOfWork noting(Order stored, String note) {
        SqlUnitOfWork work = shop.keelson().begin(Shop.ACME);
        work.get(Order.class, stored.id()).note(note);
        return work;
    }

    private static List<Stale> stale(SqlUnitOfWork work) {
        StaleAggregateException failure = catchThrowableOfType(StaleAggregateException.class, work::commit);
        return failure == null ? List.of() : failure.stale();
    }

    @Test
    void one_statement_in_one_round_trip_writes_the_root_and_the_token() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = noting(stored, "mine")) {
            CommandToken token;
            List<CommandToken> tokens = new ArrayList<>();

            assertThat(shop.sent(() -> tokens.add(work.commit().token().orElseThrow())))
                    .containsExactly(FROM_ROOT);
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            token = tokens.get(0);
            assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
        }
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_root_that_another_changed_leaves_nothing_and_is_looked_up() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = noting(stored, "mine")) {
            shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
            Map<String, List<String>> before = shop.tables();
            shop.wire().reset();

            assertThat(stale(work))
                    .containsExactly(new Stale(Order.class, stored.id(), 1, OptionalLong.of(2), Reason.CHANGED));
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(2);
            assertThat(shop.tables()).isEqualTo(before);
        }
    }

    @Test
    void a_root_that_another_removed_leaves_nothing_and_is_told_as_gone() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = noting(stored, "mine")) {
            shop.elsewhere(theirs -> theirs.remove(theirs.get(Order.class, stored.id())));
            Map<String, List<String>> before = shop.tables();

            assertThat(stale(work))
                    .containsExactly(new Stale(Order.class, stored.id(), 1, OptionalLong.empty(), Reason.DELETED));
            assertThat(shop.tables()).isEqualTo(before);
        }
    }

    @Test
    void a_root_that_the_table_refuses_in_silence_leaves_nothing_and_is_counted() {
        Order stored = shop.storedOrder(2);
        shop.database().execute("create function keep() returns trigger language plpgsql as 'begin return null; end'");
        shop.database().execute("create trigger keep before update on orders for each row execute function keep()");
        try (SqlUnitOfWork work = noting(stored, "mine")) {
            Map<String, List<String>> before = shop.tables();

            assertThatThrownBy(work::commit).isInstanceOf(RowCountException.class);
            assertThat(shop.tables()).isEqualTo(before);
        } finally {
            shop.database().execute("drop function keep cascade");
        }
    }

    @Test
    void call_takes_another_round_where_another_was_faster() {
        Order stored = shop.storedOrder(2);
        List<String> rounds = new ArrayList<>();

        shop.keelson().run(Shop.ACME, work -> {
            Order order = work.get(Order.class, stored.id());
            if (rounds.isEmpty()) {
                shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
            }
            rounds.add(String.valueOf(shop.version(stored)));
            order.note("mine");
        });

        assertThat(rounds).containsExactly("2", "2");
        assertThat(shop.version(stored)).isEqualTo(3);
    }

    @Test
    void a_command_given_by_its_token_is_told_apart_from_a_root_that_it_changed_itself() {
        Order stored = shop.storedOrder(2);
        CommandToken given = CommandToken.next();
        shop.keelson()
                .run(
                        Shop.ACME,
                        given,
                        work -> work.get(Order.class, stored.id()).note("once"));

        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, given, work -> {
                    Order order = work.get(Order.class, stored.id());
                    shop.elsewhere(stored.id(), theirs -> theirs.note("theirs"));
                    order.note("twice");
                }))
                .isInstanceOf(CommandAlreadyCommittedException.class);
    }

    @Test
    void a_transaction_that_is_held_fails_on_the_server_so_that_nothing_before_is_committed() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME, Isolation.LOCKING)) {
            work.get(Order.class, stored.id()).note("mine");

            assertThat(shop.sentByCommit(work).getFirst()).startsWith("with token as");
        }
    }
}
