package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The number of statements depends on tables and columns, not on rows; and all of them are one round trip. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class StatementCountTest {

    private static final int[] SIZES = {4, 40, 400};

    static final class Plan {
        private UUID id = UUID.randomUUID();
        private final List<Task> tasks = new ArrayList<>();
    }

    static final class Task {
        private UUID id = UUID.randomUUID();
        private String name;
        private int hours;
        private final List<String> notes = new ArrayList<>();

        Task(String name) {
            this.name = name;
            notes.add("note of " + name);
        }
    }

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder().map(Plan.class));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Plan plan(int tasks) {
        Plan plan = new Plan();
        for (int i = 0; i < tasks; i++) {
            plan.tasks.add(new Task("task " + i));
        }
        return plan;
    }

    /** How many statements it takes to commit this change of a plan of so many tasks, in one round trip. */
    private static int statements(int size, Consumer<Plan> change) {
        Plan plan = plan(size);
        store.save(plan);
        try (SqlUnitOfWork work = store.begin()) {
            change.accept(work.get(Plan.class, plan.id));
            store.wire().reset();
            work.commit();
            assertThat(store.wire().counts().roundTrips())
                    .as("round trips for %d", size)
                    .isOne();
            return store.wire().statements().size();
        }
    }

    private static List<Integer> statements(Consumer<Plan> change) {
        List<Integer> counts = new ArrayList<>();
        for (int size : SIZES) {
            counts.add(statements(size, change));
        }
        return counts;
    }

    private static void assertLaw(Consumer<Plan> change, int expected) {
        assertThat(statements(change)).containsExactly(expected, expected, expected);
    }

    @Test
    void as_many_statements_change_one_column_of_few_rows_as_of_many() {
        assertLaw(plan -> plan.tasks.forEach(task -> task.hours++), 5); // token, lock, guard, root, tasks
    }

    @Test
    void rows_that_change_other_columns_are_another_statement() {
        List<Integer> counts = new ArrayList<>();
        for (int size : new int[] {8, 80, 800}) {
            counts.add(statements(size, plan -> {
                plan.tasks.subList(0, size / 2).forEach(task -> task.hours++);
                plan.tasks.subList(size / 2, size).forEach(task -> task.name += "!");
                plan.tasks.forEach(task -> task.notes.set(0, "another note"));
            }));
        }
        assertThat(counts).containsExactly(7, 7, 7); // token, lock, guard, root, hours, names, notes
    }

    @Test
    void all_rows_of_two_tables_go_by_a_statement_each() {
        assertLaw(plan -> plan.tasks.clear(), 6); // token, lock, guard, notes, tasks, root
    }

    @Test
    void few_rows_are_inserted_by_one_statement_and_many_by_one_for_each_table() {
        List<Integer> counts = new ArrayList<>();
        for (int size : SIZES) {
            try (SqlUnitOfWork work = store.begin()) {
                work.add(plan(size));
                store.wire().reset();
                work.commit();
                assertThat(store.wire().counts().roundTrips()).isOne();
                counts.add(store.wire().statements().size());
            }
        }
        assertThat(counts).containsExactly(1, 1, 4); // token, plan, tasks, notes
    }
}
