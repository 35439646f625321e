package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
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
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What {@code docs/set-writes.md} shows is what is sent. */
class SetGuideTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "set-writes.md");
    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private static void shows(KeelsonBuilder mapped, Consumer<SqlUnitOfWork> given) throws IOException {
        QueryModels.map(mapped.commitLog(false));
        String page = Files.readString(DOCUMENT).replaceAll("\\s+", " ");
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.start()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.through(wire)).build();
                    SqlUnitOfWork work = keelson.begin(ACME)) {
                given.accept(work);
                wire.reset();
                work.commit();
                assertThat(wire.statements())
                        .isNotEmpty()
                        .allSatisfy(sent -> assertThat(page)
                                .contains(sent.replaceAll("\\s+", " ").strip()));
            }
        }
    }

    private static KeelsonBuilder tenants() {
        return Keelson.builder().policy(Tenancy.byColumn("tenant_id"));
    }

    @Test
    void roots() throws IOException {
        shows(
                tenants().policy(Audit.columns()),
                work -> work.sql()
                        .update(Order.class)
                        .set("status", Status.PAID)
                        .where(order -> order.field("total").eq(Money.eur("0.00")))
                        .onCommit());
    }

    @Test
    void parts() throws IOException {
        shows(
                tenants(),
                work -> work.sql()
                        .update(Order.class, "lines")
                        .set("quantity", 0)
                        .where(line -> line.field("product").eq("tea"))
                        .whereRoot(order -> order.field("status").eq(Status.OPEN))
                        .onCommit());
    }

    @Test
    void deletes() throws IOException {
        shows(
                tenants(),
                work -> work.sql()
                        .delete(Order.class)
                        .where(order -> order.field("status").eq(Status.PAID))
                        .onCommit());
        shows(
                tenants().policy(SoftDelete.columns("deleted_at")),
                work -> work.sql()
                        .delete(Order.class)
                        .where(order -> order.field("status").eq(Status.PAID))
                        .onCommit());
    }

    @Test
    void what_is_held() throws IOException {
        shows(Keelson.builder(), work -> {
            work.add(new Order(new UUID(0, 1), Money.eur("1")));
            work.commit();
            work.sql()
                    .update(Order.class)
                    .set("status", Status.PAID)
                    .everywhere()
                    .onCommit();
        });
    }
}
