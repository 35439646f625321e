package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.ForeignTransactionException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection whose autocommit is off is in somebody else's transaction: it is given back as it came. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ForeignTransactionTest {

    /** Hands the one connection of the transaction that is under way to all who ask, as proxies of frameworks do. */
    static final class TransactionAware implements DataSource {

        private final DataSource pool;
        private @Nullable Connection transaction;

        /** What was done to the connection that it handed out, but for questions. */
        final List<String> done = new ArrayList<>();

        TransactionAware(DataSource pool) {
            this.pool = pool;
        }

        Connection begin() throws SQLException {
            Connection connection = pool.getConnection();
            connection.setAutoCommit(false);
            transaction = connection;
            done.clear();
            return connection;
        }

        void end(boolean commit) throws SQLException {
            Connection ending = transaction;
            transaction = null;
            if (ending != null) {
                try (ending) {
                    if (commit) {
                        ending.commit();
                    } else {
                        ending.rollback();
                    }
                    ending.setAutoCommit(true);
                }
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection shared = transaction;
            return shared == null ? pool.getConnection() : handle(shared);
        }

        private Connection handle(Connection shared) {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (!method.getName().equals("getAutoCommit")) {
                            done.add(method.getName());
                        }
                        return method.getName().equals("close") ? null : method.invoke(shared, arguments);
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }

    private static final String ADVICE = ": the data source gave a connection whose autocommit is off, so it is in a"
        + " transaction of somebody else's, which Keelson would commit. Nothing was sent, and the connection was given"
        + " back as it came. If it is a setting of the pool, turn it on (HikariCP: autoCommit=true, its default). If"
        + " the data source is a transaction-aware proxy (such as Spring's TransactionAwareDataSourceProxy), give"
        + " Keelson the pool behind it; what Keelson writes is a transaction of its own.";

    private TestDatabase database;
    private TransactionAware proxy;

    @BeforeAll
    void open() {
        database = Shop.database();
        database.execute("create table theirs (word text)", "grant all on theirs to public");
        proxy = new TransactionAware(database.application());
    }

    @AfterEach
    void empty() throws SQLException {
        proxy.end(false); // of a test that failed in it
        database.execute("truncate theirs, customers, keelson_commits cascade");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void build_refuses_a_pool_that_turns_autocommit_off_and_names_its_setting() {
        HikariConfig config = new HikariConfig();
        database.application().copyStateTo(config);
        config.setPoolName("off");
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            for (KeelsonBuilder builder : List.of(
                    Shop.mapped(), Shop.mapped().portable(true), Shop.mapped().validate(false))) {
                assertThatThrownBy(() -> builder.dataSource(pool).build())
                        .isInstanceOf(ForeignTransactionException.class)
                        .hasMessageStartingWith("Cannot look at the database driver" + ADVICE);
                assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                        .as("connections kept")
                        .isZero();
            }
        }
    }

    @Test
    void build_refuses_a_transaction_aware_proxy_within_a_transaction() throws SQLException {
        proxy.begin();
        assertThatThrownBy(() -> Shop.open(proxy)).isInstanceOf(ForeignTransactionException.class);
        assertThat(proxy.done).containsExactly("close");
        proxy.end(false);
    }

    /** All that asks the database, by what a message says was attempted. */
    private static List<Map.Entry<String, ThrowingCallable>> attempts(Keelson keelson, SqlUnitOfWork work) {
        Customer customer = Shop.customer();
        return List.of(
                Map.entry(
                        "load Customer[" + customer.id().value() + "]",
                        () -> keelson.run(Shop.ACME, inner -> inner.find(Customer.class, customer.id()))),
                Map.entry("query Customer", () -> work.query(Customer.class).list()),
                Map.entry("commit", () -> keelson.run(Shop.ACME, inner -> inner.add(customer))),
                Map.entry(
                        "read the commit log",
                        () -> keelson.run(Shop.ACME, CommandToken.next(), inner -> {
                            throw new IllegalStateException("not today");
                        })),
                Map.entry("read the commit log", () -> keelson.outcome(Shop.ACME, CommandToken.next())),
                Map.entry("draw identifiers for numbers", () -> work.nextNumber("numbers")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_transaction_of_the_callers_is_left_as_it_was_and_its_caller_ends_it(boolean commits) throws SQLException {
        for (KeelsonBuilder builder : List.of(Shop.mapped(), Shop.mapped().portable(true))) {
            Keelson keelson = builder.dataSource(proxy).build();
            try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                for (Map.Entry<String, ThrowingCallable> attempt : attempts(keelson, work)) {
                    Connection theirs = proxy.begin();
                    try (Statement statement = theirs.createStatement()) {
                        statement.execute("insert into theirs values ('" + attempt.getKey() + "')");
                    }
                    try {
                        attempt.getValue().call();
                        assertThat(attempt.getKey()).isEqualTo("refused");
                    } catch (Throwable refused) {
                        assertForeign(attempt.getKey(), refused);
                    }
                    assertThat(proxy.done).as(attempt.getKey()).isNotEmpty().containsOnly("close");
                    assertThat(theirs.getAutoCommit()).isFalse();
                    assertThat(words()).as("seen by others").isEmpty();
                    proxy.end(commits);
                    assertThat(words()).isEqualTo(commits ? List.of(attempt.getKey()) : List.of());
                    database.execute("truncate theirs");
                }
                assertThat(database.query("select 1 from customers union all select 1 from keelson_commits"))
                        .as("what was written for us")
                        .isEmpty();
            }
        }
    }

    private static void assertForeign(String attempted, Throwable refused) {
        Throwable told = refused;
        if (refused instanceof IllegalStateException) {
            told = refused.getSuppressed()[0]; // the function's own failure goes first
        }
        assertThat(told)
                .isInstanceOf(ForeignTransactionException.class)
                .hasMessageStartingWith("Cannot " + attempted + ADVICE);
    }

    private List<String> words() {
        return database.query("select word from theirs").stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    @Test
    void outside_of_a_transaction_the_same_data_source_will_do_and_a_refused_commit_can_be_made_later()
            throws SQLException {
        Keelson keelson = Shop.open(proxy);
        Customer customer = Shop.customer();
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.add(customer);
            proxy.begin();
            assertThatThrownBy(work::commit).isInstanceOf(ForeignTransactionException.class);
            proxy.end(false);
            assertThat(work.commit().rows()).containsEntry("customers", 1);
        }
        assertThat(database.query("select name from customers")).containsExactly(List.of("Ada"));
    }
}
