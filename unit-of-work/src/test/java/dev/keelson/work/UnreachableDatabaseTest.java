package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class UnreachableDatabaseTest {

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = Shop.database();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** A pool of one connection through a wire, which waits for a connection no longer than a quarter of a second. */
    private static HikariDataSource impatient(WireCounter wire) {
        HikariConfig config = new HikariConfig();
        database.through(wire).copyStateTo(config);
        config.setPoolName("impatient");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        return new HikariDataSource(config);
    }

    /** Connections to a port where nobody listens any more. */
    private static PGSimpleDataSource nowhere() throws IOException {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            nowhere.setUrl("jdbc:postgresql://localhost:" + socket.getLocalPort() + "/shop");
        }
        nowhere.setUser("nobody");
        return nowhere;
    }

    @Test
    void build_says_that_the_database_cannot_be_reached() throws IOException {
        PGSimpleDataSource nowhere = nowhere();

        assertThatThrownBy(() -> Shop.open(nowhere))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("no connection could be borrowed (is the database up, its address right, the pool"
                        + " large enough?)")
                .hasMessageContaining("SQLSTATE 08001")
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void build_without_a_data_source_says_which_line_is_missing() {
        assertThatThrownBy(() -> Shop.mapped().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot build Keelson without a data source; give one: .dataSource(pool).");
    }

    @Test
    void once_the_database_is_gone_reads_and_commits_say_so_and_the_changes_stay_in_memory() {
        Customer customer = Shop.customer();
        OrderId id = new OrderId(UUID.randomUUID());
        WireCounter wire = WireCounter.start();
        try (HikariDataSource pool = impatient(wire);
                SqlUnitOfWork work = Shop.open(pool).begin(Shop.ACME)) {
            work.add(customer);
            wire.close();
            assertThatThrownBy(() -> work.find(Order.class, id)) // by a connection that was open
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot load Order")
                    .hasMessageContaining("SQLSTATE 08006 (the connection broke or was refused: retry)");

            assertThatThrownBy(() -> work.find(Order.class, id))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot load Order")
                    .hasMessageContaining("no connection could be borrowed");
            assertThatThrownBy(() -> work.query(Order.class).list())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot query Order: no connection could be borrowed");
            assertThatThrownBy(work::commit)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot commit: no connection could be borrowed");

            assertThat(work.plan().operations()).hasSize(1);
            assertThat(work.get(Customer.class, customer.id())).isSameAs(customer);
            work.discard();
        }
        assertThat(database.query("select * from customers")).isEmpty();
    }

    @Test
    void an_aggregate_that_could_not_be_loaded_is_named_with_its_identity() {
        OrderId id = new OrderId(UUID.randomUUID());
        WireCounter wire = WireCounter.start();
        try (HikariDataSource pool = impatient(wire);
                SqlUnitOfWork work = Shop.open(pool).begin(Shop.ACME)) {
            wire.close();

            assertThatThrownBy(() -> work.find(Order.class, id))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Cannot load Order[" + id.value() + "]");
        }
    }

    @Test
    void an_exhausted_pool_is_an_error_after_which_the_same_unit_of_work_commits() throws SQLException {
        Customer customer = Shop.customer();
        try (WireCounter wire = WireCounter.start();
                HikariDataSource pool = impatient(wire);
                SqlUnitOfWork work = Shop.open(pool).begin(Shop.ACME)) {
            work.add(customer);
            try (Connection taken = pool.getConnection()) {
                assertThatThrownBy(work::commit)
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("no connection could be borrowed");
                assertThat(taken.isClosed()).isFalse();
            }
            work.commit();
        }
        assertThat(database.query("select id from customers"))
                .containsExactly(List.of(customer.id().value()));
        database.execute("delete from customers");
    }
}
