package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Old commands are taken out of the log whole or not at all, and never those that are still to be told of. */
class CommitPurgeTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final Instant NOW = Instant.now();
    private static final Instant LIMIT = NOW.minus(Duration.ofDays(30));
    private static final Instant OLD = LIMIT.minusSeconds(1);
    private static final Instant YOUNG = LIMIT.plusSeconds(1);

    private final CommandToken token = CommandToken.next();

    private static void entry(String tenant, CommandToken token, int attempt, boolean committed, Instant at) {
        shop.database()
                .query(
                        "insert into keelson_commits (tenant_id, token, attempt, committed, author, actor, at) values"
                                + " (?, ?, ?, ?, 1, 'jane', ?::timestamptz) returning 1",
                        tenant,
                        token.value(),
                        attempt,
                        committed,
                        at.toString());
    }

    private static List<List<Object>> log() {
        return shop.database().query("select tenant_id, attempt, committed from keelson_commits order by 1, token, 2");
    }

    private static long purge() {
        return shop.keelson().schema().purgeCommits(LIMIT);
    }

    @Test
    void what_is_older_goes_and_what_is_as_old_or_younger_stays() {
        entry("acme", CommandToken.next(), 1, true, OLD);
        entry("acme", CommandToken.next(), 1, false, OLD);
        entry("acme", CommandToken.next(), 1, true, LIMIT);
        entry("acme", CommandToken.next(), 1, true, YOUNG);

        assertThat(purge()).isEqualTo(2);
        assertThat(log()).hasSize(2);
        assertThat(purge()).isZero();
    }

    @Test
    void a_command_goes_with_all_its_attempts_or_stays_with_all() {
        CommandToken old = CommandToken.next();
        entry("acme", old, 1, false, OLD.minusSeconds(9));
        entry("acme", old, 2, false, OLD.minusSeconds(5));
        entry("acme", old, 3, true, OLD);
        entry("acme", token, 1, false, OLD.minusSeconds(9));
        entry("acme", token, 2, false, OLD);
        entry("acme", token, 3, true, YOUNG);

        assertThat(purge()).isEqualTo(3);
        assertThat(log())
                .containsExactly(List.of("acme", 1, false), List.of("acme", 2, false), List.of("acme", 3, true));
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer())))
                .isInstanceOf(CommandAlreadyCommittedException.class);
    }

    @Test
    void all_tenants_are_purged_and_one_tenants_command_is_not_taken_for_anothers() {
        entry("acme", token, 1, true, OLD);
        entry("globex", token, 1, true, YOUNG);
        entry("initech", token, 1, true, OLD);

        assertThat(purge()).isEqualTo(2);
        assertThat(log()).containsExactly(List.of("globex", 1, true));
    }

    @Test
    void many_go_in_steps_and_nothing_is_left_over() {
        shop.database()
                .execute("insert into keelson_commits (tenant_id, token, attempt, committed, author, actor, at) select"
                        + " 'acme', gen_random_uuid(), 1, true, 1, 'jane', now() - interval '40 days' from"
                        + " generate_series(1, 10777)");
        entry("acme", token, 1, true, YOUNG);
        shop.wire().reset();

        assertThat(purge()).isEqualTo(10_777);
        assertThat(log()).containsExactly(List.of("acme", 1, true));
        assertThat(shop.wire().transcript().stream().filter(sql -> sql.equalsIgnoreCase("commit")))
                .as("steps of 500")
                .hasSize(22);
    }

    @Test
    void what_somebody_has_locked_stays_and_all_else_goes() throws Exception {
        for (int n = 0; n < 9; n++) {
            entry("acme", CommandToken.next(), 1, false, OLD);
        }
        entry("acme", token, 1, false, OLD);
        try (Connection attempt = shop.database().owner().getConnection();
                Statement statement = attempt.createStatement()) {
            attempt.setAutoCommit(false);
            statement.execute("select 1 from keelson_commits where token = '" + token.value() + "' for share");

            assertThat(purge()).isEqualTo(9);
            attempt.rollback();
        }
        assertThat(purge()).isEqualTo(1);
    }

    @Test
    void a_purge_on_connections_that_are_usually_serializable_is_as_exact_and_leaves_them_so() throws SQLException {
        entry("acme", token, 1, true, OLD);
        HikariConfig serializable = new HikariConfig();
        shop.database().application().copyStateTo(serializable);
        serializable.setPoolName("serializable");
        serializable.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        serializable.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(serializable)) {
            assertThat(Shop.open(pool).schema().purgeCommits(LIMIT)).isEqualTo(1);
            try (Connection used = pool.getConnection()) {
                assertThat(used.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            }
        }
    }

    @Test
    void a_purged_command_is_as_one_that_was_never_seen() {
        WorkContext longAgo = Shop.ACME.withClock(Clock.fixed(OLD, ZoneOffset.UTC));
        shop.keelson().run(longAgo, token, work -> work.add(Shop.customer()));
        purge();

        shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));
        assertThat(shop.tables().get("customers")).hasSize(2);
    }

    @Test
    void a_time_to_come_is_refused_by_name() {
        entry("acme", token, 1, true, OLD);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

        assertThatThrownBy(() -> shop.keelson().schema().purgeCommits(tomorrow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot purge the commit log of what is older than " + tomorrow)
                .hasMessageContaining("still to come");
        assertThat(log()).hasSize(1);
    }

    @Test
    void there_must_be_a_log_and_a_database() {
        Schema unlogged = Shop.mapped()
                .commitLog(false)
                .dataSource(shop.database().application())
                .build()
                .schema();
        Schema told = Shop.mapped().schema();

        assertThatThrownBy(() -> unlogged.purgeCommits(LIMIT))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageContaining("Cannot purge the commit log")
                .hasMessageContaining("commitLog(true)");
        assertThatThrownBy(() -> told.purgeCommits(LIMIT))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageContaining("keelson.schema().purgeCommits(...)");
    }

    @Test
    void by_plain_statements_and_on_h2_it_is_the_same() throws Exception {
        entry("acme", token, 1, true, OLD);
        Keelson plain = Shop.mapped()
                .portable(true)
                .dataSource(shop.database().application())
                .build();
        assertThat(plain.schema().purgeCommits(LIMIT)).isEqualTo(1);

        JdbcConnectionPool h2 =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            for (String ddl : Shop.mapped().schema(StatementProfile.H2).statements()) {
                statement.execute(ddl);
            }
            Keelson keelson = Shop.open(h2);
            WorkContext longAgo = Shop.ACME.withClock(Clock.fixed(OLD, ZoneOffset.UTC));
            keelson.run(longAgo, CommandToken.next(), work -> work.add(Shop.customer()));
            keelson.run(Shop.ACME, token, work -> work.add(Shop.customer()));

            assertThat(keelson.schema().purgeCommits(LIMIT)).isEqualTo(1);
            assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isTrue();
            statement.execute("shutdown");
        } finally {
            h2.dispose();
        }
    }
}
