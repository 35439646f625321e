package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.Purged;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Soft delete beside tenancy, row-level security and an audit: nobody reaches what another tenant removed. */
class SoftDeleteTenancyTest {

    static final class Line {
        private final UUID id;
        private String text;

        Line(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Note {
        private final UUID id;
        private String text;
        private final List<Line> lines = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();

        Note(UUID id, String text) {
            this.id = id;
            this.text = text;
            tags.add("tag");
            lines.add(new Line(id, "line of " + text));
        }
    }

    private static final UUID ID = UUID.randomUUID();
    private static final WorkContext A = by("jane", PolicyStage.LATER);
    private static final WorkContext B = WorkContext.of(TenantId.of("globex"), Actor.of("hank"));

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(Setting.ONE_MESSAGE, Tenancy.byColumn("tenant_id")),
                Arguments.of(Setting.ONE_MESSAGE, Tenancy.byColumn("tenant_id").withRowLevelSecurity()),
                Arguments.of(
                        Setting.PLAIN_STATEMENTS, Tenancy.byColumn("tenant_id").withRowLevelSecurity()),
                Arguments.of(Setting.H2, Tenancy.byColumn("tenant_id")));
    }

    private static KeelsonBuilder notes(Tenancy tenancy) {
        return Keelson.builder()
                .map(Note.class)
                .policy(SoftDelete.columns("deleted_at", "deleted_by"))
                .policy(Audit.columns())
                .policy(tenancy);
    }

    private static PolicyStage twice(Setting setting, Tenancy tenancy) {
        PolicyStage stage = PolicyStage.open(setting, notes(tenancy));
        stage.keelson().run(A, work -> work.add(new Note(ID, "of a")));
        stage.keelson().run(B, work -> work.add(new Note(ID, "of b")));
        return stage;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void each_tenant_removes_restores_and_purges_its_own(Setting setting, Tenancy tenancy) {
        try (PolicyStage stage = twice(setting, tenancy)) {
            String rows = "select tenant_id, text, deleted_by, updated_by from notes order by tenant_id";
            stage.keelson().run(A, work -> work.remove(Note.class, ID));
            assertThat(stage.query(rows))
                    .containsExactly(
                            List.of("acme", "of a", "jane", "jane"), Arrays.asList("globex", "of b", null, "hank"));
            try (SqlUnitOfWork work = stage.keelson().begin(B)) {
                assertThat(work.get(Note.class, ID).text).isEqualTo("of b");
                assertThat(work.includingDeleted("a test").query(Note.class).count())
                        .isOne();
            }
            stage.keelson().run(B, work -> work.remove(Note.class, ID));
            stage.keelson()
                    .run(
                            A,
                            work -> assertThat(work.restore(Note.class, ID).lines)
                                    .extracting(line -> line.text)
                                    .containsExactly("line of of a"));
            assertThat(stage.query("select tenant_id, deleted_by is null from notes order by tenant_id"))
                    .containsExactly(List.of("acme", true), List.of("globex", false));
            assertThat(stage.keelson().purgeDeleted(A, Note.class)).isEqualTo(new Purged(0, 0, List.of()));
            assertThat(stage.keelson().purgeDeleted(B, Note.class)).isEqualTo(new Purged(1, 0, List.of()));
            assertThat(stage.query("select tenant_id, text from notes")).containsExactly(List.of("acme", "of a"));
            assertThat(stage.query("select tenant_id from note_tags")).containsExactly(List.of("acme"));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void an_identifier_is_told_as_hidden_or_taken_by_ones_own_alone(Setting setting, Tenancy tenancy) {
        try (PolicyStage stage = twice(setting, tenancy)) {
            WorkContext c = WorkContext.of(TenantId.of("initech"), Actor.of("cat"));
            stage.keelson().run(A, work -> work.remove(Note.class, ID));
            assertThatThrownBy(() -> stage.keelson().run(A, work -> work.add(new Note(ID, "again"))))
                    .isInstanceOf(HiddenAggregateException.class);
            DuplicateAggregateException taken = catchThrowableOfType(
                    DuplicateAggregateException.class,
                    () -> stage.keelson().run(B, work -> work.add(new Note(ID, "again"))));
            assertThat(taken).isExactlyInstanceOf(DuplicateAggregateException.class);
            assertThatThrownBy(() -> stage.keelson().run(c, work -> work.restore(Note.class, ID)))
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageNotContaining("jane");
            stage.keelson().run(c, work -> work.add(new Note(ID, "of c")));
        }
    }
}
