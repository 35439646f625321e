package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutcomeTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> Shop.mapped().outcomeDeadline(Duration.ofMillis(500)));

    private final CommandToken token = CommandToken.next();

    private CommandOutcome notCommitted() {
        return new CommandOutcome(token, Optional.empty());
    }

    private List<List<Object>> log() {
        return shop.database()
                .query(
                        "select attempt, committed from keelson_commits where token = ? order by attempt",
                        token.value());
    }

    @Test
    void a_committed_command_is_known_with_its_time() {
        Instant at = Instant.parse("2026-11-21T10:00:00.123456Z");
        shop.keelson()
                .run(Shop.ACME.withClock(Clock.fixed(at, ZoneOffset.UTC)), token, work -> work.add(Shop.customer()));

        assertThat(shop.keelson().outcome(Shop.ACME, token)).isEqualTo(new CommandOutcome(token, Optional.of(at)));
    }

    @Test
    void the_application_asks_the_factory_that_it_has_whichever_that_is() {
        shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));
        UnitOfWorkFactory units = shop.keelson();

        assertThat(List.of(
                        units.outcome(Shop.ACME, token).isCommitted(),
                        units.outcome(Shop.ACME, token, 1).isCommitted(),
                        units.independently().outcome(Shop.ACME, token).isCommitted(),
                        units.independently().outcome(Shop.ACME, token, 1).isCommitted(),
                        units.independently()
                                .outcome(Shop.ACME, CommandToken.next())
                                .isCommitted()))
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void the_token_of_a_receipt_is_known() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(Shop.customer());
            CommandToken drawn = work.commit().token().orElseThrow();

            assertThat(shop.keelson().outcome(Shop.ACME, drawn).isCommitted()).isTrue();
        }
    }

    @Test
    void a_command_never_seen_is_not_committed_and_its_first_attempt_is_fenced() {
        assertThat(shop.keelson().outcome(Shop.ACME, token)).isEqualTo(notCommitted());
        assertThat(log()).containsExactly(List.of(1, false));
    }

    @Test
    void a_command_of_another_tenant_is_not_committed_here() {
        shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));

        assertThat(shop.keelson().outcome(Shop.GLOBEX, token)).isEqualTo(notCommitted());
        assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
    }

    @Test
    void after_the_answer_the_command_can_still_be_carried_out_once() {
        shop.keelson().outcome(Shop.ACME, token);
        shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));

        assertThat(log()).containsExactly(List.of(1, false), List.of(2, true));
        assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
        assertThat(shop.tables().get("customers")).hasSize(1);
    }

    @Test
    void however_often_somebody_asked_the_command_can_still_be_carried_out() {
        for (int i = 0; i < 6; i++) {
            assertThat(shop.keelson().outcome(Shop.ACME, token)).isEqualTo(notCommitted());
        }
        shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));

        assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
        assertThat(shop.tables().get("customers")).hasSize(1);
    }

    @Test
    void a_commit_on_its_way_is_answered_with_no_and_dies_on_the_key_when_it_arrives() throws SQLException {
        Order stored = shop.storedOrder(1);
        try (Connection owner = shop.database().owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table keelson_commits in access exclusive mode"); // nobody can ask for now

            assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, token, work -> {
                        work.get(Order.class, stored.id()).pay();
                        shop.wire().holdRequest();
                    }))
                    .isInstanceOf(CommitOutcomeUnknownException.class)
                    .extracting(unknown -> ((CommitOutcomeUnknownException) unknown).token())
                    .isEqualTo(token);
            owner.rollback();
        }
        assertThat(log()).isEmpty();

        assertThat(shop.keelson().outcome(Shop.ACME, token)).isEqualTo(notCommitted());
        Map<String, List<String>> before = shop.tables();
        assertThat(shop.wire().releaseHeld()).isEqualTo(1);

        assertThat(shop.tables()).isEqualTo(before);
        assertThat(log()).containsExactly(List.of(1, false));
        assertThat(shop.version(stored)).isEqualTo(1);
    }

    @Test
    void while_nobody_can_be_asked_the_outcome_is_unknown_and_known_later() throws SQLException {
        Order stored = shop.storedOrder(1);
        try (Connection row = shop.database().owner().getConnection();
                Connection log = shop.database().owner().getConnection()) {
            row.setAutoCommit(false);
            execute(row, "select 1 from orders for update");
            log.setAutoCommit(false);
            CompletableFuture<CommitOutcomeUnknownException> commit =
                    ShopStage.async(() -> commitWithLostReply(stored));
            shop.awaitWaiting(1);
            CompletableFuture<Boolean> locked =
                    ShopStage.async(() -> execute(log, "lock table keelson_commits in access exclusive mode"));
            shop.awaitWaiting(2);
            row.rollback(); // the commit goes on and is done; its reply is lost; the log is locked from then on
            ShopStage.join(locked);

            CommitOutcomeUnknownException unknown = ShopStage.join(commit);
            log.rollback();
            assertThat(unknown).hasMessageContaining(unknown.token().value().toString());
            assertThat(shop.keelson().outcome(Shop.ACME, unknown.token()).isCommitted())
                    .isTrue();
        }
        assertThat(shop.database().query("select status, version from orders")).containsExactly(List.of("PAID", 2L));
    }

    /** Commits, is left without an answer, and may not commit again. */
    private static CommitOutcomeUnknownException commitWithLostReply(Order stored) {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).pay();
            shop.wire().cutBeforeReply();
            CommitOutcomeUnknownException unknown =
                    catchThrowableOfType(CommitOutcomeUnknownException.class, work::commit);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("a commit of it failed: " + unknown.summary());
            return unknown;
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
