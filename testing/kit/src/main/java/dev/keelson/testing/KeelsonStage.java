package dev.keelson.testing;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What stands ready for tests: the mapping, the tables, for whom tests work. Only the mapping must be said. Named by {@link
 * KeelsonTest#value()}, made by its constructor without parameters.
 *
 * <pre>{@code
 * public final class ShopStage implements KeelsonStage {
 *
 *     @Override
 *     public void accept(KeelsonBuilder keelson) {
 *         keelson.map(Customer.class).map(new OrderMapping());
 *     }
 *
 *     @Override
 *     public void prepare(DataSource owner, Supplier<Schema> schema) {
 *         Flyway.configure().dataSource(owner).load().migrate();
 *     }
 * }
 * }</pre>
 */
public interface KeelsonStage extends Consumer<KeelsonBuilder> {

    /** Says what is mapped, by which policies and repositories; all but the data source, which is the kit's. */
    @Override
    void accept(KeelsonBuilder keelson);

    /**
     * Makes the tables, once a JVM: each database is a copy of what this leaves. Unless said otherwise it runs the statements that
     * Keelson generates; the migrations of a team are the better test.
     *
     * @param owner connects as the owner of the tables, who is neither the role of the tests nor a superuser; whatever it makes, the role
     *     of the tests may select, insert, update and delete
     * @param schema what Keelson generates for the mapping
     * @throws SQLException if the database refuses
     */
    default void prepare(DataSource owner, Supplier<Schema> schema) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : schema.get().statements()) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Builds the Keelson of the tests. To be said where the application has it built by a container, whose other objects are then wired
     * as in production.
     *
     * <pre>{@code
     * return Guice.createInjector(
     *                 new ShopModule(pool),
     *                 binder -> KeelsonModule.wirings(binder).addBinding().toInstance(watched))
     *         .getInstance(Keelson.class);
     * }</pre>
     *
     * @param pool the data source that it is to use
     * @param watched what the kit says to the builder, so that it can look after the tests; without it nothing is checked
     */
    default Keelson build(DataSource pool, Consumer<KeelsonBuilder> watched) {
        KeelsonBuilder keelson = Keelson.builder();
        accept(keelson);
        watched.accept(keelson);
        return keelson.dataSource(pool).build();
    }

    /**
     * For whom and by whom a test works; the clock is the {@link TestClock} in any case. Unless said otherwise each test has a tenant of
     * its own, {@code tenant-1} and so on, where tenants are told apart at all.
     *
     * @param test the number of the test within its database, from 1; 0 for what is done before all tests
     */
    default WorkContext context(int test) {
        return WorkContext.of(TenantId.of("tenant-" + test), Actor.of("tester"));
    }

    /**
     * A database that the team brings itself, prepared by itself, such as one in a container; empty, unless said otherwise, where the
     * kit is to make one. Its role must be an ordinary one. The kit neither counts what is sent to it nor resets it.
     */
    default Optional<DataSource> ownDatabase() {
        return Optional.empty();
    }
}
