package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries give whole aggregates in the order asked for, in one statement and one round trip. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class QueryTest {

    record Note(String text, List<String> words) {}

    static final class Task {
        private final int id;
        private String title;
        private @Nullable Integer priority;
        private final List<Note> notes = new ArrayList<>();

        Task(int id, String title, @Nullable Integer priority) {
            this.id = id;
            this.title = title;
            this.priority = priority;
        }

        @Override
        public String toString() {
            return id + title + priority + notes;
        }
    }

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder().map(Task.class));
        store.save(task(1, "b", 2), task(2, "a", 2), task(3, "c", null), task(4, "a", 1), task(5, "d", 9));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Task task(int id, String title, @Nullable Integer priority) {
        Task task = new Task(id, title, priority);
        for (int n = 0; n < id % 3; n++) {
            task.notes.add(new Note("n" + id + n, List.of("w" + id, "v" + n)));
        }
        return task;
    }

    private static Field<String> title(Table<Record> tasks) {
        return tasks.field("title", String.class);
    }

    private static Field<Integer> priority(Table<Record> tasks) {
        return tasks.field("priority", Integer.class);
    }

    /** The answer, which must have cost one statement and one round trip. */
    private static <T> T asked(Function<SqlUnitOfWork, T> question) {
        try (SqlUnitOfWork work = store.begin()) {
            T answer = question.apply(work);
            Counts counts = store.wire().counts();
            assertThat(List.of(counts.statements(), counts.roundTrips())).isEqualTo(List.of(1, 1));
            return answer;
        }
    }

    private static List<String> found(Function<SqlUnitOfWork, List<Task>> question) {
        return asked(question).stream().map(Task::toString).toList();
    }

    private static List<String> tasks(int... ids) {
        List<String> texts = new ArrayList<>();
        for (int id : ids) {
            texts.add(
                    switch (id) {
                        case 1 -> task(1, "b", 2).toString();
                        case 2 -> task(2, "a", 2).toString();
                        case 3 -> task(3, "c", null).toString();
                        case 4 -> task(4, "a", 1).toString();
                        default -> task(5, "d", 9).toString();
                    });
        }
        return texts;
    }

    private static List<String> listed(SortField<?>... order) {
        return found(work -> work.query(Task.class).orderBy(order).list());
    }

    @Test
    void the_order_asked_for_is_kept_with_nulls_and_ties_as_the_database_has_them() {
        Table<Record> tasks = store.keelson().table(Task.class);
        assertThat(listed(title(tasks).asc(), tasks.field("id").desc())).isEqualTo(tasks(4, 2, 1, 3, 5));
        assertThat(listed(priority(tasks).desc().nullsLast(), tasks.field("id").asc()))
                .isEqualTo(tasks(5, 1, 2, 4, 3));
        assertThat(listed(priority(tasks).asc().nullsFirst(), tasks.field("id").desc()))
                .isEqualTo(tasks(3, 4, 2, 1, 5));
    }

    @Test
    void conditions_restrict_together_and_children_come_whole() {
        Table<Record> tasks = store.keelson().table(Task.class);
        assertThat(found(work -> work.query(Task.class)
                        .where(title(tasks).in("a", "b"))
                        .where(priority(tasks).eq(2))
                        .orderBy(tasks.field("id").desc())
                        .list()))
                .isEqualTo(tasks(2, 1));
    }

    @Test
    void children_are_asked_for_by_exists() {
        assertThat(found(work -> work.query(Task.class)
                        .where(DSL.exists(DSL.selectOne()
                                .from("task_notes n")
                                .where("n.task_id = tasks.id and n.text = ?", "n51")))
                        .list()))
                .isEqualTo(tasks(5));
    }

    @Test
    void a_limit_counts_aggregates_not_rows() {
        Table<Record> tasks = store.keelson().table(Task.class);
        assertThat(found(work -> work.query(Task.class)
                        .orderBy(tasks.field("id").desc())
                        .limit(2)
                        .list()))
                .isEqualTo(tasks(5, 4));
        assertThat(found(work -> work.query(Task.class).limit(0).list())).isEmpty();
        assertThatThrownBy(() -> store.begin().query(Task.class).limit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot limit a query to -1 aggregates; give 0 or more.");
    }

    @Test
    void first_count_and_exists_are_one_statement_each() {
        Table<Record> tasks = store.keelson().table(Task.class);
        Optional<Task> first = asked(
                work -> work.query(Task.class).orderBy(title(tasks).desc()).first());
        assertThat(first.map(Task::toString)).contains(tasks(5).get(0));
        Optional<Task> none = asked(
                work -> work.query(Task.class).where(title(tasks).eq("zzz")).first());
        assertThat(none).isEmpty();
        long count = asked(work ->
                work.query(Task.class).where(title(tasks).eq("a")).limit(1).count());
        assertThat(count).isEqualTo(2);
        boolean exists =
                asked(work -> work.query(Task.class).where(title(tasks).eq("a")).exists());
        assertThat(exists).isTrue();
        exists = asked(
                work -> work.query(Task.class).where(title(tasks).eq("zzz")).exists());
        assertThat(exists).isFalse();
    }

    @Test
    void an_aggregate_known_already_is_given_as_it_is_in_memory() {
        try (SqlUnitOfWork work = store.begin()) {
            Task known = work.get(Task.class, 1);
            known.title = "changed";
            assertThatThrownBy(() -> work.query(Task.class).list()).isInstanceOf(PendingChangesException.class);
            Table<Record> tasks = work.table(Task.class);
            assertThat(work.query(Task.class)
                            .where(title(tasks).eq("b"))
                            .seeingDatabase()
                            .list())
                    .containsExactly(known);
            work.remove(known);
            assertThat(work.query(Task.class)
                            .where(title(tasks).eq("b"))
                            .seeingDatabase()
                            .list())
                    .isEmpty();
            work.discard();
        }
    }
}
