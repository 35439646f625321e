package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Repository;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.hydrate.Store;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a repository of the domain has without a word of its own. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepositoryTest {

    record CourseId(int value) {}

    /** Immutable: what happens to it makes another. */
    record Course(CourseId id, String title, int seats) {
        Course withSeats(int number) {
            return new Course(id, title, number);
        }
    }

    interface Courses extends Repository<Course, CourseId> {}

    static final class JooqCourses extends AbstractRepository<Course, CourseId> implements Courses {
        JooqCourses(SqlUnitOfWork work) {
            super(work, Course.class);
        }
    }

    private static final Course LATIN = new Course(new CourseId(1), "Latin", 20);
    private static final Course GREEK = new Course(new CourseId(2), "Greek", 10);
    private static final CourseId NONE = new CourseId(3);

    private final Store store =
            Store.of(() -> Keelson.builder().map(Course.class).repository(Courses.class, JooqCourses::new));

    @BeforeEach
    void two_courses() {
        store.database().execute("truncate courses");
        store.save(LATIN, GREEK);
    }

    @AfterAll
    void closes() {
        store.close();
    }

    private List<List<Object>> stored() {
        return store.database().query("select id, seats from courses order by id");
    }

    @Test
    void what_is_added_comes_back() {
        Course added = store.keelson()
                .call(Store.CONTEXT, work -> work.repository(Courses.class).add(new Course(NONE, "Hebrew", 5)));

        assertThat(added).isEqualTo(new Course(NONE, "Hebrew", 5));
        assertThat(stored()).containsExactly(List.of(1, 20), List.of(2, 10), List.of(3, 5));
    }

    @Test
    void an_immutable_aggregate_is_replaced_by_its_next_state() {
        store.keelson().run(Store.CONTEXT, work -> {
            Courses courses = work.repository(Courses.class);
            courses.replace(courses.get(LATIN.id()).withSeats(19));
            assertThat(courses.get(LATIN.id()).seats()).isEqualTo(19);
            assertThatThrownBy(() -> courses.replace(new Course(NONE, "Hebrew", 5)))
                    .isInstanceOf(AggregateNotFoundException.class);
        });

        assertThat(stored()).containsExactly(List.of(1, 19), List.of(2, 10));
    }

    @Test
    void those_there_are_of_many_are_found_by_one_statement_in_the_order_asked() {
        try (SqlUnitOfWork work = store.begin()) {
            Map<CourseId, Course> found = work.repository(Courses.class).findAll(List.of(GREEK.id(), NONE, LATIN.id()));

            assertThat(found).containsExactly(Map.entry(GREEK.id(), GREEK), Map.entry(LATIN.id(), LATIN));
            assertThat(store.wire().counts().roundTrips()).isOne();
        }
    }

    @Test
    void it_tells_whether_there_is_one_and_removes_by_identifier() {
        store.keelson().run(Store.CONTEXT, work -> {
            Courses courses = work.repository(Courses.class);
            assertThat(List.of(courses.exists(LATIN.id()), courses.exists(NONE)))
                    .containsExactly(true, false);
            courses.removeById(LATIN.id());
            assertThat(courses.exists(LATIN.id())).isFalse();
            assertThatThrownBy(() -> courses.removeById(NONE)).isInstanceOf(AggregateNotFoundException.class);
        });

        assertThat(stored()).containsExactly(List.of(2, 10));
    }
}
