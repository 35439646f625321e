package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which small commits are one statement on a real database, where live constraints count too, and what that statement does. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortFormChoiceTest {

    static final class Step {
        private final int id;
        private int rank;
        private @Nullable String text;

        Step(int id, int rank) {
            this.id = id;
            this.rank = rank;
        }
    }

    /** Its tables have the names that the statement gives to its parts. */
    static final class Path {
        private final int id;
        private String name;
        private int length;
        private List<String> codes = List.of();
        private final List<Step> steps = new ArrayList<>();

        Path(int id, String name) {
            this.id = id;
            this.name = name;
        }

        Step step(int id) {
            return steps.stream().filter(step -> step.id == id).findAny().orElseThrow();
        }

        void replace(int id, Step step) {
            steps.remove(step(id));
            steps.add(step);
        }
    }

    static final class Counter {
        private final int id;
        private int count;

        @Nullable
        Integer doubled;

        Counter(int id) {
            this.id = id;
        }
    }

    static final class Loose {
        private final int id;
        private String text;

        Loose(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private final Store store = Store.of(
            ShortFormChoiceTest::mapped,
            List.of(
                    "create table root (id integer primary key, name text not null unique, length integer not null,"
                            + " codes text[] not null, version integer)",
                    "create table token (id integer primary key, root_id integer not null references root on delete"
                            + " restrict, rank integer not null unique, text text)",
                    "create table counters (id integer primary key, count integer not null,"
                            + " doubled integer generated always as (2 * count) stored, version bigint not null)",
                    "create table looses (id integer primary key, text text not null)"));

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .commitLog(false)
                .map(
                        Path.class,
                        path -> path.table("root")
                                .property("codes", codes -> codes.array())
                                .children(
                                        "steps",
                                        steps -> steps.table("token")
                                                .parentColumn("root_id")
                                                .unordered()))
                .map(Counter.class, counter -> counter.property("doubled", doubled -> doubled.generated()))
                .map(Loose.class, loose -> loose.unversioned());
    }

    @AfterAll
    void closes() {
        store.close();
    }

    @BeforeEach
    void stores() {
        store.database().execute("truncate root, token, counters, looses");
        Path path = new Path(1, "a");
        path.steps.add(new Step(1, 10));
        path.steps.add(new Step(2, 20));
        store.save(path, new Counter(1), new Loose(1, "a"));
    }

    /** Whether a change of it is committed by one statement. */
    private <A> boolean isShort(Class<A> type, Consumer<A> change) {
        try (SqlUnitOfWork work = store.begin()) {
            change.accept(work.get(type, 1));
            store.wire().reset();
            work.commit();
            List<String> sent = store.wire().transcript();
            assertThat(store.wire().counts().roundTrips()).isOne();
            assertThat(sent.getFirst()).matches(sent.size() == 1 ? "(?s)with root_* as .*" : "BEGIN");
            return sent.size() == 1;
        }
    }

    private List<List<Object>> rows(String sql) {
        return store.database().query(sql);
    }

    @Test
    void tables_may_have_the_names_of_its_parts() {
        assertThat(isShort(Path.class, path -> {
                    path.length = 5;
                    path.codes = List.of("x", "?", "$1");
                    path.step(1).text = "first";
                }))
                .isTrue();
        assertThat(rows("select length, codes::text, version from root")).containsExactly(List.of(5, "{x,?,$1}", 2));
        assertThat(rows("select text from token where id = 1")).containsExactly(List.of("first"));
        assertThat(isShort(Path.class, path -> path.steps.add(new Step(3, 30)))).isTrue();
        assertThat(isShort(Path.class, path -> path.steps.remove(path.step(3)))).isTrue();
        assertThat(rows("select id, rank from token order by id")).containsExactly(List.of(1, 10), List.of(2, 20));
    }

    @Test
    void a_unique_value_of_the_root_that_changes_takes_the_full_form() {
        assertThat(isShort(Path.class, path -> path.name = "b")).isFalse();
    }

    @Test
    void a_unique_value_of_a_row_that_changes_takes_the_full_form() {
        assertThat(isShort(Path.class, path -> path.step(1).rank = 11)).isFalse();
        assertThat(isShort(Path.class, path -> {
                    path.step(1).rank = 20;
                    path.step(2).rank = 11;
                }))
                .isFalse();
    }

    @Test
    void a_row_that_takes_the_unique_value_of_one_that_goes_takes_the_full_form() {
        assertThat(isShort(Path.class, path -> path.replace(1, new Step(3, 10))))
                .isFalse();
        assertThat(rows("select id, rank from token order by id")).containsExactly(List.of(2, 20), List.of(3, 10));
    }

    @Test
    void what_the_database_fills_at_a_write_takes_the_full_form() {
        assertThat(isShort(Counter.class, counter -> counter.count = 7)).isFalse();
        assertThat(rows("select doubled from counters")).containsExactly(List.of(14));
    }

    @Test
    void a_root_that_was_stored_without_a_version_takes_the_full_form_once() {
        store.database().execute("update root set version = null");
        assertThat(isShort(Path.class, path -> path.length = 6)).isFalse();
        assertThat(isShort(Path.class, path -> path.length = 7)).isTrue();
    }

    @Test
    void an_unversioned_root_must_be_there() {
        assertThat(isShort(Loose.class, loose -> loose.text = "b")).isTrue();
        assertThat(rows("select text from looses")).containsExactly(List.of("b"));
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Loose.class, 1).text = "c";
            store.database().execute("update looses set text = 'theirs'");
            work.commit();
            work.get(Loose.class, 1).text = "d";
            store.database().execute("delete from looses");
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith(
                            "Cannot commit Loose[1]: expected its row, found none when looked up after the"
                                    + " failure. It was deleted by another unit of work;");
        }
        assertThat(rows("select * from looses")).isEmpty();
    }
}
