package dev.keelson.work.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The smallest examples of what random programs found. */
@SuppressWarnings("NullAway.Init")
class FoundByProgramsTest {

    /** Parts each with a code, and perhaps a slot, that no other of the plan has; and a version that can be seen. */
    static final class Plan {
        final UUID id;
        int revision;
        String title = "the plan";
        List<Step> steps = new ArrayList<>();

        Plan(UUID id) {
            this.id = id;
        }

        Step step(int number) {
            return steps.stream()
                    .filter(step -> step.id.equals(id(number)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static final class Step {
        final UUID id;
        String code;

        @Nullable
        Integer slot;

        @Nullable
        Step after;

        List<String> notes = new ArrayList<>();

        Step(int number, String code, @Nullable Integer slot) {
            this(FoundByProgramsTest.id(number), code, slot);
        }

        private Step(UUID id, String code, @Nullable Integer slot) {
            this.id = id;
            this.code = code;
            this.slot = slot;
        }
    }

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    private Store store;

    @BeforeEach
    void create() {
        List<String> ddl = new ArrayList<>(mapped().schema().statements());
        ddl.add("alter table plan_steps add constraint one_code unique (plan_id, code)");
        ddl.add("alter table plan_steps add constraint one_slot unique (plan_id, slot)");
        store = Store.of(FoundByProgramsTest::mapped, ddl);
    }

    @AfterEach
    void drop() {
        store.close();
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Plan.class,
                        plan -> plan.version("revision")
                                .children(
                                        "steps",
                                        steps -> steps.unordered()
                                                .property("after", after -> after.sibling())
                                                .constructor("id", "code", "slot")));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static Plan plan(int number, Step... steps) {
        Plan plan = new Plan(id(number));
        plan.steps.addAll(List.of(steps));
        return plan;
    }

    /** What is stored, as "1 a 7" for step 1 with code a in slot 7, by its number. */
    private Map<UUID, String> stored(int plan) {
        Map<UUID, String> stored = new HashMap<>();
        store.load(Plan.class, id(plan)).steps.forEach(step -> stored.put(step.id, step.code + " " + step.slot));
        return stored;
    }

    @Test
    void two_rows_swap_values_under_two_unique_rules_at_once() {
        store.save(plan(1, new Step(11, "a", 1), new Step(12, "b", 2)));
        try (SqlUnitOfWork work = store.begin()) {
            Plan plan = work.get(Plan.class, id(1));
            plan.step(11).code = "b";
            plan.step(11).slot = 2;
            plan.step(12).code = "a";
            plan.step(12).slot = 1;
            work.commit();
        }
        assertThat(stored(1)).isEqualTo(Map.of(id(11), "b 2", id(12), "a 1"));
    }

    @Test
    void a_reference_moves_off_a_deleted_row_whose_unique_value_its_row_waits_for() {
        Step gone = new Step(11, "a", 1);
        Step taking = new Step(12, "b", 2);
        taking.after = gone;
        store.save(plan(1, gone, taking));
        try (SqlUnitOfWork work = store.begin()) {
            Plan plan = work.get(Plan.class, id(1));
            plan.steps.remove(plan.step(11));
            plan.step(12).after = null;
            plan.step(12).code = "a";
            assertThatCode(work::commit).doesNotThrowAnyException();
        }
        assertThat(stored(1)).isEqualTo(Map.of(id(12), "a 2"));
    }

    @Test
    void parts_of_one_code_change_places_between_two_parents() {
        store.save(plan(1, new Step(11, "a", null)), plan(2, new Step(21, "a", null)));
        try (SqlUnitOfWork work = store.begin()) {
            Plan one = work.get(Plan.class, id(1));
            Plan other = work.get(Plan.class, id(2));
            one.steps.add(other.steps.removeFirst());
            other.steps.add(one.steps.removeFirst());
            assertThatCode(work::commit).doesNotThrowAnyException();
        }
        assertThat(stored(1)).isEqualTo(Map.of(id(21), "a null"));
        assertThat(stored(2)).isEqualTo(Map.of(id(11), "a null"));
    }

    @Test
    void a_row_that_gives_up_a_value_for_null_is_written_once() {
        Plan stored = plan(1);
        for (int n = 1; n <= 5; n++) {
            stored.steps.add(new Step(10 + n, "c" + n, n));
        }
        store.save(stored);
        try (SqlUnitOfWork work = store.begin()) {
            Plan plan = work.get(Plan.class, id(1));
            plan.step(11).slot = null;
            for (int n = 2; n <= 5; n++) {
                plan.step(10 + n).slot = n - 1;
            }
            assertThat(work.plan().operations().stream()
                            .filter(operation -> operation.kind() == Kind.UPDATE
                                    && operation.key().containsValue(id(11))))
                    .hasSize(1);
            work.discard();
        }
    }

    @Test
    void a_new_root_takes_the_code_of_a_deleted_one_and_its_parts() {
        store.database().execute("alter table plans add constraint one_title unique (title)");
        try (Keelson again = mapped().dataSource(store.database().application()).build()) {
            Plan old = plan(1, new Step(11, "a", 1));
            again.run(CONTEXT, work -> work.add(old));
            again.run(CONTEXT, work -> {
                Plan gone = work.get(Plan.class, id(1));
                Plan next = plan(2);
                next.steps.add(gone.steps.removeFirst());
                work.remove(gone);
                work.add(next);
            });
        }
        assertThat(store.database().query("select count(*) from plans")).containsExactly(List.of(1L));
        assertThat(stored(2)).isEqualTo(Map.of(id(11), "a 1"));
    }

    @Test
    @Disabled("where nothing else differs nothing is committed, and the object keeps the version that the domain wrote")
    void an_object_that_replaces_its_equal_shows_the_version_stored() {
        store.save(plan(1, new Step(11, "a", 1)));
        try (SqlUnitOfWork work = store.begin()) {
            Plan equal = plan(1, new Step(11, "a", 1));
            equal.revision = 7;
            work.replace(equal);
            work.commit();
            assertThat(equal.revision).isEqualTo(1);
        }
    }
}
