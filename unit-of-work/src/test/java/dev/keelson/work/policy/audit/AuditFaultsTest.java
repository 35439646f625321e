package dev.keelson.work.policy.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.Policy;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An audit that cannot be meant so is refused, as early as it can be told. */
class AuditFaultsTest {

    static final class Order {
        private final UUID id;
        private String text = "";
        private @Nullable LocalDateTime createdAt;

        Order(UUID id) {
            this.id = id;
        }
    }

    static final class Rate {
        private final UUID id;

        Rate(UUID id) {
            this.id = id;
        }
    }

    private static KeelsonBuilder mapped(Policy... policies) {
        KeelsonBuilder builder = Keelson.builder()
                .map(Order.class, order -> order.property("createdAt", at -> at.generated()))
                .map(Rate.class)
                .commitLog(false);
        Stream.of(policies).forEach(builder::policy);
        return builder;
    }

    private static void assertRefused(String message, ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static void assertFault(String fault, Policy... policies) {
        assertThatThrownBy(() -> mapped(policies).schema())
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("Cannot use the mapping: 1 fault.")
                .hasMessageContaining(fault);
        try (TestDatabase database = TestDatabase.create()) {
            assertThatThrownBy(() -> mapped(policies)
                            .validate(false)
                            .dataSource(database.application())
                            .build())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining(fault);
        }
    }

    @Test
    void a_blank_name_is_refused_by_all_who_take_names() {
        String message =
                "Cannot name a column of the audit '': a column's name is not blank. To leave a column out, say"
                        + " .withoutCreatedAt() and the like.";
        assertRefused(message, () -> Audit.columns().createdAt(""));
        assertRefused(message, () -> Audit.columns().createdBy(" "));
        assertRefused(message, () -> Audit.columns().updatedAt("\t"));
        assertRefused(message, () -> Audit.columns().updatedBy("  "));
    }

    @Test
    void an_audit_without_columns_is_refused() {
        assertRefused(
                "Cannot audit by no column: keep one of createdAt, createdBy, updatedAt and updatedBy, or leave the"
                        + " policy out.",
                () -> Audit.columns()
                        .withoutCreatedAt()
                        .withoutCreatedBy()
                        .withoutUpdatedAt()
                        .withoutUpdatedBy());
    }

    @Test
    void two_columns_of_one_name_are_refused_when_the_tables_are_known() {
        Audit meanwhile = Audit.columns().createdAt("updated_at");
        assertRefused(
                "Cannot audit by two columns that are both named 'updated_at'. Name one of them otherwise, or leave it"
                        + " out.",
                () -> mapped(meanwhile).schema());
        mapped(meanwhile.updatedAt("touched_at")).schema();
    }

    @Test
    void types_that_hold_neither_an_instant_nor_a_name_are_refused() {
        assertRefused(
                "Cannot write instants into a column of type date: give timestamptz() or timestamp().",
                () -> Audit.columns().instants(ColumnType.date()));
        assertRefused(
                "Cannot write an actor's name into a column of type bigint: give text() or varchar(n), or say what is"
                        + " written of an actor: .actors(bigint, actor -> ...).",
                () -> Audit.columns().actors(ColumnType.bigint()));
        assertRefused(
                "Cannot write actors by a converter of 2 columns: give one to just one column that is never null.",
                () -> Audit.columns().actors(new TwoColumns()));
    }

    private static final class TwoColumns implements ValueConverter<Actor> {
        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.text()), ColumnSpec.of("more", ColumnType.text()));
        }

        @Override
        public void write(Actor actor, ColumnWriter columns) {}

        @Override
        public Actor read(ColumnReader columns) {
            return Actor.of("nobody");
        }
    }

    @Test
    void no_aggregate_is_not_a_choice_of_aggregates() {
        assertRefused(
                "Cannot audit only no aggregate: name a class, as in .only(Order.class).",
                () -> Audit.columns().only());
        assertRefused(
                "Cannot audit all except no aggregate: name a class, as in .except(Order.class).",
                () -> Audit.columns().except());
    }

    @Test
    void a_class_that_is_no_aggregate_is_a_fault() {
        for (Audit audit : List.of(
                Audit.columns().only(Rate.class, String.class),
                Audit.columns().except(Order.class).except(String.class))) {
            assertFault(
                    "policy 'audit' names String, which is no aggregate of this application, and above none. Name one"
                            + " of Order, Rate, or map String as one",
                    audit.createdAt("made_at"));
        }
    }

    @Test
    void the_audit_twice_is_a_fault_for_each_table_that_has_both() {
        assertFault(
                "Rate: policy 'audit' is there twice, and both say what becomes of table rates. Leave one of them out,"
                        + " or have them say it of different aggregates",
                Audit.columns().only(Rate.class),
                Audit.columns().createdAt("made_at"));
    }

    @Test
    void a_property_that_shows_an_instant_as_another_type_is_a_fault() {
        assertFault(
                "Order.createdAt: it shows column orders.created_at as timestamp without time zone, but a policy writes"
                        + " timestamp with time zone there. Give the property a type that lies in timestamp with time"
                        + " zone, or the policy's column the other type",
                Audit.columns());
        mapped(Audit.columns().instants(ColumnType.timestamp())).schema();
    }

    @Test
    void a_column_that_a_property_has_is_a_fault_that_names_it() {
        try (TestDatabase database = TestDatabase.create()) {
            Audit audit = Audit.columns().createdAt("made_at").createdBy("text");
            database.execute(mapped(audit.createdBy("created_by")).schema().ddl());
            assertThatThrownBy(() ->
                            mapped(audit).dataSource(database.application()).build())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("column orders.text already belongs to a policy");
        }
    }
}
