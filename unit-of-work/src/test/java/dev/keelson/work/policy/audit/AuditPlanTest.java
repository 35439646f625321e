package dev.keelson.work.policy.audit;

import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Clause.Occasion;
import dev.keelson.work.policy.Clause.Stamp;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.PolicyTable.Role;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plan shows what policies stamp, and reads no clock for it. */
class AuditPlanTest {

    private static final UUID ID = new UUID(0, 1);

    static final class Order {
        private final UUID id;
        private String text;
        private final List<String> lines = new ArrayList<>();
        private @Nullable Instant createdAt;

        Order(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** Stands still for good. */
    private static final class Unread extends Clock {
        @Override
        public Instant instant() {
            throw new AssertionError("the clock was read");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A policy of one's own, whose values only a commit knows. */
    private record Bin() implements Policy {
        private static final PolicyColumn DELETED_AT = new PolicyColumn(
                "deleted_at", ColumnType.timestamptz(), Moment::instant, "deletion", PolicyColumn.COMMIT_TIME);
        private static final PolicyColumn BATCH = new PolicyColumn(
                "batch", ColumnType.text(), moment -> moment.instant().toString(), "batch");

        @Override
        public String name() {
            return "bin";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return table.role() == Role.ROOT
                    ? TableRule.of(
                            new Hide(List.of(DELETED_AT)), new Stamp(BATCH, Set.of(Occasion.INSERT, Occasion.UPDATE)))
                    : TableRule.NONE;
        }
    }

    private static KeelsonBuilder orders() {
        return Keelson.builder().map(Order.class, order -> order.property("createdAt", at -> at.generated()));
    }

    private static final WorkContext UNREAD =
            WorkContext.of(TenantId.of("acme"), Actor.of("joe")).withClock(new Unread());

    @Test
    void a_plan_shows_the_actor_and_commit_time_for_the_instant_and_reads_no_clock() {
        try (PolicyStage stage = PolicyStage.open(
                Setting.ONE_MESSAGE, orders().policy(Audit.columns()).policy(Tenancy.byColumn("tenant_id")))) {
            try (SqlUnitOfWork work = stage.keelson().begin(UNREAD)) {
                work.add(new Order(ID, "new"));
                List<? extends RowOperation> operations = work.plan().operations();
                assertThat(operations).hasSize(1);
                assertThat(operations.get(0).columns().toString())
                        .isEqualTo(
                                "{created_at=<commit time>, created_by=joe, updated_at=<commit time>, updated_by=joe,"
                                        + " id=" + ID + ", text=new, version=1}");
                assertThat(work.plan())
                        .hasToString("INSERT orders [" + ID + "] [created_at, created_by, updated_at, updated_by, id,"
                                + " text, version]  (Order added)");
                work.discard();
            }
            stage.keelson().run(by("jane", NOON), work -> work.add(new Order(ID, "new")));
            try (SqlUnitOfWork work = stage.keelson().begin(UNREAD)) {
                work.get(Order.class, ID).lines.add("a line");
                assertThat(work.plan().operations())
                        .extracting(RowOperation::columns)
                        .extracting(Map::toString)
                        .containsExactly(
                                "{}",
                                "{updated_at=<commit time>, updated_by=joe, version=2}",
                                "{order_id=" + ID + ", position=0, line=a line}");
                work.discard();
                assertThatThrownBy(() -> work.plan().operations().add(null)).isInstanceOf(RuntimeException.class);
            }
        }
    }

    @Test
    void a_plan_shows_the_stamps_of_each_row_by_the_converter_of_actors() {
        Audit audit = Audit.columns()
                .everyRow()
                .withoutCreatedAt()
                .withoutUpdatedAt()
                .withoutUpdatedBy()
                .actors(ColumnType.integer(), actor -> actor.name().length());
        KeelsonBuilder mapped = Keelson.builder().map(Order.class).policy(audit);
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, mapped);
                SqlUnitOfWork work = stage.keelson().begin(UNREAD)) {
            Order order = new Order(ID, "new");
            order.lines.add("a line");
            work.add(order);
            assertThat(work.plan().operations())
                    .extracting(row -> row.columns().get("created_by"))
                    .containsExactly(3, 3);
            work.discard();
        }
    }

    @Test
    void a_plan_shows_stamps_of_what_is_hidden_and_the_noun_of_a_value_that_only_the_commit_knows() {
        KeelsonBuilder mapped = orders().policy(Audit.columns()).policy(new Bin());
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, mapped)) {
            stage.keelson().run(by("jane", NOON), work -> work.add(new Order(ID, "new")));
            try (SqlUnitOfWork work = stage.keelson().begin(UNREAD)) {
                work.remove(Order.class, ID);
                assertThat(work.plan().operations().get(1).columns().toString())
                        .isEqualTo("{deleted_at=<commit time>, updated_at=<commit time>, updated_by=joe, batch=<batch>,"
                                + " version=2}");
                work.discard();
            }
            stage.keelson().run(by("joe", NOON), work -> work.remove(Order.class, ID));
            assertThat(stage.query("select deleted_at, updated_by, batch from orders"))
                    .containsExactly(List.of(NOON, "joe", NOON.toString()));
        }
    }
}
