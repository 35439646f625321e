package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.sql.StatementProfile;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is unique is so among rows that are not hidden where the index says so, and among all where it does not. */
class HiddenUniqueTest {

    static final class Passport {
        private final UUID id;
        private String number;

        Passport(UUID id, String number) {
            this.id = id;
            this.number = number;
        }
    }

    static final class Person {
        private final UUID id;
        private String email;
        private @Nullable Passport passport;

        Person(UUID id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    private static KeelsonBuilder people(SoftDelete policy) {
        return Keelson.builder()
                .map(Person.class, person -> person.part("passport", part -> part.table("passports")))
                .commitLog(false)
                .policy(policy);
    }

    private static SoftDelete columns() {
        return SoftDelete.columns("deleted_at");
    }

    private static Person stored(PolicyStage stage, String email) {
        Person person = new Person(UUID.randomUUID(), email);
        stage.keelson().run(by("ann", PolicyStage.NOON), work -> work.add(person));
        return person;
    }

    private static void add(PolicyStage stage, String email) {
        stage.keelson().run(by("eve", PolicyStage.LATER), work -> work.add(new Person(UUID.randomUUID(), email)));
    }

    private static void remove(PolicyStage stage, Person person) {
        stage.keelson().run(by("bob", PolicyStage.LATER), work -> work.remove(Person.class, person.id));
    }

    @Test
    void the_schema_prints_partial_unique_indexes() {
        assertThat(people(columns()).schema().statements().stream()
                        .map(sql -> sql.replaceAll("\\s+", " "))
                        .toList())
                .containsExactly(
                        "create table people ( id uuid not null, email text not null, version bigint not null,"
                                + " deleted_at timestamp with time zone, primary key (id) )",
                        "create table passports ( id uuid not null, person_id uuid not null, number text not null,"
                                + " deleted_at timestamp with time zone, primary key (id), constraint"
                                + " passports_person_id_fkey foreign key (person_id) references people (id) )",
                        "create unique index passports_person_id_key on passports(person_id) where deleted_at is null",
                        "create index passports_person_id_idx on passports(person_id)");
        assertThat(people(SoftDelete.flag("is_deleted")).schema().ddl())
                .contains("where is_deleted = false", "is_deleted boolean not null");
        assertThat(people(columns()).schema(StatementProfile.H2).ddl()).doesNotContain("unique");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_part_takes_the_place_of_one_that_is_hidden(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, people(columns()))) {
            Person person = stored(stage, "a@x");
            for (String number : List.of("1", "2", "3")) {
                stage.keelson()
                        .run(
                                by("bob", PolicyStage.LATER),
                                work -> work.get(Person.class, person.id).passport =
                                        new Passport(UUID.randomUUID(), number));
            }
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER))) {
                Passport passport = work.get(Person.class, person.id).passport;
                assertThat(passport).isNotNull();
                assertThat(passport.number).isEqualTo("3");
            }
            assertThat(stage.query("select number, deleted_at is null from passports order by number"))
                    .containsExactly(List.of("1", false), List.of("2", false), List.of("3", true));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void a_hidden_row_leaves_its_value_to_others_where_the_index_says_so(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(
                setting,
                people(columns()),
                "create unique index people_email on people (email) where deleted_at is null")) {
            Person gone = stored(stage, "a@x");
            remove(stage, gone);
            Person next = stored(stage, "a@x");
            assertThatThrownBy(() -> add(stage, "a@x"))
                    .as("a hidden row has the value, too, and is not the cause")
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            refused -> assertThat(refused.isByHiddenRow()).isFalse());
            assertThatThrownBy(() -> stage.keelson()
                            .run(by("eve", PolicyStage.LATER), work -> work.restore(Person.class, gone.id)))
                    .isInstanceOfSatisfying(ConstraintViolationException.class, refused -> {
                        assertThat(refused.constraint()).isEqualTo("people_email");
                        assertThat(refused.isByHiddenRow()).isFalse();
                        assertThat(refused.candidates()).containsExactly("Person[" + gone.id + "]");
                    });
            stage.keelson().run(by("eve", PolicyStage.LATER), work -> {
                work.remove(Person.class, next.id);
                work.restore(Person.class, gone.id);
            });
            stage.keelson().run(by("eve", PolicyStage.LATER), work -> {
                work.add(new Person(UUID.randomUUID(), "a@x"));
                work.remove(Person.class, gone.id);
            });
            assertThat(stage.query("select count(*) from people")).containsExactly(List.of(3L));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_hidden_row_keeps_its_value_where_the_index_does_not_say_so_and_the_refusal_tells(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(
                setting, people(columns()), "alter table people add constraint people_email unique (email)")) {
            Person gone = stored(stage, "a@x");
            assertThatThrownBy(() -> add(stage, "a@x"))
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            refused -> assertThat(refused.isByHiddenRow()).isFalse());
            assertThatThrownBy(() -> stage.keelson().run(by("eve", PolicyStage.LATER), work -> {
                        work.remove(Person.class, gone.id);
                        work.add(new Person(UUID.randomUUID(), "a@x"));
                    }))
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            refused -> assertThat(refused.isByHiddenRow()).isTrue());
            remove(stage, gone);
            assertThatThrownBy(() -> add(stage, "a@x"))
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            refused -> assertThat(refused.isByHiddenRow()).isTrue())
                    .hasMessageContaining(
                            "A hidden row of that table, which was removed and is kept, forbids this state")
                    .hasMessageNotContaining("a@x");
            stage.keelson().purgeDeleted(by("cat", PolicyStage.LATER.plusSeconds(1)), Person.class);
            add(stage, "a@x");
        }
    }
}
