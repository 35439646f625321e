package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.shapes.Garden.GardenId;
import dev.keelson.work.shapes.Garden.Visit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conformance: references. */
@SuppressWarnings("NullAway.Init")
class ReferencesConformanceTest {

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(Garden::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().execute("truncate gardens, visits cascade");
    }

    private static Visit storedVisit() {
        Visit visit = new Visit(UUID.randomUUID(), Garden.bare());
        store.save(visit.garden, visit);
        return visit;
    }

    private static void assertNothingChanged(Visit visit) {
        assertThat(StateText.of(store.load(Visit.class, visit.id))).isEqualTo(StateText.of(visit));
    }

    @Test
    void a_root_that_others_refer_to_is_not_removed_and_the_message_names_constraint_and_table() { // 59
        Visit visit = storedVisit();
        try (SqlUnitOfWork work = store.begin()) {
            work.remove(work.get(Garden.class, visit.garden.id));
            ConstraintViolationException refused =
                    catchThrowableOfType(ConstraintViolationException.class, work::commit);
            assertThat(refused.constraint()).contains("garden_id");
            assertThat(refused.table()).isEqualTo("visits");
            work.discard();
        }
        assertNothingChanged(visit);
    }

    @Test
    void nor_where_the_one_that_refers_to_it_is_at_hand() { // 59
        Visit visit = storedVisit();
        try (SqlUnitOfWork work = store.begin()) {
            work.remove(work.get(Visit.class, visit.id).garden);
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("garden");
            work.discard();
        }
        assertNothingChanged(visit);
    }

    @Test
    void a_root_goes_together_with_the_ones_that_refer_to_it() { // 59
        Visit visit = storedVisit();
        try (SqlUnitOfWork work = store.begin()) {
            Visit loaded = work.get(Visit.class, visit.id);
            work.remove(loaded.garden);
            work.remove(loaded);
            work.commit();
        }
        assertThat(store.database().query("select from gardens")).isEmpty();
    }

    @Test
    void an_object_that_was_never_added_is_refused_before_any_sql_and_the_mended_state_is_committed() { // 60, 61
        Visit visit = storedVisit();
        Garden stranger = Garden.bare();
        try (SqlUnitOfWork work = store.begin()) {
            Visit loaded = work.get(Visit.class, visit.id);
            loaded.before = stranger;
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Visit.before")
                    .hasMessageContaining(visit.id.toString())
                    .hasMessageContaining(stranger.id.value().toString());
            assertThat(store.wire().statements()).isEmpty();

            loaded.before = loaded.garden;
            work.commit();
            assertThat(StateText.of(store.load(Visit.class, visit.id))).isEqualTo(StateText.of(loaded));
        }
        assertThat(store.database().query("select from gardens")).hasSize(1);
    }

    @Test
    void an_object_that_was_never_added_may_be_added_after_the_refusal() { // 61
        Visit visit = new Visit(UUID.randomUUID(), Garden.bare());
        try (SqlUnitOfWork work = store.begin()) {
            work.add(visit);
            assertThatThrownBy(work::commit).hasMessageContaining("Visit.garden");
            work.add(visit.garden);
            work.commit();
        }
        assertNothingChanged(visit);
    }

    @Test
    void another_instance_of_a_root_that_is_tracked_is_refused() { // 60
        Visit visit = storedVisit();
        try (SqlUnitOfWork work = store.begin()) {
            Visit loaded = work.get(Visit.class, visit.id);
            loaded.garden = new Garden(visit.garden.id, "Eden", visit.garden.shed);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Visit.garden");
            work.discard();
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // what only unchecked code can do
    void a_value_of_another_class_than_declared_is_refused_before_any_sql() { // 62
        Visit visit = storedVisit();
        try (SqlUnitOfWork work = store.begin()) {
            Visit loaded = work.get(Visit.class, visit.id);
            store.wire().reset();
            loaded.next = (Ref) Ref.of("no garden id");
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Visit.next")
                    .hasMessageContaining("String");
            loaded.next = null;
            ((List) loaded.garden.notes).add(42);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Garden.notes")
                    .hasMessageContaining("Integer");
            loaded.garden.notes.clear();
            ((List) loaded.garden.beds).add("no bed");
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Garden.beds")
                    .hasMessageContaining("String");
            assertThat(store.wire().statements()).isEmpty();
            work.discard();
        }
    }

    @Test
    void to_null_and_to_another_one_are_one_update_each_and_no_load_of_the_target() { // 63
        Visit visit = storedVisit();
        Garden other = Garden.bare();
        store.save(other);
        try (SqlUnitOfWork work = store.begin()) {
            Visit loaded = work.get(Visit.class, visit.id);
            loaded.next = Ref.of(other.id);
            loaded.favourite = other.id;
            store.wire().reset();
            work.commit();
            assertThat(Written.on(store.wire())).containsExactly("update visits (favourite_id, next_id, version)");
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
            loaded.next = null;
            store.wire().reset();
            work.commit();
            assertThat(Written.on(store.wire())).containsExactly("update visits (next_id, version)");
            assertThat(store.wire().statements()).noneMatch(statement -> statement.contains("from gardens"));
        }
        assertThat(store.load(Visit.class, visit.id).next).isNull();
        assertThat(store.load(Visit.class, visit.id).favourite).isEqualTo(other.id);
    }

    @Test
    void to_a_root_that_is_removed_in_the_same_unit_of_work_is_refused() { // 64
        Visit visit = storedVisit();
        Garden other = Garden.bare();
        store.save(other);
        try (SqlUnitOfWork work = store.begin()) {
            Visit loaded = work.get(Visit.class, visit.id);
            Garden doomed = work.get(Garden.class, other.id);
            loaded.before = doomed;
            work.remove(doomed);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Visit.before");
            loaded.before = null;
            work.commit();
        }
        assertThat(store.database().query("select from gardens")).hasSize(1);
        assertNothingChanged(visit);
    }

    @Test
    void an_identifier_of_no_root_is_refused_by_the_foreign_key_with_the_property() { // 60
        Visit visit = storedVisit();
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Visit.class, visit.id).next = Ref.of(new GardenId(UUID.randomUUID()));
            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("visits")
                    .hasMessageContaining("next_id");
            work.discard();
        }
    }

    record Crew(UUID id, GardenId home, GardenId work) {}

    @Test
    void two_references_in_one_column_are_refused_at_start() { // 65
        MappingException refused = catchThrowableOfType(
                MappingException.class,
                () -> Garden.mapped()
                        .map(Crew.class, crew -> crew.property("work", p -> p.column("home_id")))
                        .schema());
        assertThat(refused.faults()).hasSize(1);
        assertThat(refused).hasMessageContainingAll("Crew.work", "crews.home_id", "'home'");
    }
}
