package dev.keelson.work.sets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.sets.Bazaar.Line;
import dev.keelson.work.sets.Bazaar.Money;
import dev.keelson.work.sets.Bazaar.Order;
import dev.keelson.work.sets.Bazaar.Status;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SetWritesTest {

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson = Keelson.builder()
                .policy(Tenancy.byColumn("tenant_id"))
                .policy(Audit.columns())
                .policy(SoftDelete.columns("deleted_at", "deleted_by"));
        Bazaar.map(keelson);
        return keelson;
    }

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        wire = WireCounter.start();
        keelson = mapped().dataSource(database.through(wire)).build();
    }

    @AfterAll
    static void drop() {
        keelson.close();
        database.close();
        wire.close();
    }

    @Test
    void smoke() {
        System.out.println(mapped().schema().ddl());
        keelson.run(PolicyStage.by("jane", PolicyStage.NOON), work -> {
            for (int n = 1; n < 5; n++) {
                Order order = new Order(new UUID(0, n), Money.eur("7"));
                order.lines.add(new Line(new UUID(1, n), "a", n));
                order.lines.add(new Line(new UUID(2, n), "b", n + 1));
                work.add(order);
            }
        });
        try (SqlUnitOfWork work = keelson.begin(PolicyStage.by("joe", PolicyStage.LATER))) {
            work.get(Order.class, new UUID(0, 1));
            wire.reset();
            work.sql().update(Order.class).set("status", Status.PAID).set("total", Money.eur("9")).where(order -> order.field("count").lt(4)).onCommit();
            work.sql().update(Order.class, "lines").set("quantity", 0).whereRoot(order -> order.field("status").eq(Status.PAID)).onCommit();
            work.sql().delete(Order.class, "lines").where(order -> order.field("product").eq("a")).onCommit();
            work.sql().delete(Order.class).everywhere().onCommit();
            CommitReceipt receipt = work.commit();
            wire.statements().forEach(System.out::println);
            System.out.println(receipt.hits(Order.class));
            assertThat(receipt.isEmpty()).isFalse();
        }
    }
}
