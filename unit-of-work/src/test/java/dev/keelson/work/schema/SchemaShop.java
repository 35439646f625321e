package dev.keelson.work.schema;

import dev.keelson.testing.rig.Draft;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A small domain whose two aggregates refer to each other, and its schema. */
@NullMarked
final class SchemaShop {

    static final Policies POLICIES = new Policies(List.of(Tenancy.byColumn("tenant_id")));

    private SchemaShop() {}

    record CustomerId(UUID value) {}

    record OrderId(UUID value) {}

    record LineId(UUID value) {}

    record Address(String street, String city) {}

    record Surcharge(BigDecimal amount, @Nullable String reason) {}

    static final class Customer {
        private final CustomerId id;
        private String name;
        private @Nullable OrderId latestOrder;

        Customer(CustomerId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Order {
        private final OrderId id;
        private CustomerId customer;
        private Address shippingAddress;
        private @Nullable Address billingAddress;
        private BigDecimal total;
        private Instant placedAt;
        private @Nullable String note;
        private final List<Line> lines = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final Set<Surcharge> surcharges = new LinkedHashSet<>();

        Order(OrderId id, CustomerId customer, Address shippingAddress, BigDecimal total, Instant placedAt) {
            this.id = id;
            this.customer = customer;
            this.shippingAddress = shippingAddress;
            this.total = total;
            this.placedAt = placedAt;
        }
    }

    static final class Line {
        private final LineId id;
        private int quantity;
        private final List<Part> parts = new ArrayList<>();

        Line(LineId id, int quantity) {
            this.id = id;
            this.quantity = quantity;
        }
    }

    record Part(String name, boolean user) {}

    /** The model that convention gives, but for the decimals. */
    static DomainModel model() {
        return model(order -> {}, LiveColumns.NONE);
    }

    /** The same with more corrections, and for a live database. */
    static DomainModel model(AggregateMapping<Order> corrections, LiveColumns live) {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Customer.class, AggregateMapping.byConvention());
        builder.add(Order.class, order -> {
            order.property("total", total -> total.type(ColumnType.numeric(19, 2)))
                    .values("surcharges", all -> all.property("amount", p -> p.type(ColumnType.numeric(19, 2))));
            corrections.map(order);
        });
        return build(builder, live);
    }

    static DomainModel build(ModelBuilder builder, LiveColumns live) {
        ModelBuilder.Built built = builder.build(live);
        if (!built.faults().isEmpty()) {
            throw new AssertionError(built.faults());
        }
        return built.model();
    }

    static Schema schema() {
        return new Schema(model(), POLICIES, true);
    }

    /** A database with just this schema. */
    static TestDatabase database() {
        return TestDatabase.fromTemplate("schema shop", owner -> run(owner, schema().ddl()));
    }

    /** Runs a whole script at once, as a migration does. */
    static void run(DataSource owner, String script) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException failure) {
            throw new IllegalStateException(script, failure);
        }
    }

    /** What the application's plain role reads of the catalogue. */
    static Catalogue catalogue(TestDatabase database) {
        return Catalogue.read(new Database(database.application()));
    }

    static Catalogue catalogue(Draft draft) {
        return Catalogue.read(new Database(draft.application()));
    }
}
