package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Path;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.Sql;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.guide.QueryModels.Customer;
import dev.keelson.work.guide.QueryModels.Line;
import dev.keelson.work.guide.QueryModels.Money;
import dev.keelson.work.guide.QueryModels.Order;
import dev.keelson.work.guide.QueryModels.Status;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/sql.md} shows is what is sent, and finds what it says. */
class SqlGuideTest {

    private static final java.nio.file.Path DOCUMENT = java.nio.file.Path.of("..", "docs", "sql.md");
    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;
    private static String page;

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson = Keelson.builder().commitLog(false).policy(Tenancy.byColumn("tenant_id"));
        QueryModels.map(keelson);
        return keelson;
    }

    @BeforeAll
    static void create() throws IOException {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        wire = WireCounter.start();
        keelson = mapped().dataSource(database.through(wire)).build();
        page = Files.readString(DOCUMENT).replaceAll("\\s+", " ");
        keelson.run(ACME, work -> {
            Customer ada = work.add(new Customer(new UUID(0, 7), "Ada"));
            Order order = new Order(new UUID(0, 1), Money.eur("700.00"));
            order.buy(Ref.of(ada.id()), new Line(new UUID(0, 2), "tea", 3));
            work.add(order);
        });
    }

    @AfterAll
    static void drop() {
        keelson.close();
        database.close();
        wire.close();
    }

    private static void shows(Consumer<SqlUnitOfWork> asked) {
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            wire.reset();
            asked.accept(work);
            assertThat(wire.statements())
                    .isNotEmpty()
                    .allSatisfy(sent -> assertThat(page)
                            .contains(sent.replaceAll("\\s+", " ").strip()));
        }
    }

    record OrderRow(
            UUID id,
            Money total,
            @Path("customer.name") String who,
            @Path("lines.size") int lines) {}

    @Test
    void a_projection() {
        shows(work -> assertThat(work.query(Order.class)
                        .where(order -> order.field("status").eq(Status.OPEN))
                        .orderBy(work.field(Order.class, "total.amount").desc())
                        .as(OrderRow.class)
                        .page(20)
                        .items())
                .containsExactly(new OrderRow(new UUID(0, 1), Money.eur("700.00"), "Ada", 1)));
    }

    record Sold(String product, BigDecimal pieces) {}

    @Test
    void tables_of_roots_and_parts() {
        shows(work -> {
            Sql sql = work.sql();
            Table<Record> orders = sql.table(Order.class);
            Table<Record> lines = sql.table(Order.class, "lines");
            List<Sold> sold = sql.fetch(
                    select(lines.field("product", String.class), sum(lines.field("quantity", Integer.class)))
                            .from(orders)
                            .join(lines)
                            .on(lines.field("order_id", UUID.class).eq(orders.field("id", UUID.class)))
                            .where(orders.field("status", Status.class).eq(Status.OPEN))
                            .groupBy(lines.field("product")),
                    Records.mapping(Sold::new));
            assertThat(sold).containsExactly(new Sold("tea", new BigDecimal("3")));
        });
    }

    record LineRow(String product, int quantity) {}

    record OrderCard(UUID id, List<LineRow> lines) {}

    @Test
    void parts_within_a_read_model() {
        shows(work -> {
            Sql sql = work.sql();
            Table<Record> orders = sql.table(Order.class);
            Table<Record> lines = sql.table(Order.class, "lines");
            Field<UUID> id = orders.field("id", UUID.class);
            List<OrderCard> cards = sql.fetch(
                    select(
                                    id,
                                    multiset(select(
                                                            lines.field("product", String.class),
                                                            lines.field("quantity", Integer.class))
                                                    .from(lines)
                                                    .where(lines.field("order_id", UUID.class)
                                                            .eq(id)))
                                            .convertFrom(all -> all.map(Records.mapping(LineRow::new))))
                            .from(orders),
                    Records.mapping(OrderCard::new));
            assertThat(cards).containsExactly(new OrderCard(new UUID(0, 1), List.of(new LineRow("tea", 3))));
        });
    }
}
