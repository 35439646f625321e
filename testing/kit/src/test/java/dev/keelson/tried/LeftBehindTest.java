package dev.keelson.tried;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a test leaves behind has it fail, by the line of code. */
class LeftBehindTest {

    private static final Played PLAYED = Played.of(Leaving.class);

    private static final String LEAVING = "dev.keelson.tried.LeftBehindTest$Leaving.";

    @KeelsonTest(BankStage.class)
    @TestMethodOrder(MethodName.class)
    static class Leaving {

        private UnitOfWork later;

        @AfterEach
        void close() {
            if (later != null) {
                later.close();
            }
        }

        @Test
        void a_changes_are_lost(UnitOfWorkFactory units, WorkContext context) {
            try (UnitOfWork work = units.begin(context)) {
                work.add(Account.of("ada", 1));
            }
        }

        @Test
        void a_changes_are_lost_and_the_test_fails_by_itself(UnitOfWorkFactory units, WorkContext context) {
            try (UnitOfWork work = units.begin(context)) {
                work.add(Account.of("ada", 1));
                throw new IllegalStateException("by itself");
            }
        }

        @Test
        void a_changes_are_lost_by_what_comes_after(UnitOfWorkFactory units, WorkContext context) {
            later = units.begin(context);
            later.add(Account.of("ada", 1));
        }

        @Test
        void a_changes_are_lost_and_the_exception_is_swallowed(UnitOfWorkFactory units, WorkContext context) {
            try {
                try (UnitOfWork work = units.begin(context)) {
                    work.add(Account.of("ada", 1));
                }
            } catch (RuntimeException logged) {
                // goes on
            }
        }

        @Test
        void a_changes_are_lost_in_another_thread(UnitOfWorkFactory units, WorkContext context)
                throws InterruptedException {
            Thread other = new Thread(() -> a_changes_are_lost_and_the_exception_is_swallowed(units, context));
            other.start();
            other.join();
        }

        @Test
        void b_a_unit_of_work_is_open(UnitOfWorkFactory units, WorkContext context) {
            units.begin(context);
        }

        @Test
        void b_a_unit_of_work_is_open_that_holds_a_connection(UnitOfWorkFactory units, WorkContext context) {
            units.begin(context, Isolation.SNAPSHOT).find(Account.class, AccountId.next());
        }

        @Test
        void b_a_unit_of_work_is_closed_after_the_test(UnitOfWorkFactory units, WorkContext context) {
            later = units.begin(context, Isolation.SNAPSHOT);
            later.find(Account.class, AccountId.next());
        }

        @Test
        void c_a_connection_is_open(DataSource pool) throws SQLException {
            pool.getConnection().setReadOnly(true);
        }

        @Test
        void c_another_thread_gives_its_connection_back_a_little_later(DataSource pool) throws InterruptedException {
            CountDownLatch taken = new CountDownLatch(1);
            CompletableFuture.runAsync(() -> use(pool, taken));
            taken.await();
        }

        private static void use(DataSource pool, CountDownLatch taken) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                taken.countDown();
                statement.execute("select pg_sleep(0.05)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void d_a_transaction_is_open(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                execute(connection, "select 1");
            }
        }

        @Test
        void d_a_transaction_is_open_by_sql(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                execute(connection, "begin");
            }
        }

        @Test
        void d_autocommit_is_off(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
            }
        }

        @Test
        void d_isolation_and_schema_are_others(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setSchema("pg_catalog");
                connection.setReadOnly(true);
            }
        }

        @Test
        void e_settings_are_left(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                execute(connection, "set work_mem = '5MB'");
            }
        }

        @Test
        void e_the_tenant_is_left(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                execute(connection, "select set_config('keelson.tenant', 'acme', false)");
            }
        }

        @Test
        void e_settings_of_the_applications_own_are_left(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                execute(connection, "set my.tenant = 'acme'");
                try (PreparedStatement statement = connection.prepareStatement(
                        "select set_config('my.user', ?, false), set_config('my.x', '', true)")) {
                    statement.setString(1, "ada");
                    statement.execute();
                }
            }
        }

        @Test
        void e_a_lock_a_table_and_a_channel_are_left(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                execute(connection, "select pg_advisory_lock(7)");
                execute(connection, "create temporary table scratch (id int)");
                execute(connection, "listen news");
            }
        }

        @Test
        void e_settings_are_for_a_transaction_alone(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                execute(connection, "set local work_mem = '5MB'");
                connection.commit();
                connection.setAutoCommit(true);
            }
        }

        @Test
        void f_nothing_is_left(Keelson keelson, WorkContext context, DataSource pool) throws SQLException {
            keelson.run(context, work -> work.add(Account.of("ada", 1)));
            try (UnitOfWork work = keelson.begin(context, Isolation.SNAPSHOT)) {
                work.add(Account.of("grace", 1));
                work.commit();
            }
            try (Connection connection = pool.getConnection()) {
                execute(connection, "select 1");
            }
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @KeelsonTest(map = Badge.class)
    @TestMethodOrder(MethodName.class)
    static class OnTheWire {

        @Test
        void a_arms_the_wire(WireCounter wire) {
            wire.cutBeforeReply();
            wire.latency(Duration.ofMillis(7));
        }

        @Test
        void b_finds_it_calm(WireCounter wire, UnitOfWorkFactory units, WorkContext context) {
            assertThat(wire.isArmed()).isFalse();
            assertThat(wire.latency()).isZero();
            units.run(context, work -> work.add(new Badge(1, "ada")));
        }

        @Test
        void c_closes_keelson(Keelson keelson) {
            keelson.close();
        }

        @Test
        void d_closes_the_wire(WireCounter wire) {
            wire.close();
        }

        @Test
        void e_does_nothing() {}
    }

    @Test
    void what_is_asked_of_the_wire_is_for_one_test_and_what_is_closed_is_told_of_the_test_that_did() {
        Played played = Played.of(OnTheWire.class);
        assertThat(played.passed()).containsExactly("a_arms_the_wire", "b_finds_it_calm", "e_does_nothing");
        assertThat(played.failure("c_closes_keelson"))
                .isEqualTo("AssertionError: The test left something behind:\n  the Keelson of the tests was closed,"
                        + " which is the kit's to close");
        assertThat(played.failure("d_closes_the_wire")).contains("the WireCounter of the tests was closed, which is");
    }

    @Test
    void changes_that_nobody_committed_have_closing_throw() {
        assertThat(PLAYED.failure("a_changes_are_lost"))
                .startsWith("UnitOfWorkStateException: Cannot close without a commit: the unit of work is left with"
                        + " uncommitted changes, the first found of Account[");
        assertThat(PLAYED.failure("a_changes_are_lost_by_what_comes_after"))
                .startsWith("UnitOfWorkStateException: Cannot close without a commit");
        assertThat(PLAYED.failure("a_changes_are_lost_and_the_test_fails_by_itself"))
                .startsWith("IllegalStateException: by itself")
                .contains("besides UnitOfWorkStateException: Cannot close without a commit");
    }

    @Test
    void changes_that_nobody_committed_are_told_where_the_exception_is_swallowed() {
        assertThat(PLAYED.failure("a_changes_are_lost")).doesNotContain("swallowed");
        assertThat(PLAYED.failure("a_changes_are_lost_and_the_test_fails_by_itself"))
                .doesNotContain("swallowed");
        assertThat(PLAYED.failure("a_changes_are_lost_and_the_exception_is_swallowed"))
                .startsWith("AssertionError: The test left something behind:\n  changes were lost, and the exception"
                        + " that told so was swallowed, at " + LEAVING + "a_changes_are_lost_and_the_exception_is")
                .contains("Cannot close without a commit: the unit of work is left with uncommitted changes");
        assertThat(PLAYED.failure("a_changes_are_lost_in_another_thread"))
                .contains("changes were lost, and the exception that told so was swallowed, at " + LEAVING);
    }

    @Test
    void a_unit_of_work_that_is_open_is_told_by_the_line_that_began_it() {
        assertThat(PLAYED.failure("b_a_unit_of_work_is_open"))
                .startsWith("AssertionError: The test left something behind:\n  a unit of work begun for tester, at "
                        + LEAVING + "b_a_unit_of_work_is_open(LeftBehindTest.java:")
                .endsWith(", was not closed");
        assertThat(PLAYED.failure("b_a_unit_of_work_is_open_that_holds_a_connection"))
                .contains("was not closed")
                .contains("a connection is still open that was taken at " + LEAVING);
    }

    @Test
    void a_connection_that_is_open_is_told_by_the_line_that_took_it() {
        assertThat(PLAYED.failure("c_a_connection_is_open"))
                .startsWith(
                        "AssertionError: The test left something behind:\n  a connection is still open that was taken"
                                + " at " + LEAVING + "c_a_connection_is_open(LeftBehindTest.java:");
    }

    @Test
    void a_connection_that_comes_back_torn_is_told() {
        assertThat(PLAYED.failure("d_a_transaction_is_open"))
                .contains("a connection was given back in a transaction that nobody ended, with autocommit off; it was"
                        + " taken at " + LEAVING + "d_a_transaction_is_open(");
        assertThat(PLAYED.failure("d_a_transaction_is_open_by_sql"))
                .contains("given back in a transaction that nobody ended; it");
        assertThat(PLAYED.failure("d_autocommit_is_off")).contains("given back with autocommit off; it");
        assertThat(PLAYED.failure("d_isolation_and_schema_are_others"))
                .contains("given back read-only, with another isolation, with schema pg_catalog; it");
    }

    @Test
    void what_is_left_in_its_session_is_told() {
        assertThat(PLAYED.failure("e_settings_are_left")).contains("given back with setting work_mem = 5120; it");
        assertThat(PLAYED.failure("e_the_tenant_is_left"))
                .contains("given back with setting keelson.tenant = acme; it was last taken at " + LEAVING);
        assertThat(PLAYED.failure("e_settings_of_the_applications_own_are_left"))
                .contains("given back with setting my.tenant = acme, setting my.user = ada; it");
        assertThat(PLAYED.failure("e_a_lock_a_table_and_a_channel_are_left"))
                .contains("given back with an advisory lock, LISTEN news, temporary table scratch; it");
    }

    @Test
    void what_is_put_in_order_is_not_told_nor_what_another_test_left() {
        assertThat(PLAYED.passed())
                .containsExactly(
                        "b_a_unit_of_work_is_closed_after_the_test",
                        "c_another_thread_gives_its_connection_back_a_little_later",
                        "e_settings_are_for_a_transaction_alone",
                        "f_nothing_is_left");
    }
}
