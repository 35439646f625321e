package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 6: rows that make no object, told by class, property, column and id, with the cause. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class HydrationFaultTest {

    enum Mood {
        GOOD
    }

    record Email(String value) {
        Email {
            if (!value.contains("@")) {
                throw new IllegalArgumentException("no address");
            }
        }
    }

    record Range(int from, int to) {
        Range {
            if (from > to) {
                throw new IllegalArgumentException("from after to");
            }
        }
    }

    record Line(UUID id, String text) {
        Line {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("empty line");
            }
        }
    }

    static final class Person {
        private final UUID id;
        private String name;
        private int age;
        private @Nullable Email email;
        private @Nullable Mood mood;
        private Range range;
        private final List<Line> lines = new ArrayList<>();
        private List<String> notes = new ArrayList<>();

        Person(UUID id, String name, Range range) {
            if (name.equals("broken")) {
                throw new AssertionError("not in my domain");
            }
            if (name.equals("nobody")) {
                throw new IllegalStateException("refused by the domain");
            }
            this.id = id;
            this.name = name;
            this.range = range;
        }
    }

    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID OTHER = UUID.fromString("00000000-0000-0000-0000-00000000000b");

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder().map(Person.class));
        store.database()
                .execute(
                        "alter table people alter name drop not null, alter age drop not null, alter range_to drop not"
                                + " null",
                        "alter table person_notes alter note drop not null");
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void two_people_of_whom_one_will_be_spoilt() {
        store.database().execute("delete from person_lines", "delete from person_notes", "delete from people");
        Person ada = new Person(ID, "Ada", new Range(1, 2));
        ada.lines.add(new Line(UUID.randomUUID(), "first"));
        ada.notes.add("note");
        store.save(ada, new Person(OTHER, "Eve", new Range(1, 2)));
    }

    private static HydrationException spoilt(String... statements) {
        store.database().execute(statements);
        try (SqlUnitOfWork work = store.begin()) {
            HydrationException fault =
                    catchThrowableOfType(HydrationException.class, () -> work.find(Person.class, ID));
            assertThat(fault).as("a fault").isNotNull();
            assertThat(fault.id()).isEqualTo(Optional.of(ID));
            assertThat(work.get(Person.class, OTHER).name)
                    .as("other rows stay loadable")
                    .isEqualTo("Eve");
            return fault;
        }
    }

    private static String told(HydrationException fault) {
        return fault.type() + " | " + fault.property() + " | " + fault.column().orElse("-") + " | "
                + (fault.getCause() == null ? "-" : fault.getCause().getMessage());
    }

    @Test
    void an_error_stays_what_it_is_and_is_told_where_it_came_about() {
        store.database().execute("update people set name = 'broken' where id = '" + ID + "'");
        try (SqlUnitOfWork work = store.begin()) {
            AssertionError error = catchThrowableOfType(AssertionError.class, () -> work.find(Person.class, ID));
            assertThat(error).hasMessageStartingWith("not in my domain");
            assertThat(error.getSuppressed())
                    .singleElement()
                    .satisfies(place -> assertThat(place)
                            .hasMessageStartingWith("Cannot hydrate Person[" + ID
                                    + "]: the constructor of Person ended with an error."));
        }
    }

    @Test
    void a_null_in_a_required_column() {
        HydrationException fault = spoilt("update people set name = null where id = '" + ID + "'");
        assertThat(told(fault)).isEqualTo("Person | name | name | -");
        assertThat(fault)
                .hasMessageStartingWith(
                        "Cannot hydrate Person[" + ID + "], property name (column name): it is required, but the"
                                + " column is null."
                                + " As it is, the row makes no object by the constructors"
                                + " and rules of today; it may be older than they are, or not"
                                + " have come through them. Mend the row, or the mapping of Person.name.");
    }

    @Test
    void a_null_in_a_primitive() {
        assertThat(told(spoilt("update people set age = null where id = '" + ID + "'")))
                .isEqualTo("Person | age | age | -");
    }

    @Test
    void a_null_within_a_value_object() {
        assertThat(told(spoilt("update people set range_to = null where id = '" + ID + "'")))
                .isEqualTo("Person | range.to | range_to | -");
    }

    @Test
    void a_null_element() {
        assertThat(told(spoilt("update person_notes set note = null where person_id = '" + ID + "'")))
                .isEqualTo("Person | notes | note | -");
    }

    @Test
    void a_root_whose_constructor_throws() {
        HydrationException fault = spoilt("update people set name = 'nobody' where id = '" + ID + "'");
        assertThat(told(fault)).isEqualTo("Person |  | - | refused by the domain");
        assertThat(fault)
                .hasMessageStartingWith("Cannot hydrate Person[" + ID + "]: the constructor of Person refused it."
                        + " As it is, the row makes no object by the constructors"
                        + " and rules of today; it may be older than they are, or not"
                        + " have come through them. Mend the row, or the mapping of Person.")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_value_object_whose_constructor_throws() {
        assertThat(told(spoilt("update people set range_from = 9 where id = '" + ID + "'")))
                .isEqualTo("Person | range | - | from after to");
    }

    @Test
    void a_value_of_one_component_whose_constructor_throws() {
        assertThat(told(spoilt("update people set email = 'nowhere' where id = '" + ID + "'")))
                .isEqualTo("Person | email | email | no address");
    }

    @Test
    void a_child_whose_constructor_throws() {
        assertThat(told(spoilt("update person_lines set text = '' where person_id = '" + ID + "'")))
                .isEqualTo("Person | lines | - | empty line");
    }

    @Test
    void a_null_in_a_primitive_that_configuration_calls_optional() {
        store.database().execute("update people set age = null where id = '" + ID + "'");
        try (Keelson lax = Keelson.builder()
                        .map(Person.class, person -> person.property("age", p -> p.optional()))
                        .dataSource(store.database().application())
                        .build();
                SqlUnitOfWork work = lax.begin(Store.CONTEXT)) {
            assertThat(catchThrowable(() -> work.find(Person.class, ID)))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("age");
        }
    }

    @Test
    void a_text_that_names_no_constant() {
        HydrationException fault = spoilt("update people set mood = 'BAD' where id = '" + ID + "'");
        assertThat(fault.property() + " " + fault.column()).isEqualTo("mood Optional[mood]");
        assertThat(fault).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(fault.getMessage()).as("values are not shown").doesNotContain("BAD");
    }
}
