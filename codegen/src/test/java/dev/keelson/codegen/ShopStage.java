package dev.keelson.codegen;

import dev.keelson.codegen.shop.Shop.Boat;
import dev.keelson.codegen.shop.Shop.Car;
import dev.keelson.codegen.shop.Shop.ClaimId;
import dev.keelson.codegen.shop.Shop.Customer;
import dev.keelson.codegen.shop.Shop.CustomerId;
import dev.keelson.codegen.shop.Shop.House;
import dev.keelson.codegen.shop.Shop.HouseId;
import dev.keelson.codegen.shop.Shop.Money;
import dev.keelson.codegen.shop.Shop.Order;
import dev.keelson.codegen.shop.Shop.OrderId;
import dev.keelson.codegen.shop.Shop.Status;
import dev.keelson.codegen.shop.Shop.Storm;
import dev.keelson.codegen.shop.Shop.Theft;
import dev.keelson.codegen.shop.Shop.VehicleId;
import dev.keelson.codegen.shop.ShopMapping;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A shop of two tenants in a database. */
final class ShopStage implements AutoCloseable {

    static final List<String> TENANTS = List.of("acme", "globex");

    /** By which statements, on which database. */
    enum Setting {
        ONE_MESSAGE,
        PLAIN_STATEMENTS,
        H2
    }

    private final @Nullable TestDatabase database;
    private final DataSource source;
    private final Keelson keelson;

    private ShopStage(@Nullable TestDatabase database, DataSource source, Keelson keelson) {
        this.database = database;
        this.source = source;
        this.keelson = keelson;
    }

    static ShopStage open(Setting setting) {
        KeelsonBuilder builder = Keelson.builder();
        mapping(setting).accept(builder);
        ShopStage stage;
        if (setting == Setting.H2) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE");
            builder.schema(StatementProfile.H2).statements().forEach(sql -> execute(h2, sql));
            stage = new ShopStage(null, h2, builder.dataSource(h2).build());
        } else {
            TestDatabase database = TestDatabase.create();
            database.execute(builder.schema().ddl());
            DataSource pool = database.application();
            stage = new ShopStage(
                    database,
                    pool,
                    builder.portable(setting == Setting.PLAIN_STATEMENTS)
                            .dataSource(pool)
                            .build());
        }
        TENANTS.forEach(stage::fill);
        return stage;
    }

    static ShopMapping mapping(Setting setting) {
        return setting == Setting.H2 ? new ShopMapping.OnH2() : new ShopMapping();
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    static WorkContext by(String tenant) {
        return WorkContext.of(TenantId.of(tenant), Actor.of("ann"));
    }

    /** The same identifier for the same n, whoever the tenant is. */
    static UUID id(int n) {
        return new UUID(0x7000L, 0x8000_0000_0000_0000L | n);
    }

    private void fill(String tenant) {
        int more = tenant.equals("acme") ? 0 : 3;
        keelson.run(by(tenant), work -> {
            for (int n = 1; n <= 2; n++) {
                work.add(new Customer(new CustomerId("c" + n), "Customer " + n));
            }
        });
        keelson.run(by(tenant), work -> {
            for (int n = 1; n <= 6 + more; n++) {
                work.add(Order.example(n, new OrderId(id(n)), new CustomerId("c" + (1 + n % 2))));
                work.add(new House(new HouseId(n % 2 == 0 ? "Lane" : "Road", n), n + more));
                work.add(
                        n % 2 == 0
                                ? new Theft(new ClaimId(id(n)), LocalDate.of(2026, 1, n), Money.eur(n + ".00"))
                                : new Storm(new ClaimId(id(n)), LocalDate.of(2026, 1, n), n));
                work.add(
                        n % 2 == 0
                                ? new Car(new VehicleId(n), Money.eur(n + ".00"), Status.values()[n % 3])
                                : new Boat(new VehicleId(n), Money.eur(n + ".00"), Duration.ofHours(n)));
            }
        });
        keelson.run(by(tenant), work -> work.remove(work.get(Order.class, new OrderId(id(6)))));
    }

    Keelson keelson() {
        return keelson;
    }

    DataSource source() {
        return source;
    }

    @Override
    public void close() {
        keelson.close();
        if (database != null) {
            database.close();
        }
    }
}
