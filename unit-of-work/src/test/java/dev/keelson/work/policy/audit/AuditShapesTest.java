package dev.keelson.work.policy.audit;

import static dev.keelson.work.policy.PolicyStage.LATER;
import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Stamps of hierarchies and of immutable aggregates, and properties of the domain that show them. */
class AuditShapesTest {

    private static final List<Object> MADE = List.of(NOON, "jane", NOON, "jane");
    private static final List<Object> CHANGED = List.of(NOON, "jane", LATER, "joe");

    abstract static sealed class Vehicle permits Car, Boat {
        final UUID id;
        String name = "";

        @Nullable
        Instant createdAt;

        @Nullable
        String updatedBy;

        Vehicle(UUID id) {
            this.id = id;
        }
    }

    static final class Car extends Vehicle {
        private int doors;

        Car(UUID id) {
            super(id);
        }
    }

    static final class Boat extends Vehicle {
        private int masts;

        Boat(UUID id) {
            super(id);
        }
    }

    sealed interface Payment permits Card, Transfer {
        UUID id();
    }

    record Card(UUID id, String number, List<String> marks) implements Payment {}

    record Transfer(UUID id, String iban) implements Payment {}

    sealed interface Shape permits Circle, Square {
        UUID id();
    }

    record Circle(
            UUID id,
            int radius,
            @Nullable Instant createdAt,
            @Nullable String updatedBy) implements Shape {}

    record Square(
            UUID id,
            int side,
            @Nullable Instant createdAt,
            @Nullable String updatedBy) implements Shape {}

    record Note(
            UUID id,
            String text,
            List<String> lines,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {
        static Note of(UUID id, String text) {
            return new Note(id, text, List.of(), null, null);
        }

        Note with(String line) {
            List<String> more = new ArrayList<>(lines);
            more.add(line);
            return new Note(id, text, more, createdAt, updatedAt);
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(Inheritance.values())
                .flatMap(strategy -> Stream.of(Setting.values()).map(setting -> Arguments.of(strategy, setting)));
    }

    private static KeelsonBuilder vehicles(Inheritance strategy) {
        return Keelson.builder()
                .map(
                        Vehicle.class,
                        vehicle -> vehicle.inheritance(strategy)
                                .property("createdAt", at -> at.generated())
                                .property("updatedBy", who -> who.generated()));
    }

    private static String stampsOf(Inheritance strategy, String ofClass) {
        return "select created_at, created_by, updated_at, updated_by from "
                + (strategy == Inheritance.TABLE_PER_CLASS ? ofClass : "vehicles");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_root_of_a_hierarchy_is_stamped_once_and_its_property_shows_it(Inheritance strategy, Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, vehicles(strategy).policy(Audit.columns()))) {
            Car car = new Car(UUID.randomUUID());
            stage.keelson().run(by("jane", NOON), work -> work.add(car));
            assertThat(car.createdAt).isEqualTo(NOON);
            assertThat(car.updatedBy).isEqualTo("jane");
            assertThat(stage.query(stampsOf(strategy, "cars"))).containsExactly(MADE);

            try (SqlUnitOfWork work = stage.keelson().begin(by("joe", LATER))) {
                Car loaded = work.get(Car.class, car.id);
                assertThat(loaded.createdAt).isEqualTo(NOON);
                assertThat(loaded.updatedBy).isEqualTo("jane");
                loaded.doors = 5;
                work.commit();
                assertThat(loaded.createdAt).isEqualTo(NOON);
                assertThat(loaded.updatedBy).isEqualTo("joe");
                assertThat(work.plan()).hasToString("nothing to commit");
            }
            assertThat(stage.query(stampsOf(strategy, "cars"))).containsExactly(CHANGED);
            assertThat(stage.query("select table_name from information_schema.columns where column_name = 'updated_at'"
                            + " order by table_name"))
                    .as("tables that have stamps")
                    .hasSize(strategy == Inheritance.TABLE_PER_CLASS ? 2 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_joined_tables_each_row_is_stamped_on_request(Setting setting) {
        KeelsonBuilder mapped = Keelson.builder()
                .map(
                        Vehicle.class,
                        vehicle -> vehicle.inheritance(Inheritance.JOINED)
                                .unversioned()
                                .property("createdAt", at -> at.generated())
                                .property("updatedBy", who -> who.generated()))
                .policy(Audit.columns().everyRow());
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            Car car = new Car(UUID.randomUUID());
            stage.keelson().run(by("jane", NOON), work -> work.add(car));
            stage.keelson().run(by("joe", LATER), work -> work.get(Car.class, car.id).doors = 5);
            assertThat(stage.query(stampsOf(Inheritance.JOINED, "cars"))).containsExactly(MADE);
            assertThat(stage.query("select created_at, created_by, updated_at, updated_by from cars"))
                    .containsExactly(CHANGED);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_becomes_another_class_keeps_who_made_it_unless_it_moves_to_another_table(
            Inheritance strategy, Setting setting) {
        KeelsonBuilder mapped = Keelson.builder()
                .map(Payment.class, payment -> payment.inheritance(strategy))
                .policy(Audit.columns());
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            UUID id = UUID.randomUUID();
            stage.keelson().run(by("jane", NOON), work -> work.add(new Card(id, "4711", List.of("gold"))));
            stage.keelson().run(by("joe", LATER), work -> {
                work.get(Payment.class, id);
                work.replace(new Transfer(id, "DE"));
            });
            boolean movesToAnotherTable = strategy == Inheritance.TABLE_PER_CLASS;
            String table = movesToAnotherTable ? "transfers" : "payments";
            assertThat(stage.query("select created_at, created_by, updated_at, updated_by from " + table))
                    .containsExactly(movesToAnotherTable ? List.of(LATER, "joe", LATER, "joe") : CHANGED);
        }
    }

    private static KeelsonBuilder shapes(Inheritance strategy) {
        return Keelson.builder()
                .map(
                        Shape.class,
                        shape -> shape.inheritance(strategy)
                                .property("createdAt", at -> at.generated())
                                .property("updatedBy", who -> who.generated()))
                .policy(Audit.columns());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_property_of_a_record_in_a_hierarchy_shows_a_stamp_of_its_own_table(Inheritance strategy, Setting setting) {
        if (strategy == Inheritance.JOINED) {
            assertThatThrownBy(() -> shapes(strategy).schema())
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("it shows column circles.created_at, but a policy writes shapes.created_at"
                            + " and not this one. Declare the property in a class above, whose columns lie in shapes");
            return;
        }
        try (PolicyStage stage = PolicyStage.open(setting, shapes(strategy))) {
            UUID id = UUID.randomUUID();
            stage.keelson().run(by("jane", NOON), work -> work.add(new Circle(id, 1, null, null)));
            stage.keelson().run(by("joe", LATER), work -> {
                Shape circle = work.get(Shape.class, id);
                assertThat(circle).isEqualTo(new Circle(id, 1, NOON, "jane"));
                work.replace(new Circle(id, 2, NOON, "jane"));
            });
            stage.keelson()
                    .run(
                            by("joe", LATER),
                            work -> assertThat(work.get(Shape.class, id)).isEqualTo(new Circle(id, 2, NOON, "joe")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_property_of_an_immutable_aggregate_shows_a_stamp(Setting setting) {
        KeelsonBuilder mapped = Keelson.builder()
                .map(
                        Note.class,
                        note -> note.property("createdAt", at -> at.generated())
                                .property("updatedAt", at -> at.generated()))
                .policy(Audit.columns());
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            UUID id = UUID.randomUUID();
            try (SqlUnitOfWork work = stage.keelson().begin(by("jane", NOON))) {
                work.add(Note.of(id, "new"));
                assertThat(work.commit().current(Note.class, id)).isEqualTo(new Note(id, "new", List.of(), NOON, NOON));
            }
            try (SqlUnitOfWork work = stage.keelson().begin(by("joe", LATER))) {
                Note loaded = work.get(Note.class, id);
                assertThat(loaded).isEqualTo(new Note(id, "new", List.of(), NOON, NOON));
                work.replace(loaded.with("a line"));
                assertThat(work.commit().current(Note.class, id))
                        .as("a change of a part alone")
                        .isEqualTo(new Note(id, "new", List.of("a line"), NOON, LATER));
                assertThat(work.plan()).hasToString("nothing to commit");
            }
            assertThat(stage.query("select created_by, updated_by from notes")).containsExactly(List.of("jane", "joe"));
        }
    }
}
