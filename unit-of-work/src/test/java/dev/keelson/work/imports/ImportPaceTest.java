package dev.keelson.work.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.imports.Goods.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** An import beside batches of JDBC that write the same rows, in one run. */
class ImportPaceTest {

    private static final int ROWS = 100_000;
    private static final int CHUNK = 1_000;
    private static final int ROUNDS = 5;

    @Test
    @EnabledIfSystemProperty(named = "keelson.soak", matches = "true")
    void an_import_takes_about_as_long_as_batches_of_jdbc() {
        try (Store store = Goods.store();
                HikariDataSource pool = store.database().through(store.wire())) {
            store.database().execute("drop trigger quiet on products");
            DataSource rewriting = rewriting(pool);
            double[] plain = new double[ROUNDS];
            double[] rewritten = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long imported = timed(
                        store,
                        () -> store.keelson()
                                .importer(Goods.CONTEXT, Goods.TOKEN, Product.class)
                                .chunk(CHUNK)
                                .from(Goods.products(1, ROWS)));
                int trips = store.wire().counts().roundTrips();
                long batched = timed(store, () -> batches(pool));
                int trips2 = store.wire().counts().roundTrips();
                long quickest = timed(store, () -> batches(rewriting));
                plain[round] = (double) imported / batched;
                rewritten[round] = (double) imported / quickest;
                System.out.printf(
                        "ImportPaceTest: %,d products in %,d ms and %d trips, by batches in %,d ms and %d trips,"
                                + " rewritten in %,d ms and %d trips%n",
                        ROWS,
                        imported,
                        trips,
                        batched,
                        trips2,
                        quickest,
                        store.wire().counts().roundTrips());
            }
            Arrays.sort(plain);
            Arrays.sort(rewritten);
            System.out.printf(
                    "ImportPaceTest: medians of %d rounds, of batches %.2f, of rewritten ones %.2f%n",
                    ROUNDS, plain[ROUNDS / 2], rewritten[ROUNDS / 2]);
        }
    }

    /** Where the driver makes one statement of many rows. */
    private static DataSource rewriting(HikariDataSource pool) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(pool.getJdbcUrl());
        source.setUser(pool.getUsername());
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private static long timed(Store store, Runnable stored) {
        store.database().execute("truncate products, product_labels, keelson_commits");
        store.wire().reset();
        long begun = System.nanoTime();
        stored.run();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        assertThat(store.database().query("select count(*) from product_labels"))
                .isEqualTo(List.of(List.of((long) ROWS)));
        return millis;
    }

    private static void batches(DataSource pool) {
        try (Connection connection = pool.getConnection();
                PreparedStatement products = connection.prepareStatement("insert into products (id, name, code, price,"
                        + " successor_id, version) values (?, ?, ?, ?, null, 1)");
                PreparedStatement labels = connection.prepareStatement(
                        "insert into product_labels (product_id, position, label) values (?, ?, ?)")) {
            connection.setAutoCommit(false);
            int[] rows = {0};
            for (Product product : (Iterable<Product>) Goods.products(1, ROWS)::iterator) {
                products.setInt(1, product.id);
                products.setString(2, product.name);
                products.setString(3, product.code);
                products.setInt(4, product.price);
                products.addBatch();
                labels.setInt(1, product.id);
                labels.setInt(2, 0);
                labels.setString(3, product.labels.get(0));
                labels.addBatch();
                if (++rows[0] % CHUNK == 0) {
                    products.executeBatch();
                    labels.executeBatch();
                    connection.commit();
                }
            }
            connection.setAutoCommit(true);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
