package dev.keelson.tried;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.ExpectRoundTrips;
import dev.keelson.testing.ExpectStatements;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.TestClock;
import dev.keelson.testing.rig.Counts;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a class gets by the annotation. */
@KeelsonTest(BankStage.class)
class KeelsonTestTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static String database = "";

    private final Account account = Account.of("ada", 10);

    @BeforeAll
    static void note(TestDatabase database) {
        KeelsonTestTest.database = database.name();
    }

    @BeforeEach
    void store(UnitOfWorkFactory units, WorkContext context) {
        units.run(context, work -> work.add(account));
    }

    @Test
    @ExpectRoundTrips(2)
    @ExpectStatements(4) // of which two tell row-level security the tenant
    void a_test_is_given_what_it_asks_for_and_its_preparation_is_not_counted(
            Keelson keelson, WorkContext context, WireCounter wire) {
        // region testing:during
        Counts loaded = wire.during(() -> {
            try (UnitOfWork work = keelson.begin(context)) {
                assertThat(work.get(Account.class, account.id()).balance()).isEqualTo(10);
            }
        });
        assertThat(loaded.roundTrips()).isEqualTo(1);
        // endregion
        wire.reset();
        try (UnitOfWork work = keelson.begin(context)) {
            assertThat(work.find(Account.class, AccountId.next())).isEmpty();
        }
        assertThat(wire.counts().roundTrips()).isEqualTo(1);
    }

    @Test
    void the_role_is_an_ordinary_one_which_owns_nothing(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet role =
                        statement.executeQuery("select rolsuper or rolbypassrls, (select count(*) from accounts),"
                                + " pg_has_role(current_user, (select tableowner from pg_tables where tablename ="
                                + " 'accounts'), 'member') from pg_roles where rolname = current_user")) {
            assertThat(role.next()).isTrue();
            assertThat(role.getBoolean(1)).isFalse();
            assertThat(role.getInt(2)).as("rows that row-level security shows").isZero();
            assertThat(role.getBoolean(3)).isFalse();
        }
    }

    @Test
    void each_test_has_a_tenant_of_its_own_and_time_goes_until_it_is_set(
            Keelson keelson, WorkContext context, TestClock clock, TestDatabase database) {
        assertThat(keelson.<Long, RuntimeException>readSql(
                        context, reading -> reading.query(Account.class).count()))
                .isEqualTo(1);
        assertThat(context.tenant())
                .hasValueSatisfying(tenant -> assertThat(tenant.value()).startsWith("tenant-"));
        assertThat(context.clock().instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        clock.set(NOON);
        assertThat(context.clock().instant()).isEqualTo(NOON);
        clock.advance(Duration.ofDays(1));
        assertThat(context.clock().instant()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(LocalDate.now(clock.withZone(ZoneId.of("Pacific/Kiritimati"))))
                .isEqualTo("2026-03-04");
        assertThat(database.name()).isEqualTo(KeelsonTestTest.database);
    }

    @Nested
    class A_class_within {

        @Test
        void has_the_database_of_the_class_around_it(TestDatabase database, Keelson keelson, WorkContext context) {
            assertThat(database.name()).isEqualTo(KeelsonTestTest.database);
            keelson.run(context, work -> work.get(Account.class, account.id()).withdraw(1));
        }
    }
}
