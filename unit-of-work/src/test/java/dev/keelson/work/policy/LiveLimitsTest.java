package dev.keelson.work.policy;

import static dev.keelson.work.policy.PolicyStage.LATER;
import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.Clause.Occasion;
import dev.keelson.work.policy.Clause.Stamp;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.PolicyTable.Role;
import dev.keelson.work.policy.audit.Audit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies write is held to the live columns, and what shows it follows the policy. */
class LiveLimitsTest {

    static final class Entry {
        private final UUID id;

        Entry(UUID id) {
            this.id = id;
        }
    }

    static final class Note {
        private final UUID id;
        private String text;
        private final List<Entry> entries = new ArrayList<>();

        @Nullable
        private Instant updatedAt;

        Note(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static KeelsonBuilder notes(Policy policy) {
        return Keelson.builder()
                .map(Note.class, note -> note.property("updatedAt", at -> at.generated()))
                .policy(policy);
    }

    private static String retyped(Setting setting, String column, String type) {
        return "alter table notes alter column " + column + (setting == Setting.H2 ? " set data type " : " type ")
                + type;
    }

    @ParameterizedTest
    @CsvSource({"ONE_MESSAGE, 0", "ONE_MESSAGE, 3", "PLAIN_STATEMENTS, 0", "PLAIN_STATEMENTS, 3", "H2, 0", "H2, 3"})
    void an_instant_is_cut_to_what_the_live_column_holds_and_never_rounded_into_the_future(
            Setting setting, int digits) {
        Instant at = Instant.parse("2026-11-27T12:00:00.987654Z");
        Instant cut = Instant.parse(digits == 0 ? "2026-11-27T12:00:00Z" : "2026-11-27T12:00:00.987Z");
        String coarse = "timestamp(" + digits + ") with time zone";
        try (PolicyStage stage = PolicyStage.open(
                setting,
                notes(Audit.columns()),
                retyped(setting, "created_at", coarse),
                retyped(setting, "updated_at", coarse))) {
            UUID id = UUID.randomUUID();
            Note note = new Note(id, "new");
            stage.keelson().run(by("jane", at), work -> work.add(note));

            assertThat(note.updatedAt).isEqualTo(cut);
            assertThat(stage.query("select created_at, updated_at from notes")).containsExactly(List.of(cut, cut));
            try (SqlUnitOfWork work = stage.keelson().begin(by("joe", at.plusSeconds(60)))) {
                Note loaded = work.get(Note.class, id);
                assertThat(loaded.updatedAt).isEqualTo(cut);
                loaded.text = "changed";
                work.commit();
                assertThat(loaded.updatedAt).isEqualTo(cut.plusSeconds(60));
                assertThat(work.commit().isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_text_that_the_live_column_does_not_take_is_refused_by_the_columns_name_before_it_is_sent(Setting setting) {
        try (PolicyStage stage =
                PolicyStage.open(setting, notes(Audit.columns()), retyped(setting, "updated_by", "varchar(4)"))) {
            UUID id = UUID.randomUUID();
            stage.keelson().run(by("jane", NOON), work -> work.add(new Note(id, "a text that is longer")));
            try (SqlUnitOfWork work = stage.keelson().begin(by("somebody", LATER))) {
                work.get(Note.class, id).text = "changed";
                for (Runnable attempt : List.<Runnable>of(work::plan, work::commit)) {
                    assertThatThrownBy(attempt::run)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("The policy of column updated_by gave a writer that the column does not take:"
                                    + " its 8 code points do not fit character varying(4). Have the policy give what"
                                    + " fits, or its column a type that takes it.");
                }
                work.discard();
            }
            assertThat(stage.query("select updated_by, version from notes")).containsExactly(List.of("jane", 1L));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_a_column_that_was_narrowed_meanwhile_refuses_names_the_policys_column_first(boolean plain) {
        KeelsonBuilder mapped = notes(Audit.columns()).portable(plain);
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                UUID id = UUID.randomUUID();
                keelson.run(by("jane", NOON), work -> work.add(new Note(id, "new")));
                database.execute("alter table notes alter updated_by type varchar(4)");
                UnstorableValueException refused = catchThrowableOfType(UnstorableValueException.class, () -> {
                    try (SqlUnitOfWork work = keelson.begin(by("somebody", LATER))) {
                        work.get(Note.class, id).entries.add(new Entry(UUID.randomUUID()));
                        try {
                            work.commit();
                        } finally {
                            work.discard();
                        }
                    }
                });
                assertThat(refused.property()).isEqualTo("a policy's column notes.updated_by");
                assertThat(refused.id()).contains(id);
                assertThat(catchThrowableOfType(
                                        UnstorableValueException.class,
                                        () -> keelson.run(
                                                by("somebody", LATER),
                                                work -> work.add(new Note(UUID.randomUUID(), "new"))))
                                .property())
                        .isEqualTo("one of a policy's column notes.created_by, a policy's column notes.updated_by,"
                                + " Note.text");
            }
        }
    }

    /** Stamps every row by a number that is another each time that it is asked for. */
    private static final class Counted implements Policy {
        private final AtomicInteger asked = new AtomicInteger();
        private final PolicyColumn price = new PolicyColumn(
                "price",
                ColumnType.numeric(),
                moment -> new BigDecimal(asked.incrementAndGet()).multiply(new BigDecimal("1.50")),
                "price");

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return table.aggregate().isEmpty()
                    ? TableRule.NONE
                    : TableRule.of(new Stamp(price, Set.of(Occasion.INSERT, Occasion.UPDATE)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_value_is_evaluated_once_a_commit_though_tables_take_less_of_it_in_different_ways(Setting setting) {
        Counted counted = new Counted();
        try (PolicyStage stage = PolicyStage.open(
                setting,
                notes(counted).commitLog(false),
                retyped(setting, "price", "numeric(8, 2)"),
                retyped(setting, "price", "numeric(6, 3)").replace(" notes ", " note_entries "))) {
            stage.keelson().run(by("jane", NOON), work -> {
                Note note = new Note(UUID.randomUUID(), "new");
                note.entries.add(new Entry(UUID.randomUUID()));
                work.add(note);
            });
            assertThat(stage.query("select notes.price, note_entries.price from notes, note_entries"))
                    .containsExactly(List.of(new BigDecimal("1.50"), new BigDecimal("1.500")));
            assertThat(counted.asked).hasValue(1);
        }
    }

    /** Leaves out rows that have a value in a column which nothing writes. */
    private record Unpublished() implements Policy {
        private static final PolicyColumn TAKEN_BACK_AT =
                new PolicyColumn("updated_at", ColumnType.timestamptz(), Moment::instant, "instant");

        @Override
        public String name() {
            return "unpublished";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return table.role() == Role.ROOT ? TableRule.of(new Filter(TAKEN_BACK_AT)) : TableRule.NONE;
        }
    }

    static final class Stamped {
        private final UUID id;
        private final Optional<Instant> updatedAt;

        Stamped(UUID id, Optional<Instant> updatedAt) {
            this.id = id;
            this.updatedAt = updatedAt;
        }
    }

    static final class Strict {
        private final UUID id;
        private final Instant updatedAt;

        Strict(UUID id, Instant updatedAt) {
            this.id = id;
            this.updatedAt = updatedAt;
        }
    }

    @NullUnmarked
    static final class Unsaid {
        private final UUID id;
        private Instant updatedAt;

        Unsaid(UUID id) {
            this.id = id;
        }
    }

    private static KeelsonBuilder showing(Class<?> type, Policy policy) {
        return Keelson.builder()
                .map(type, shows -> shows.property("updatedAt", at -> at.generated()))
                .policy(policy)
                .commitLog(false);
    }

    @Test
    void a_column_that_a_property_shows_takes_nulls_where_its_policy_says_so_and_nowhere_else() {
        Audit audit = Audit.columns().withoutCreatedAt().withoutCreatedBy().withoutUpdatedBy();
        for (Class<?> type : List.of(Stamped.class, Strict.class, Unsaid.class)) {
            assertThat(showing(type, audit).schema().ddl())
                    .as(type.getSimpleName())
                    .contains("updated_at timestamp with time zone not null,");
            assertThat(showing(type, new Unpublished()).schema().ddl())
                    .as(type.getSimpleName())
                    .contains("updated_at timestamp with time zone,");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Stamped.class, Unsaid.class})
    void what_may_be_absent_shows_what_a_policy_writes_or_leaves_out(Class<?> type) {
        UUID id = UUID.randomUUID();
        for (Policy policy : List.of(
                new Unpublished(),
                Audit.columns().withoutCreatedAt().withoutCreatedBy().withoutUpdatedBy())) {
            try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, showing(type, policy))) {
                stage.keelson()
                        .run(
                                by("jane", NOON),
                                work -> work.add(
                                        type == Unsaid.class ? new Unsaid(id) : new Stamped(id, Optional.empty())));
                try (SqlUnitOfWork work = stage.keelson().begin(by("jane", LATER))) {
                    Object loaded = work.get(type, id);
                    Optional<Instant> shown = loaded instanceof Unsaid unsaid
                            ? Optional.ofNullable(unsaid.updatedAt)
                            : ((Stamped) loaded).updatedAt;
                    assertThat(shown).isEqualTo(policy instanceof Audit ? Optional.of(NOON) : Optional.empty());
                }
            }
        }
    }

    @Test
    void what_is_required_shows_no_column_that_its_policy_leaves_without_a_value() {
        try (TestDatabase database = TestDatabase.create()) {
            KeelsonBuilder mapped = showing(Strict.class, new Unpublished());
            database.execute(mapped.schema().ddl());
            assertThat(catchThrowableOfType(
                                    MappingException.class,
                                    () -> mapped.dataSource(database.application())
                                            .build())
                            .faults())
                    .containsExactly(new Fault(
                            "Strict.updatedAt",
                            "it is required, and shows column stricts.updated_at, which a policy leaves without a"
                                    + " value, so that no such row could be loaded",
                            "Let it be absent: an Optional, @Nullable, or .optional()"));
        }
    }
}
