package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.shapes.RefShapes.Author;
import dev.keelson.work.shapes.RefShapes.AuthorId;
import dev.keelson.work.shapes.RefShapes.Lecture;
import dev.keelson.work.shapes.RefShapes.LectureId;
import dev.keelson.work.shapes.RefShapes.Novel;
import dev.keelson.work.shapes.RefShapes.Rental;
import dev.keelson.work.shapes.RefShapes.Student;
import dev.keelson.work.shapes.RefShapes.Vehicle;
import dev.keelson.work.shapes.RefShapes.VehicleId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other aggregates come on demand, those of all siblings by one statement. */
@SuppressWarnings("NullAway.Init")
class OnDemandTest {

    static final class Employee {
        final UUID id;

        @Nullable
        Employee manager;

        @Nullable
        Ref<Employee> deputy;

        Employee(UUID id, @Nullable Employee manager) {
            this.id = id;
            this.manager = manager;
        }
    }

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Vehicle.class)
                .map(Rental.class)
                .map(Novel.class)
                .map(Author.class, author -> author.refs("novels", novels -> novels.inverseOf("author")))
                .map(Student.class, student -> student.refs("lectures", all -> all.through("lectureIds")))
                .map(Lecture.class, lecture -> lecture.refs("students", all -> all.inverseOf("lectureIds")))
                .map(Employee.class);
    }

    @BeforeAll
    static void create() {
        store = Store.of(OnDemandTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().execute("truncate vehicles, rentals, novels, authors, students, lectures, employees cascade");
    }

    private static List<UUID> storedRentals(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Vehicle vehicle = new Vehicle(new VehicleId(UUID.randomUUID()), "plate " + n);
            Vehicle spare = new Vehicle(new VehicleId(UUID.randomUUID()), "spare " + n);
            Rental rental = new Rental(UUID.randomUUID(), Ref.of(vehicle.id));
            rental.spare = Ref.of(spare.id);
            store.save(vehicle, spare, rental);
            ids.add(rental.id);
        }
        return ids;
    }

    @Test
    void a_reference_loads_its_target_and_those_of_its_siblings_by_one_statement() {
        List<UUID> ids = storedRentals(5);
        try (SqlUnitOfWork work = store.begin()) {
            List<Rental> rentals = work.getAll(Rental.class, ids);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(rentals).noneMatch(rental -> rental.vehicle.isLoaded());
            store.wire().reset();

            for (int n = 0; n < 5; n++) {
                assertThat(rentals.get(n).vehicle.get().plate).isEqualTo("plate " + n);
            }
            assertThat(store.wire().statements()).hasSize(1);
            assertThat(rentals).allMatch(rental -> rental.vehicle.isLoaded());
            assertThat(work.get(Vehicle.class, rentals.get(3).vehicle.id()))
                    .isSameAs(rentals.get(3).vehicle.get());
            store.wire().reset();

            assertThat(rentals)
                    .allMatch(rental ->
                            rental.spare != null && rental.spare.get().plate.startsWith("spare"));
            assertThat(store.wire().statements()).hasSize(1);
        }
    }

    @Test
    void a_target_that_is_at_hand_needs_no_load_and_its_change_is_its_own() {
        UUID id = storedRentals(1).get(0);
        try (SqlUnitOfWork work = store.begin()) {
            Rental rental = work.get(Rental.class, id);
            Vehicle vehicle = work.get(Vehicle.class, rental.vehicle.id());
            store.wire().reset();
            assertThat(rental.vehicle.get()).isSameAs(vehicle);
            assertThat(store.wire().statements()).isEmpty();

            vehicle.plate = "new";
            work.commit();
            assertThat(Written.on(store.wire())).containsExactly("update vehicles (plate, version)");
        }
    }

    @Test
    void a_reference_given_in_a_unit_of_work_may_be_to_an_aggregate_that_is_added_there() {
        UUID id = storedRentals(1).get(0);
        Vehicle vehicle = new Vehicle(new VehicleId(UUID.randomUUID()), "new");
        try (SqlUnitOfWork work = store.begin()) {
            Rental rental = work.get(Rental.class, id);
            rental.vehicle = Ref.of(vehicle.id, vehicle);
            work.add(vehicle);
            work.commit();
        }
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.get(Rental.class, id).vehicle.get().plate).isEqualTo("new");
        }
    }

    @Test
    void a_target_that_is_gone_is_told_and_after_the_end_none_is_loaded() {
        UUID id = storedRentals(1).get(0);
        store.database().execute("alter table rentals drop constraint if exists rentals_vehicle_id_fkey");
        Rental rental;
        try (SqlUnitOfWork work = store.begin()) {
            rental = work.get(Rental.class, id);
            store.database().execute("delete from vehicles where plate like 'plate%'");
            assertThatThrownBy(rental.vehicle::get)
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageContaining(
                            ((VehicleId) rental.vehicle.id()).value().toString());
        }
        Ref<Vehicle> spare = rental.spare;
        assertThat(spare).isNotNull();
        assertThatThrownBy(spare::get).isInstanceOf(UnitOfWorkStateException.class);
    }

    @Test
    void those_that_refer_to_an_aggregate_come_for_all_siblings_by_one_statement_and_cannot_be_changed() {
        List<AuthorId> ids = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            Author author = new Author(new AuthorId(UUID.randomUUID()), "author " + n);
            store.save(author);
            for (int m = 0; m < n; m++) {
                store.save(new Novel(UUID.randomUUID(), author.id, n + "." + m));
            }
            ids.add(author.id);
        }
        try (SqlUnitOfWork work = store.begin()) {
            List<Author> authors = work.getAll(Author.class, ids);
            store.wire().reset();
            for (int n = 0; n < 4; n++) {
                assertThat(authors.get(n).novels.list()).hasSize(n);
            }
            assertThat(store.wire().statements()).hasSize(1);
            List<Novel> novels = authors.get(3).novels.list();
            assertThat(novels).extracting(novel -> novel.title).containsExactlyInAnyOrder("3.0", "3.1", "3.2");
            assertThat(work.get(Novel.class, novels.get(0).id)).isSameAs(novels.get(0));
            assertThatThrownBy(() -> novels.remove(0)).isInstanceOf(UnsupportedOperationException.class);
            assertThat(work.plan()).hasToString("nothing to commit");
        }
    }

    @Test
    void a_many_to_many_is_seen_from_both_sides_by_one_statement_each() {
        List<Lecture> lectures = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            lectures.add(new Lecture(new LectureId(UUID.randomUUID()), "lecture " + n));
        }
        Student ada = new Student(UUID.randomUUID(), "Ada");
        ada.lectureIds.addAll(List.of(lectures.get(0).id, lectures.get(1).id));
        Student eve = new Student(UUID.randomUUID(), "Eve");
        eve.lectureIds.addAll(List.of(lectures.get(1).id, lectures.get(2).id));
        store.save(lectures.toArray());
        store.save(ada, eve);
        try (SqlUnitOfWork work = store.begin()) {
            List<Student> students = work.getAll(Student.class, List.of(ada.id, eve.id));
            store.wire().reset();
            assertThat(students.get(0).lectures.list())
                    .extracting(lecture -> lecture.title)
                    .containsExactlyInAnyOrder("lecture 0", "lecture 1");
            assertThat(students.get(1).lectures.list())
                    .extracting(lecture -> lecture.title)
                    .containsExactlyInAnyOrder("lecture 1", "lecture 2");
            assertThat(store.wire().statements()).hasSize(1);
        }
        try (SqlUnitOfWork work = store.begin()) {
            List<Lecture> loaded = work.getAll(
                    Lecture.class, lectures.stream().map(lecture -> lecture.id).toList());
            store.wire().reset();
            assertThat(loaded.stream()
                            .map(lecture -> lecture.students.list().stream()
                                    .map(student -> student.name)
                                    .sorted()
                                    .toList()))
                    .containsExactly(List.of("Ada"), List.of("Ada", "Eve"), List.of("Eve"));
            assertThat(store.wire().statements()).hasSize(1);
            assertThat(loaded.get(1).students.isLoaded()).isTrue();
        }
    }

    @Test
    void a_new_aggregate_has_none_until_it_is_loaded() {
        Author author = new Author(new AuthorId(UUID.randomUUID()), "Ada");
        assertThat(author.novels.list()).isEmpty();
        store.save(author, new Novel(UUID.randomUUID(), author.id, "Emma"));
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.get(Author.class, author.id).novels.list()).hasSize(1);
        }
    }

    @Test
    void objects_of_many_aggregates_come_by_one_statement_for_each_level_and_are_the_same_instance() {
        Employee top = new Employee(UUID.randomUUID(), null);
        Employee one = new Employee(UUID.randomUUID(), top);
        Employee other = new Employee(UUID.randomUUID(), top);
        List<Employee> staff = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            staff.add(new Employee(UUID.randomUUID(), n % 2 == 0 ? one : other));
        }
        store.save(top, one, other);
        try (SqlUnitOfWork work = store.begin()) {
            Employee first = work.get(Employee.class, one.id);
            Employee second = work.get(Employee.class, other.id);
            for (int n = 0; n < 6; n++) {
                work.add(new Employee(staff.get(n).id, n % 2 == 0 ? first : second));
            }
            work.commit();
        }
        try (SqlUnitOfWork work = store.begin()) {
            List<Employee> loaded = work.getAll(
                    Employee.class, staff.stream().map(employee -> employee.id).toList());
            assertThat(store.wire().counts().roundTrips()).isEqualTo(3);
            assertThat(store.wire().statements()).hasSize(3);
            assertThat(loaded.get(0).manager).isSameAs(loaded.get(2).manager).isNotSameAs(loaded.get(1).manager);
            assertThat(loaded)
                    .allMatch(employee -> employee.manager != null
                            && loaded.get(0).manager != null
                            && employee.manager.manager == loaded.get(0).manager.manager);
            store.wire().reset();
            assertThat(work.get(Employee.class, top.id))
                    .isSameAs(loaded.get(5).manager == null ? null : loaded.get(5).manager.manager);
            assertThat(store.wire().statements()).isEmpty();
        }
    }

    @Test
    void objects_further_away_than_allowed_are_told_with_the_path_and_may_be_raised() {
        Employee at = null;
        for (int n = 0; n < 6; n++) {
            Employee next = new Employee(UUID.randomUUID(), null);
            UUID above = at == null ? null : at.id;
            store.save(next);
            store.database()
                    .execute("update employees set manager_id = " + (above == null ? "null" : "'" + above + "'")
                            + " where id = '" + next.id + "'");
            at = next;
        }
        UUID lowest = at == null ? UUID.randomUUID() : at.id;
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.find(Employee.class, lowest))
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("manager.manager.manager.manager")
                    .hasMessageContaining("maxReferenceLevels");
        }
        try (Keelson deeper = mapped().maxReferenceLevels(5)
                        .dataSource(store.database().application())
                        .build();
                SqlUnitOfWork work = deeper.begin(Store.CONTEXT)) {
            Employee loaded = work.get(Employee.class, lowest);
            for (int n = 0; n < 5; n++) {
                assertThat(loaded.manager).isNotNull();
                loaded = loaded.manager;
            }
            assertThat(loaded.manager).isNull();
        }
    }
}
