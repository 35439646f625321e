package dev.keelson.work.policy.audit;

import static dev.keelson.work.policy.PolicyStage.LATER;
import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an audit stamps and what it leaves alone: in one message, by plain statements, and on H2. */
class AuditTest {

    private static final String STAMPS =
            "select created_at, created_by, updated_at, updated_by from orders order by text";
    private static final String ITEMS = "select count, created_by, updated_by from order_items order by count";
    private static final List<Object> MADE = List.of(NOON, "jane", NOON, "jane");
    private static final List<Object> CHANGED = List.of(NOON, "jane", LATER, "joe");

    static final class Item {
        private final UUID id;
        private int count;

        Item(UUID id, int count) {
            this.id = id;
            this.count = count;
        }
    }

    static final class Order {
        private final UUID id;
        private String text;
        private final List<Item> items = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        Order(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static Order order(String text, int... counts) {
        Order order = new Order(UUID.randomUUID(), text);
        IntStream.of(counts).forEach(count -> order.items.add(new Item(UUID.randomUUID(), count)));
        return order;
    }

    private static KeelsonBuilder orders(Policy... policies) {
        KeelsonBuilder builder = Keelson.builder().map(Order.class);
        Stream.of(policies).forEach(builder::policy);
        return builder;
    }

    private static KeelsonBuilder unversioned(Policy policy) {
        return Keelson.builder().map(Order.class, order -> order.unversioned()).policy(policy);
    }

    /** One second later each time it is asked. */
    private static final class Ticking extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
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

    @ParameterizedTest
    @EnumSource
    void a_change_anywhere_in_the_aggregate_stamps_its_root(Setting setting) {
        List<Consumer<Order>> changes = List.of(
                order -> order.text = "changed",
                order -> order.items.get(0).count = 7,
                order -> order.items.remove(0),
                order -> order.items.add(new Item(UUID.randomUUID(), 9)),
                order -> order.tags.add("urgent"));
        for (Consumer<Order> change : changes) {
            try (PolicyStage stage = PolicyStage.open(setting, orders(Audit.columns()))) {
                Order order = order("new", 1, 2);
                stage.keelson().run(by("jane", NOON), work -> work.add(order));
                assertThat(stage.query(STAMPS)).containsExactly(MADE);
                stage.keelson().run(by("joe", LATER), work -> change.accept(work.get(Order.class, order.id)));
                assertThat(stage.query(STAMPS)).containsExactly(CHANGED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void neither_a_load_nor_a_guard_stamps_and_no_stamp_is_a_write(Setting setting) {
        try (PolicyStage stage =
                PolicyStage.open(setting, orders(Audit.columns().everyRow()))) {
            Order order = order("a", 1);
            Order other = order("b", 2);
            stage.keelson().run(by("jane", NOON), work -> {
                work.add(order);
                work.add(other);
            });
            stage.keelson().run(by("joe", LATER), work -> work.get(Order.class, order.id).text = new String("a"));
            stage.keelson().run(by("joe", LATER), work -> {
                work.requireUnchanged(work.get(Order.class, order.id));
                work.get(Order.class, other.id).text = "c";
            });
            assertThat(stage.query(STAMPS)).containsExactly(MADE, CHANGED);
            assertThat(stage.query("select version from orders order by text"))
                    .containsExactly(List.of(1L), List.of(2L));
            assertThat(stage.query(ITEMS)).containsExactly(List.of(1, "jane", "jane"), List.of(2, "jane", "jane"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_unversioned_root_is_stamped_where_its_row_is_written_anyway(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, unversioned(Audit.columns()))) {
            Order order = order("new", 1);
            stage.keelson().run(by("jane", NOON), work -> work.add(order));
            stage.keelson()
                    .run(
                            by("joe", LATER),
                            work -> work.get(Order.class, order.id).items.get(0).count = 7);
            assertThat(stage.query(STAMPS)).as("a part alone").containsExactly(MADE);
            stage.keelson().run(by("joe", LATER), work -> work.get(Order.class, order.id).text = "changed");
            assertThat(stage.query(STAMPS)).containsExactly(CHANGED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void on_request_each_row_that_is_written_is_stamped_and_no_other(Setting setting) {
        for (int items : List.of(2, 8)) { // by values, and by arrays
            try (PolicyStage stage =
                    PolicyStage.open(setting, orders(Audit.columns().everyRow()))) {
                Order order = order("new", IntStream.range(0, items).toArray());
                order.tags.add("old");
                stage.keelson().run(by("jane", NOON), work -> work.add(order));
                stage.keelson().run(by("joe", LATER), work -> {
                    Order loaded = work.get(Order.class, order.id);
                    for (int n = 1; n < items; n++) {
                        loaded.items.get(n).count += 100;
                    }
                    loaded.items.add(new Item(UUID.randomUUID(), 999));
                    loaded.tags.add("tag");
                });
                List<List<Object>> expected = new ArrayList<>();
                expected.add(List.of(0, "jane", "jane"));
                IntStream.range(1, items).forEach(n -> expected.add(List.of(100 + n, "jane", "joe")));
                expected.add(List.of(999, "joe", "joe"));
                assertThat(stage.query(ITEMS)).isEqualTo(expected);
                assertThat(stage.query(STAMPS)).containsExactly(CHANGED);
                assertThat(stage.query("select tag, created_at, updated_by from order_tags order by tag"))
                        .containsExactly(List.of("old", NOON, "jane"), List.of("tag", LATER, "joe"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_removed_and_added_again_in_one_unit_of_work_keeps_who_made_it(Setting setting) {
        try (PolicyStage stage =
                PolicyStage.open(setting, orders(Audit.columns().everyRow()))) {
            Order order = order("new", 1);
            stage.keelson().run(by("jane", NOON), work -> work.add(order));
            try (SqlUnitOfWork work = stage.keelson().begin(by("joe", LATER))) {
                work.remove(work.get(Order.class, order.id));
                Order again = new Order(order.id, "again");
                again.items.add(new Item(order.items.get(0).id, 5));
                work.add(again);
                assertThat(work.plan().operations())
                        .extracting(row -> row.kind().name())
                        .containsExactly("GUARD", "UPDATE", "UPDATE");
                work.commit();
            }
            assertThat(stage.query(STAMPS)).containsExactly(CHANGED);
            assertThat(stage.query(ITEMS)).containsExactly(List.of(5, "jane", "joe"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_part_that_passes_to_another_aggregate_keeps_who_made_it(Setting setting) {
        try (PolicyStage stage =
                PolicyStage.open(setting, orders(Audit.columns().everyRow()))) {
            Order from = order("a", 1);
            Order to = order("b");
            stage.keelson().run(by("jane", NOON), work -> {
                work.add(from);
                work.add(to);
            });
            stage.keelson()
                    .run(
                            by("joe", LATER),
                            work -> work.get(Order.class, to.id)
                                    .items
                                    .add(work.get(Order.class, from.id).items.remove(0)));
            assertThat(stage.query(ITEMS)).containsExactly(List.of(1, "jane", "joe"));
            assertThat(stage.query(STAMPS)).containsExactly(CHANGED, CHANGED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void all_rows_of_a_commit_have_one_instant_and_the_next_commit_has_another(Setting setting) {
        try (PolicyStage stage =
                PolicyStage.open(setting, orders(Audit.columns().everyRow()))) {
            WorkContext context = WorkContext.of(Actor.of("jane")).withClock(new Ticking());
            String instants = "select created_at, updated_at from orders union all"
                    + " select created_at, updated_at from order_items";
            Order order = order("a", 1, 2, 3, 4, 5);
            stage.keelson().run(context, work -> {
                work.add(order);
                work.add(order("b", 6));
            });
            List<List<@Nullable Object>> first = stage.query(instants);
            assertThat(first).hasSize(8).containsOnly(first.get(0));
            assertThat(first.get(0).get(0)).isEqualTo(first.get(0).get(1));
            stage.keelson()
                    .run(context, work -> work.get(Order.class, order.id).items.forEach(item -> item.count++));
            assertThat(stage.query("select distinct updated_at from order_items where created_at < updated_at"))
                    .hasSize(1)
                    .allSatisfy(row -> assertThat((Instant) row.get(0))
                            .isAfter((Instant) first.get(0).get(0)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void instants_are_cut_to_microseconds_and_the_commit_log_has_no_stamps(Setting setting) {
        try (PolicyStage stage =
                PolicyStage.open(setting, orders(Audit.columns().everyRow()))) {
            WorkContext context = by("jane", NOON.plus(Duration.ofNanos(1_999)));
            stage.keelson().run(context, work -> work.add(order("new")));
            assertThat(stage.query("select created_at, updated_at from orders"))
                    .containsExactly(List.of(NOON.plusNanos(1_000), NOON.plusNanos(1_000)));
            assertThat(stage.query("select column_name from information_schema.columns"
                            + " where table_name = 'keelson_commits' and column_name in"
                            + " ('created_at', 'created_by', 'updated_at', 'updated_by')"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_tenant_and_an_audit_go_together_in_whatever_order_they_are_added(Setting setting) {
        Policy tenancy = Tenancy.byColumn("tenant_id");
        for (KeelsonBuilder mapped :
                List.of(orders(tenancy, Audit.columns()), orders(Audit.columns(), Tenancy.byColumn("tenant_id")))) {
            try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
                Order order = order("new", 1);
                stage.keelson().run(by("jane", NOON), work -> work.add(order));
                stage.keelson()
                        .run(
                                by("joe", LATER),
                                work -> work.get(Order.class, order.id).items.get(0).count++);
                assertThat(stage.query(STAMPS)).containsExactly(CHANGED);
                assertThat(stage.query("select tenant_id from orders")).containsExactly(List.of("acme"));
            }
        }
    }
}
