package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.audit.Audit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is removed is hidden, by an instant or a flag, and comes back whole. */
class SoftDeleteTest {

    private static final Instant NOON = PolicyStage.NOON;
    private static final Instant LATER = PolicyStage.LATER;
    private static final Instant LAST = Instant.parse("2026-11-27T14:00:00Z");

    static final class Step {
        private final UUID id;
        private String text;

        Step(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Line {
        private final UUID id;
        private String text;
        private final List<Step> steps = new ArrayList<>();
        private final Set<String> marks = new LinkedHashSet<>();

        Line(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Order {
        private final UUID id;
        private String text;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private final Map<String, Integer> counts = new LinkedHashMap<>();

        Order(UUID id, String text) {
            this.id = id;
            this.text = text;
        }

        private Line line(String name, String... steps) {
            Line line = new Line(UUID.randomUUID(), name);
            line.marks.add("mark of " + name);
            Arrays.stream(steps).forEach(step -> line.steps.add(new Step(UUID.randomUUID(), step)));
            lines.add(line);
            return line;
        }

        private String state() {
            StringBuilder state = new StringBuilder(text + tags + counts);
            for (Line line : lines) {
                state.append(' ').append(line.text).append(line.marks);
                line.steps.forEach(step -> state.append('/').append(step.text));
            }
            return state.toString();
        }
    }

    private static KeelsonBuilder orders(SoftDelete policy) {
        return Keelson.builder().map(Order.class).policy(policy);
    }

    private static SoftDelete columns() {
        return SoftDelete.columns("deleted_at", "deleted_by");
    }

    static Stream<Arguments> settings() {
        return Stream.of(Setting.values())
                .flatMap(setting -> Stream.of(columns(), SoftDelete.flag("is_deleted"))
                        .map(policy -> Arguments.of(setting, policy)));
    }

    private static Order stored(PolicyStage stage, String text) {
        Order order = new Order(UUID.randomUUID(), text);
        order.line("a", "a1", "a2");
        order.line("b", "b1");
        order.tags.add("x");
        order.counts.put("y", 7);
        stage.keelson().run(by("ann", NOON), work -> work.add(order));
        return order;
    }

    private static @Nullable String seen(PolicyStage stage, UUID id) {
        try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
            return work.find(Order.class, id).map(Order::state).orElse(null);
        }
    }

    private static String seenHidden(PolicyStage stage, UUID id) {
        try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
            return work.includingDeleted("a test").get(Order.class, id).state();
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_is_removed_is_found_by_nobody_who_does_not_ask(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order gone = stored(stage, "gone");
            Order stays = stored(stage, "stays");
            stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, gone.id));

            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST), Isolation.LOCKING)) {
                assertThat(work.find(Order.class, gone.id)).isEmpty();
                assertThat(work.exists(Order.class, gone.id)).isFalse();
                assertThat(work.find(Order.class, gone.id, Lock.FOR_UPDATE)).isEmpty();
                assertThat(work.findAll(Order.class, List.of(gone.id, stays.id)))
                        .containsOnlyKeys(stays.id);
                assertThat(work.query(Order.class).count()).isEqualTo(1);
                assertThat(work.query(Order.class).list())
                        .extracting(Order::state)
                        .containsExactly(stays.state());
                assertThatThrownBy(() -> work.get(Order.class, gone.id))
                        .isInstanceOf(AggregateNotFoundException.class)
                        .hasMessageContaining("no such row is visible here");
            }
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST), Isolation.LOCKING)) {
                SqlUnitOfWork all = work.includingDeleted("a test");
                assertThat(all.exists(Order.class, gone.id)).isTrue();
                assertThat(all.query(Order.class).count()).isEqualTo(2);
                assertThat(all.query(Order.class)
                                .orderBy(all.table(Order.class).field("text"))
                                .list())
                        .extracting(Order::state)
                        .containsExactly(gone.state(), stays.state());
                assertThat(all.get(Order.class, gone.id))
                        .as("one identity map")
                        .isSameAs(all.findAll(Order.class, List.of(gone.id)).get(gone.id))
                        .isSameAs(all.get(Order.class, gone.id, Lock.FOR_UPDATE));
                assertThat(all.get(Order.class, stays.id)).isSameAs(work.get(Order.class, stays.id));
                assertThat(work.find(Order.class, gone.id))
                        .as("what the view loaded is hidden beside it")
                        .isEmpty();
                assertThat(work.exists(Order.class, gone.id)).isFalse();
                assertThat(work.findAll(Order.class, List.of(gone.id))).isEmpty();
                assertThat(work.find(Order.class, gone.id, Lock.FOR_UPDATE)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_restored_aggregate_is_whole_and_lacks_what_it_lost_before(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            stage.keelson().run(by("bob", LATER), work -> {
                Order loaded = work.get(Order.class, order.id);
                loaded.lines.remove(0);
                loaded.lines.get(0).steps.add(new Step(UUID.randomUUID(), "b2"));
                loaded.tags.add("z");
            });
            String state = "order[x, z]{y=7} b[mark of b]/b1/b2";
            assertThat(seen(stage, order.id)).isEqualTo(state);
            stage.keelson().run(by("bob", LAST), work -> work.remove(Order.class, order.id));
            assertThat(seen(stage, order.id)).isNull();
            assertThat(seenHidden(stage, order.id)).isEqualTo(state);

            stage.keelson().run(by("eve", LAST.plusSeconds(1)), work -> {
                Order restored = work.restore(Order.class, order.id);
                assertThat(restored.state()).isEqualTo(state);
                assertThat(work.get(Order.class, order.id)).isSameAs(restored);
                assertThat(work.restore(Order.class, order.id)).isSameAs(restored);
            });
            assertThat(seen(stage, order.id)).isEqualTo(state);
            assertThat(stage.query("select version from orders")).containsExactly(List.of(4L));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_is_restored_may_be_changed_at_once(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, order.id));
            stage.keelson().run(by("eve", LAST), work -> {
                Order restored = work.restore(Order.class, order.id);
                restored.text = "again";
                restored.lines.remove(0);
                restored.lines.get(0).text = "B";
                restored.line("c", "c1");
                restored.tags.clear();
                restored.tags.add("w");
            });
            String state = "again[w]{y=7} B[mark of b]/b1 c[mark of c]/c1";
            assertThat(seen(stage, order.id)).isEqualTo(state);

            stage.keelson().run(by("bob", LAST.plusSeconds(1)), work -> work.remove(Order.class, order.id));
            stage.keelson().run(by("bob", LAST.plusSeconds(2)), work -> work.restore(Order.class, order.id));
            assertThat(seen(stage, order.id))
                    .as("the line that was taken out stays out")
                    .isEqualTo(state);
        }
    }

    @Test
    void the_root_and_its_entities_are_stamped_and_its_other_rows_stay_as_they_are() {
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, orders(columns()))) {
            Order order = stored(stage, "order");
            stage.keelson()
                    .run(
                            by("bob", LATER),
                            work -> work.get(Order.class, order.id).lines.remove(0));
            stage.keelson().run(by("cat", LAST), work -> work.remove(Order.class, order.id));

            assertThat(stage.query("select text, deleted_at, deleted_by, version from orders"))
                    .containsExactly(List.of("order", LAST, "cat", 3L));
            assertThat(stage.query("select text, deleted_at, deleted_by from order_lines order by text"))
                    .containsExactly(List.of("a", LATER, "bob"), List.of("b", LAST, "cat"));
            assertThat(stage.query("select text, deleted_at, deleted_by from line_steps order by text"))
                    .containsExactly(
                            List.of("a1", LATER, "bob"), List.of("a2", LATER, "bob"), List.of("b1", LAST, "cat"));
            assertThat(stage.query("select mark from line_marks order by mark"))
                    .containsExactly(List.of("mark of a"), List.of("mark of b"));
            assertThat(stage.query("select tag from order_tags")).containsExactly(List.of("x"));

            stage.keelson().run(by("eve", LAST.plusSeconds(1)), work -> work.restore(Order.class, order.id));
            assertThat(stage.query("select deleted_at, deleted_by, version from orders"))
                    .containsExactly(Arrays.asList(null, null, 4L));
            assertThat(stage.query("select text, deleted_at, deleted_by from order_lines order by text"))
                    .containsExactly(List.of("a", LATER, "bob"), Arrays.asList("b", null, null));
            assertThat(stage.query("select text, deleted_by from line_steps order by text"))
                    .containsExactly(List.of("a1", "bob"), List.of("a2", "bob"), Arrays.asList("b1", null));
        }
    }

    @Test
    void a_flag_stamps_parts_that_are_lost_and_of_a_removed_root_the_root_alone() {
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, orders(SoftDelete.flag("is_deleted")))) {
            Order order = stored(stage, "order");
            stage.keelson()
                    .run(
                            by("bob", LATER),
                            work -> work.get(Order.class, order.id).lines.remove(0));
            stage.keelson().run(by("cat", LAST), work -> work.remove(Order.class, order.id));

            assertThat(stage.query("select text, is_deleted from orders")).containsExactly(List.of("order", true));
            assertThat(stage.query("select text, is_deleted from order_lines order by text"))
                    .containsExactly(List.of("a", true), List.of("b", false));
            assertThat(stage.query("select text, is_deleted from line_steps order by text"))
                    .containsExactly(List.of("a1", true), List.of("a2", true), List.of("b1", false));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void an_aggregate_hidden_by_hand_is_restored_and_hidden_again(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            stage.execute(
                    isFlag(policy)
                            ? "update orders set is_deleted = true"
                            : "update orders set deleted_at = current_timestamp");
            assertThat(seen(stage, order.id)).isNull();
            assertThat(seenHidden(stage, order.id)).isEqualTo(order.state());
            stage.keelson()
                    .run(
                            by("eve", LAST),
                            work -> work.restore(Order.class, order.id).lines.remove(1));
            assertThat(seen(stage, order.id)).isEqualTo("order[x]{y=7} a[mark of a]/a1/a2");
        }
    }

    private static boolean isFlag(SoftDelete policy) {
        return orders(policy).schema().ddl().contains("is_deleted");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void restore_of_what_is_not_hidden_is_refused(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                assertThatThrownBy(() -> work.restore(Order.class, order.id))
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("Order[" + order.id + "] cannot be restored: it is not hidden");
                UUID unknown = UUID.randomUUID();
                assertThatThrownBy(() -> work.restore(Order.class, unknown))
                        .isInstanceOf(AggregateNotFoundException.class)
                        .hasMessageContaining(unknown.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_is_hidden_is_not_changed_guarded_or_removed(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, order.id));
            String mend = "Order[" + order.id + "] is hidden, and what is hidden is neither changed nor guarded";
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                Order hidden = work.includingDeleted("a test").get(Order.class, order.id);
                hidden.text = "changed";
                assertThatThrownBy(work::commit)
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining(mend);
            }
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                SqlUnitOfWork all = work.includingDeleted("a test");
                Order hidden = all.get(Order.class, order.id);
                all.requireUnchanged(hidden);
                assertThatThrownBy(work::commit)
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining(mend);
            }
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                SqlUnitOfWork all = work.includingDeleted("a test");
                Order hidden = all.get(Order.class, order.id);
                assertThatThrownBy(() -> all.remove(hidden))
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("it is hidden already");
                assertThatThrownBy(() -> work.remove(Order.class, order.id))
                        .isInstanceOf(AggregateNotFoundException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void restored_and_removed_again_in_one_unit_of_work_writes_nothing(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, order.id));
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                work.remove(work.restore(Order.class, order.id));
                assertThat(work.plan().operations()).isEmpty();
                work.commit();
            }
            assertThat(stage.query("select version from orders")).containsExactly(List.of(2L));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void an_identifier_that_is_hidden_is_told_as_such(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, order.id));
            HiddenAggregateException told = catchThrowableOfType(
                    HiddenAggregateException.class,
                    () -> stage.keelson().run(by("eve", LAST), work -> work.add(new Order(order.id, "new"))));
            assertThat(told)
                    .isNotNull()
                    .hasMessageContaining("Cannot add Order[" + order.id + "]: it is there and hidden");
            assertThatThrownBy(() -> stage.keelson()
                            .run(
                                    by("eve", LAST),
                                    work -> work.findOrAdd(Order.class, order.id, () -> new Order(order.id, "new"))))
                    .isInstanceOf(HiddenAggregateException.class);
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                work.includingDeleted("a test").get(Order.class, order.id);
                assertThatThrownBy(() -> work.add(new Order(order.id, "new")))
                        .isInstanceOf(HiddenAggregateException.class);
            }
            assertThat(seenHidden(stage, order.id)).isEqualTo(order.state());
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void two_who_restore_or_remove_at_once_conflict(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, orders(policy))) {
            Order order = stored(stage, "order");
            try (SqlUnitOfWork late = stage.keelson().begin(by("eve", LAST))) {
                late.get(Order.class, order.id).text = "late";
                stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, order.id));
                assertThat(stale(late)).isEqualTo(Reason.HIDDEN);
            }
            try (SqlUnitOfWork late = stage.keelson().begin(by("eve", LAST))) {
                late.restore(Order.class, order.id);
                stage.keelson().run(by("bob", LATER), work -> work.restore(Order.class, order.id));
                assertThat(stale(late)).isEqualTo(Reason.CHANGED);
            }
            try (SqlUnitOfWork late = stage.keelson().begin(by("eve", LAST))) {
                stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, order.id));
                late.restore(Order.class, order.id);
                stage.execute("delete from line_steps");
                stage.execute("delete from line_marks");
                stage.execute("delete from order_lines");
                stage.execute("delete from order_tags");
                stage.execute("delete from order_counts");
                stage.execute("delete from orders");
                assertThat(stale(late)).isEqualTo(Reason.DELETED);
            }
        }
    }

    private static Reason stale(SqlUnitOfWork work) {
        StaleAggregateException told = catchThrowableOfType(StaleAggregateException.class, work::commit);
        assertThat(told.stale()).hasSize(1);
        return told.stale().get(0).reason();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void an_audit_tells_who_removed_and_who_restored(Setting setting) {
        KeelsonBuilder mapped = orders(columns()).policy(Audit.columns());
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            Order order = stored(stage, "order");
            String stamps = "select created_at, created_by, updated_at, updated_by, deleted_at, deleted_by from orders";
            stage.keelson().run(by("bob", LATER), work -> work.remove(Order.class, order.id));
            assertThat(stage.query(stamps)).containsExactly(List.of(NOON, "ann", LATER, "bob", LATER, "bob"));
            stage.keelson().run(by("eve", LAST), work -> work.restore(Order.class, order.id));
            assertThat(stage.query(stamps)).containsExactly(Arrays.asList(NOON, "ann", LAST, "eve", null, null));
        }
    }

    @Test
    void a_plan_shows_what_a_removal_and_a_restore_write() {
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, orders(columns()))) {
            Order order = stored(stage, "order");
            try (SqlUnitOfWork work = stage.keelson().begin(by("bob", LATER))) {
                work.remove(Order.class, order.id);
                assertThat(lines(work.plan()))
                        .containsExactly(
                                "GUARD orders {}",
                                "HIDE line_steps {deleted_at=<commit time>, deleted_by=bob}",
                                "HIDE line_steps {deleted_at=<commit time>, deleted_by=bob}",
                                "HIDE line_steps {deleted_at=<commit time>, deleted_by=bob}",
                                "HIDE order_lines {deleted_at=<commit time>, deleted_by=bob}",
                                "HIDE order_lines {deleted_at=<commit time>, deleted_by=bob}",
                                "HIDE orders {deleted_at=<commit time>, deleted_by=bob, version=2}");
                work.commit();
            }
            try (SqlUnitOfWork work = stage.keelson().begin(by("bob", LATER))) {
                work.restore(Order.class, order.id);
                assertThat(lines(work.plan()))
                        .containsExactly(
                                "GUARD orders {}",
                                "RESTORE orders {deleted_at=null, deleted_by=null, version=3}",
                                "RESTORE order_lines {deleted_at=null, deleted_by=null}",
                                "RESTORE order_lines {deleted_at=null, deleted_by=null}",
                                "RESTORE line_steps {deleted_at=null, deleted_by=null}",
                                "RESTORE line_steps {deleted_at=null, deleted_by=null}",
                                "RESTORE line_steps {deleted_at=null, deleted_by=null}");
                assertThat(work.plan().operations().get(1).reasons())
                        .containsExactly("Order restored", "root version 2 -> 3");
            }
        }
    }

    private static List<String> lines(CommitPlan plan) {
        return plan.operations().stream().map(SoftDeleteTest::line).toList();
    }

    private static String line(RowOperation operation) {
        return operation.kind() + " " + operation.table() + " " + operation.columns();
    }
}
