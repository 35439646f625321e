package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.guide.QueryModels.Money;
import dev.keelson.work.guide.QueryModels.Order;
import dev.keelson.work.guide.QueryModels.Status;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.query.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/queries.md} shows is what is sent. */
class QueryGuideTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "queries.md");
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
        keelson.run(ACME, work -> work.add(new Order(new UUID(0, 1), Money.eur("700"))));
    }

    @AfterAll
    static void drop() {
        keelson.close();
        database.close();
        wire.close();
    }

    private static void shows(Consumer<SqlUnitOfWork> asked) {
        try (SqlUnitOfWork work = keelson.begin(ACME, Isolation.LOCKING)) {
            work.find(Order.class, new UUID(0, 9));
            wire.reset();
            asked.accept(work);
            assertThat(wire.statements())
                    .isNotEmpty()
                    .allSatisfy(sent -> assertThat(page)
                            .contains(sent.replaceAll("\\s+", " ").strip()));
            work.discard();
        }
    }

    @Test
    void by_properties() {
        shows(work -> work.query(Order.class)
                .where(order -> order.field("status")
                        .eq(Status.OPEN)
                        .and(order.field("total.amount").gt(Money.eur("500").amount())))
                .ids());
        shows(work -> work.query(Order.class)
                .where(work.field(Order::total).eq(Money.eur("500")))
                .count());
        shows(work -> work.query(Order.class)
                .where(order -> order.field("metadata.utm.source").eq("mail"))
                .count());
    }

    @Test
    void by_elements_and_references() {
        shows(work -> work.query(Order.class)
                .any("lines", line -> line.field("quantity").gt(3))
                .count());
        shows(work -> work.query(Order.class)
                .at("customer", customer -> customer.field("name").eq("Ada"))
                .count());
        shows(work ->
                work.query(Order.class).size("lines", lines -> lines.ge(2)).count());
    }

    @Test
    void whole_aggregates_and_pages() {
        shows(work -> work.query(Order.class)
                .orderBy(work.field(Order.class, "total.amount").desc())
                .limit(20)
                .list());
        shows(work -> {
            Page<Order> first = work.query(Order.class)
                    .orderBy(work.field(Order.class, "status").asc())
                    .page(1);
            wire.reset();
            work.query(Order.class)
                    .orderBy(work.field(Order.class, "status").asc())
                    .after(first.next().orElseThrow())
                    .ids();
        });
        shows(work -> {
            try (Stream<Order> orders = work.query(Order.class).stream()) {
                assertThat(orders).hasSize(1);
            }
        });
    }

    @Test
    void locked_ones() {
        shows(work -> {
            List<Order> orders = work.query(Order.class)
                    .where(order -> order.field("status").eq(Status.OPEN))
                    .limit(10)
                    .skipLocked()
                    .list();
            assertThat(orders).hasSize(1);
        });
    }

    @Test
    void others_that_come_along() {
        shows(work -> work.query(Order.class).fetch("customer").limit(20).list());
    }
}
