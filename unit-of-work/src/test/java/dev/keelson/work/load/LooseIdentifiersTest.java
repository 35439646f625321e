package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers whose columns take different texts for equal: one row, whatever it is asked by, and no row that is lost. */
class LooseIdentifiersTest {

    static final class Note {
        private final String id;
        private String text;

        Note(String id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Person {
        private final String id;
        private String name;
        private final List<Note> notes = new ArrayList<>();

        Person(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Friendship {
        private final long id;
        private final Person one;
        private final Person other;
        private final Ref<Person> witness;

        Friendship(long id, Person one, Person other, Ref<Person> witness) {
            this.id = id;
            this.one = one;
            this.other = other;
            this.witness = witness;
        }
    }

    private static Keelson open(TestDatabase database, String type) {
        database.execute(
                "create extension citext",
                "create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        KeelsonBuilder builder =
                Keelson.builder().map(Person.class).map(Friendship.class).commitLog(false);
        builder.schema()
                .statements()
                .forEach(sql -> database.execute(
                        sql.replaceAll("\\b(id|person_id|one_id|other_id|witness_id) text", "$1 " + type)));
        return builder.dataSource(database.application()).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"citext", "text collate loose"})
    void whether_there_is_one_is_told_of_the_row_that_the_key_finds_whatever_became_of_it_here(String type) {
        try (TestDatabase database = TestDatabase.create();
                Keelson keelson = open(database, type)) {
            keelson.run(Store.CONTEXT, work -> work.add(new Person("Bob", "Bob")));
            keelson.run(Store.CONTEXT, work -> {
                assertThat(work.exists(Person.class, "BOB")).isTrue();
                assertThat(work.exists(Person.class, "Rob")).isFalse();
            });
            keelson.run(Store.CONTEXT, work -> {
                work.remove(Person.class, "Bob");
                assertThat(work.exists(Person.class, "BOB")).isFalse();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"citext", "text collate loose"})
    void one_row_is_one_aggregate_whatever_it_is_asked_by_and_a_row_that_spells_its_parent_otherwise_is_told(
            String type) {
        try (TestDatabase database = TestDatabase.create();
                Keelson keelson = open(database, type)) {
            keelson.run(Store.CONTEXT, work -> {
                Person bob = new Person("Bob", "Bob");
                bob.notes.add(new Note("n1", "a note"));
                work.add(bob);
                work.add(new Person("Eve", "Eve"));
            });
            try (SqlUnitOfWork work = keelson.begin(Store.CONTEXT)) {
                Person bob = work.get(Person.class, "BOB");
                assertThat(work.get(Person.class, "Bob")).isSameAs(bob);
                assertThat(bob.notes).hasSize(1);
                bob.name = "Robert";
                work.commit();
            }
            assertThatThrownBy(() -> keelson.run(Store.CONTEXT, work -> work.add(new Person("BOB", "another"))))
                    .isInstanceOf(DuplicateAggregateException.class);

            database.execute("update person_notes set person_id = 'BOB'");
            try (SqlUnitOfWork work = keelson.begin(Store.CONTEXT)) {
                assertThatThrownBy(() -> work.query(Person.class).list())
                        .isInstanceOf(HydrationException.class)
                        .hasMessageStartingWith(
                                "Cannot hydrate Person[BOB], property notes (column person_id): the row that it hangs"
                                        + " on spells its key otherwise: the database takes different values of these"
                                        + " columns for equal, by their collation or type.");
                assertThat(work.get(Person.class, "Bob").notes)
                        .as("of one it is clear")
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"citext", "text collate loose"})
    void several_are_found_by_any_spelling_and_so_is_what_rows_refer_to(String type) {
        try (TestDatabase database = TestDatabase.create();
                Keelson keelson = open(database, type)) {
            keelson.run(Store.CONTEXT, work -> {
                Person bob = new Person("Bob", "Bob");
                work.add(bob);
                work.add(new Person("Eve", "Eve"));
                work.add(new Friendship(1, bob, bob, Ref.of("Bob", bob)));
            });
            database.execute("update friendships set one_id = 'BOB', other_id = 'boB', witness_id = 'BoB'");
            try (SqlUnitOfWork work = keelson.begin(Store.CONTEXT)) {
                Map<String, Person> found =
                        work.findAll(Person.class, List.of("BOB", "Eve", "bob", "Bob", "none", "NONE"));
                assertThat(found.keySet()).containsExactly("BOB", "Eve", "bob", "Bob");
                Person bob = found.get("Bob");
                assertThat(List.of(found.get("BOB"), found.get("bob"))).allMatch(person -> person == bob);
                assertThat(work.getAll(Person.class, List.of("eVe", "boB"))).containsExactly(found.get("Eve"), bob);
            }
            try (SqlUnitOfWork work = keelson.begin(Store.CONTEXT)) {
                Friendship friendship = work.get(Friendship.class, 1L);
                assertThat(friendship.one.id).isEqualTo("Bob");
                assertThat(friendship.other).isSameAs(friendship.one);
                assertThat(friendship.witness.get()).isSameAs(friendship.one);
                assertThat(work.get(Person.class, "BOB")).isSameAs(friendship.one);
                assertThat(work.plan().isEmpty()).as("nothing changed").isTrue();
            }
        }
    }

    @Test
    void what_is_padded_comes_back_without_padding_and_case_counts() {
        try (TestDatabase database = TestDatabase.create();
                Keelson keelson = open(database, "character(6)")) {
            keelson.run(Store.CONTEXT, work -> {
                work.add(new Person("Bob", "Bob"));
                work.add(new Person("BOB", "another"));
            });
            try (SqlUnitOfWork work = keelson.begin(Store.CONTEXT)) {
                assertThat(work.query(Person.class).list())
                        .extracting(person -> person.id)
                        .containsExactlyInAnyOrder("Bob", "BOB");
                assertThat(work.get(Person.class, "Bob").name).isEqualTo("Bob");
            }
        }
    }
}
