package dev.keelson.tried;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.KeelsonStage;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the pool of a team's own, or what comes before all tests, sets in connections is no test's fault; what a test sets is its own alone. */
class OwnSettingsTest {

    private static TestDatabase brought;
    private static HikariDataSource plain;
    private static HikariDataSource configured;
    private static HikariDataSource single;

    @BeforeAll
    static void open() {
        brought = TestDatabase.create();
        brought.execute(Keelson.builder().map(Badge.class).schema().ddl());
        plain = new HikariDataSource(config());
        HikariConfig more = config();
        more.setConnectionInitSql("set statement_timeout = 20000");
        more.setSchema("public");
        more.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        configured = new HikariDataSource(more);
        HikariConfig one = config();
        one.setMaximumPoolSize(1);
        single = new HikariDataSource(one);
    }

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:" + brought.server().port() + "/" + brought.name());
        config.setUsername(brought.application().getUsername());
        config.setMaximumPoolSize(2);
        return config;
    }

    @AfterAll
    static void close() {
        plain.close();
        configured.close();
        single.close();
        brought.close();
    }

    abstract static class Brought implements KeelsonStage {

        @Override
        public void accept(KeelsonBuilder keelson) {
            keelson.map(Badge.class);
        }
    }

    static final class Plain extends Brought {
        @Override
        public Optional<DataSource> ownDatabase() {
            return Optional.of(plain);
        }
    }

    static final class Configured extends Brought {
        @Override
        public Optional<DataSource> ownDatabase() {
            return Optional.of(configured);
        }
    }

    static final class Single extends Brought {
        @Override
        public Optional<DataSource> ownDatabase() {
            return Optional.of(single);
        }
    }

    @KeelsonTest(Plain.class)
    static class OfPlain {

        @Test
        void reads(DataSource pool) throws SQLException {
            execute(pool, "select 1");
        }

        @Test
        void works(UnitOfWorkFactory units, WorkContext context) {
            try (UnitOfWork work = units.begin(context, Isolation.SNAPSHOT)) {
                work.find(Badge.class, 1L);
            }
        }
    }

    @KeelsonTest(Configured.class)
    @TestMethodOrder(MethodName.class)
    static class OfConfigured {

        @Test
        void reads(DataSource pool) throws SQLException {
            execute(pool, "select 1");
        }

        @Test
        void restores(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                int isolation = connection.getTransactionIsolation();
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setTransactionIsolation(isolation);
            }
        }

        @Test
        void sets_another_timeout(DataSource pool) throws SQLException {
            execute(pool, "set statement_timeout = 0");
        }
    }

    @KeelsonTest(Single.class)
    @TestMethodOrder(MethodName.class)
    static class OfSingle {

        @BeforeAll
        static void set(DataSource pool) throws SQLException {
            execute(pool, "set work_mem = '5MB'");
        }

        @Test
        void a_reads_after_what_came_before_all(DataSource pool) throws SQLException {
            execute(pool, "select 1");
        }

        @Test
        void b_leaves_a_lock(DataSource pool) throws SQLException {
            execute(pool, "select pg_advisory_lock(7)");
        }

        @Test
        void c_reads_after_the_lock(DataSource pool) throws SQLException {
            execute(pool, "select 1");
        }

        @Test
        void d_leaves_a_transaction(DataSource pool) throws SQLException {
            execute(pool, "begin");
        }

        @Test
        void e_reads_after_the_transaction(DataSource pool) throws SQLException {
            execute(pool, "select 1");
        }
    }

    @KeelsonTest(map = Badge.class)
    static class OfTheKit {

        @BeforeAll
        static void set(DataSource pool) throws SQLException {
            execute(pool, "set work_mem = '5MB'");
        }

        @Test
        void reads(DataSource pool) throws SQLException {
            execute(pool, "select 1");
        }

        @Test
        void restores_the_schema(DataSource pool) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                String schema = connection.getSchema();
                connection.setSchema("pg_catalog");
                connection.setSchema(schema);
            }
        }
    }

    private static void execute(DataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void what_the_pool_itself_sets_is_no_fault() {
        assertThat(Played.of(OfPlain.class).failures()).isEmpty();
        Played played = Played.of(OfConfigured.class);
        assertThat(played.passed()).containsExactly("reads", "restores");
        assertThat(played.failure("sets_another_timeout"))
                .contains("given back with setting statement_timeout no longer 20000");
    }

    @Test
    void each_test_is_told_its_own_faults_alone() {
        Played played = Played.of(OfSingle.class);
        assertThat(played.failures()).containsOnlyKeys("b_leaves_a_lock", "d_leaves_a_transaction");
        assertThat(played.failure("b_leaves_a_lock")).contains("given back with an advisory lock;");
        assertThat(played.failure("d_leaves_a_transaction")).contains("in a transaction that nobody ended;");
    }

    @Test
    void what_is_set_before_all_and_what_is_restored_is_no_fault() {
        assertThat(Played.of(OfTheKit.class).failures()).isEmpty();
    }
}
