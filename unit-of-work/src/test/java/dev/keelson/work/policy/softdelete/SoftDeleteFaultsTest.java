package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.schema.SchemaWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Bad input of soft delete is told by what it names. */
class SoftDeleteFaultsTest {

    static final class Page {
        private final UUID id;
        private String text;

        Page(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Book {
        private final UUID id;
        private String title;
        private final List<Page> pages = new ArrayList<>();

        Book(UUID id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    private static KeelsonBuilder books() {
        return Keelson.builder().map(Book.class);
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static List<Fault> faults(KeelsonBuilder mapped) {
        return catchThrowableOfType(MappingException.class, mapped::schema).faults();
    }

    @Test
    void columns_have_names_and_types_that_fit() {
        assertRefused(
                "Cannot name a column of soft delete ' ': a column's name is not blank.",
                () -> SoftDelete.columns(" "));
        assertRefused(
                "Cannot tell when and by whom a row was removed in one column, 'gone'. Name two, or only the first.",
                () -> SoftDelete.columns("gone", "gone"));
        assertRefused(
                "Cannot write instants into a column of type text: give timestamptz() or timestamp().",
                () -> SoftDelete.columns("gone").instants(ColumnType.text()));
        assertRefused(
                "Cannot write instants into 'gone', which is a flag. Say SoftDelete.columns(...) instead of"
                        + " SoftDelete.flag(...).",
                () -> SoftDelete.flag("gone").instants(ColumnType.timestamp()));
        assertRefused(
                "Cannot write actors: no column tells by whom a row was removed. Name one: SoftDelete.columns(\"gone\","
                        + " \"deleted_by\").",
                () -> SoftDelete.columns("gone").actors(ColumnType.varchar(9)));
        assertRefused(
                "Cannot hide only no aggregate: name a class, as in .only(Order.class).",
                () -> SoftDelete.columns("gone").only());
    }

    @Test
    void twice_or_beside_a_policy_that_wants_its_column_it_is_a_fault() {
        assertThat(faults(books().policy(SoftDelete.columns("a")).policy(SoftDelete.columns("b"))))
                .extracting(Fault::problem)
                .contains(
                        "policy 'soft delete' is there twice, and both say what becomes of table books",
                        "policies 'soft delete' and 'soft delete' both hide rows of table books, and a row is hidden in"
                                + " one way");
        assertThat(faults(books().policy(SoftDelete.columns("gone"))
                        .policy(Audit.columns().updatedAt("gone").withoutUpdatedBy())))
                .extracting(Fault::problem)
                .containsExactly("column books.gone already belongs to a policy");
        assertThat(faults(books().policy(SoftDelete.columns("title"))))
                .extracting(Fault::path)
                .contains("Book.title");
        assertThat(faults(books().policy(SoftDelete.columns("gone").only(String.class))))
                .extracting(Fault::problem)
                .containsExactly(
                        "policy 'soft delete' names String, which is no aggregate of this application, and above none");
    }

    @Test
    void no_reason_is_no_reason() {
        try (PolicyStage stage = PolicyStage.open(Setting.H2, books().policy(SoftDelete.columns("gone")))) {
            assertThatThrownBy(() ->
                            stage.keelson().run(by("eve", PolicyStage.NOON), work -> work.includingDeleted(" \u200b ")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Cannot include what is deleted without a reason");
        }
    }

    @Test
    void a_column_of_whole_seconds_is_warned_of() {
        try (PolicyStage stage = PolicyStage.open(
                Setting.ONE_MESSAGE,
                books().policy(SoftDelete.columns("deleted_at")),
                "alter table books alter deleted_at type timestamptz(0)",
                "alter table book_pages alter deleted_at type timestamptz(0)")) {
            assertThat(stage.keelson().schema().report())
                    .extracting(SchemaWarning::toString)
                    .anySatisfy(warning -> assertThat(warning)
                            .contains(
                                    "Book.pages",
                                    "column deleted_at holds instants of timestamp(0) with time zone",
                                    "alter table book_pages alter deleted_at type timestamp with time zone"));
        }
    }
}
