package dev.keelson.work.policy;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlReading;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A reading sees what the policies let a unit of work see, on each database and in each way to send statements. */
class ReadPoliciesTest {

    static final class Note {
        private final UUID id;
        private final String text;
        private final List<String> tags = new ArrayList<>();
        private final Ref<Note> about;

        Note(UUID id, String text, Ref<Note> about) {
            this.id = id;
            this.text = text;
            this.about = about;
        }
    }

    private static final UUID GONE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID STAYS = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final WorkContext ACME = by("jane", PolicyStage.NOON);
    private static final WorkContext GLOBEX = WorkContext.of(TenantId.of("globex"), Actor.of("hank"));

    static Stream<Arguments> settings() {
        return Stream.of(Isolation.DEFAULT, Isolation.SNAPSHOT)
                .flatMap(isolation -> Stream.of(
                        Arguments.of(Setting.ONE_MESSAGE, Tenancy.byColumn("tenant_id"), isolation),
                        Arguments.of(
                                Setting.ONE_MESSAGE,
                                Tenancy.byColumn("tenant_id").withRowLevelSecurity(),
                                isolation),
                        Arguments.of(
                                Setting.PLAIN_STATEMENTS,
                                Tenancy.byColumn("tenant_id").withRowLevelSecurity(),
                                isolation),
                        Arguments.of(Setting.H2, Tenancy.byColumn("tenant_id"), isolation)));
    }

    private static KeelsonBuilder notes(Tenancy tenancy) {
        return Keelson.builder()
                .map(Note.class)
                .foreignKeys(false)
                .policy(SoftDelete.columns("deleted_at", "deleted_by"))
                .policy(tenancy);
    }

    private static List<String> texts(SqlReading reading) {
        return reading.query(Note.class).orderBy(DSL.field("id")).list().stream()
                .map(note -> note.text)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void tenants_and_what_is_hidden_are_kept_apart(Setting setting, Tenancy tenancy, Isolation isolation) {
        try (PolicyStage stage = PolicyStage.open(setting, notes(tenancy))) {
            Note gone = new Note(GONE, "gone", Ref.of(STAYS));
            gone.tags.add("of gone");
            stage.keelson().run(ACME, work -> {
                work.add(new Note(STAYS, "stays", Ref.of(GONE)));
                work.add(gone);
            });
            stage.keelson().run(ACME, work -> work.remove(Note.class, GONE));
            List<List<Object>> before = rows(stage);

            stage.keelson().readSql(ACME, isolation, reading -> {
                Note stays = reading.get(Note.class, STAYS);
                assertThat(reading.find(Note.class, GONE)).isEmpty();
                assertThat(reading.exists(Note.class, GONE)).isFalse();
                assertThat(texts(reading)).containsExactly("stays");
                assertThatThrownBy(() -> stays.about.get())
                        .isInstanceOf(AggregateNotFoundException.class)
                        .hasMessageContaining("hidden");

                SqlReading all = reading.includingDeleted("a test");
                assertThat(texts(all)).containsExactly("gone", "stays");
                Note hidden = all.get(Note.class, GONE);
                assertThat(hidden.tags).containsExactly("of gone");
                assertThat(hidden.about.get()).isSameAs(stays);
                assertThat(all.exists(Note.class, GONE)).isTrue();
                assertThat(reading.find(Note.class, GONE))
                        .as("seen by the view alone")
                        .isEmpty();
                assertThat(texts(reading)).containsExactly("stays");
                return null;
            });
            stage.keelson().readSql(GLOBEX, isolation, reading -> {
                assertThat(texts(reading.includingDeleted("a test"))).isEmpty();
                assertThat(reading.exists(Note.class, STAYS)).isFalse();
                return null;
            });
            assertThat(rows(stage)).isEqualTo(before);
            stage.keelson().run(ACME, work -> work.add(new Note(UUID.randomUUID(), "written", Ref.of(STAYS))));
            assertThat(stage.query("select id from notes"))
                    .as("connections write on")
                    .hasSize(3);
        }
    }

    private static List<List<Object>> rows(PolicyStage stage) {
        List<List<Object>> rows = new ArrayList<>();
        rows.addAll(stage.query("select * from notes order by id"));
        rows.addAll(stage.query("select * from note_tags order by 1, 2"));
        rows.addAll(stage.query("select * from keelson_commits order by 1"));
        return rows;
    }
}
