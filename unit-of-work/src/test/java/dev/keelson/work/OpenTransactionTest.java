package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.ForeignTransactionException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that somebody gave back in a transaction, which they began by a statement. */
class OpenTransactionTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    /** A pool of one connection, on which this was sent before it was given back. */
    private static HikariDataSource leftBehind(String... statements) throws SQLException {
        HikariDataSource pool = shop.database().application();
        pool.setMaximumPoolSize(1);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return pool;
    }

    @Test
    void nothing_is_committed_within_it_and_the_caller_is_told() throws SQLException {
        HikariDataSource pool = shop.database().application();
        Keelson keelson = Shop.open(pool);
        Customer customer = Shop.customer();
        leftBehind("begin");

        assertThatThrownBy(() -> keelson.run(Shop.ACME, work -> work.add(customer)))
                .isInstanceOf(ForeignTransactionException.class)
                .hasMessageContaining("a transaction is open");
        assertThat(shop.database()
                        .query(
                                "select 1 from customers where id = ?",
                                customer.id().value()))
                .isEmpty();

        leftBehind("rollback");
        keelson.run(Shop.ACME, work -> work.add(customer));
        assertThat(shop.database()
                        .query(
                                "select 1 from customers where id = ?",
                                customer.id().value()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "read", "locking"})
    void nothing_is_loaded_within_it(String way) throws SQLException {
        Order stored = shop.storedOrder(1);
        Keelson keelson = Shop.open(shop.database().application());
        leftBehind("begin");
        try {
            assertThatThrownBy(() -> {
                        switch (way) {
                            case "get" -> keelson.call(Shop.ACME, work -> work.get(Order.class, stored.id()));
                            case "read" -> keelson.read(Shop.ACME, reading -> reading.get(Order.class, stored.id()));
                            default -> {
                                try (SqlUnitOfWork work = keelson.begin(Shop.ACME, Isolation.LOCKING)) {
                                    work.get(Order.class, stored.id());
                                }
                            }
                        }
                    })
                    .isInstanceOf(ForeignTransactionException.class);
        } finally {
            leftBehind("rollback");
        }
    }
}
