package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Aggregates that hold others as objects: one object each, a statement for each level, and the right object at commit. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectReferencesTest {

    record Company(int id, String name) {}

    static final class Employee {
        final int id;
        String name;

        @Nullable
        Employee manager;

        @Nullable
        Company company;

        Employee(int id, String name) {
            this.id = id;
            this.name = name;
        }

        Employee under(Employee boss) {
            manager = boss;
            return this;
        }

        Employee at(Company employer) {
            company = employer;
            return this;
        }
    }

    /** Holds others in a value object and in a child. */
    record Seat(int number, Employee sitter) {}

    record Lease(Company landlord, int rent) {}

    static final class Office {
        final int id;
        final Lease lease;
        final List<Seat> seats = new ArrayList<>();

        Office(int id, Lease lease) {
            this.id = id;
            this.lease = lease;
        }
    }

    private static final Company ACME = new Company(1, "Acme");
    private static final Company GLOBEX = new Company(2, "Globex");

    private final Store store = Store.of(ObjectReferencesTest::mapped);

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Company.class)
                .map(Employee.class)
                .map(
                        Office.class,
                        office -> office.children(
                                "seats", seats -> seats.id("number").localId()));
    }

    @BeforeAll
    void has_no_foreign_key_that_keeps_a_reference_from_dangling() {
        store.database().execute("alter table employees drop constraint employees_company_id_fkey");
    }

    @BeforeEach
    void empties() {
        store.database().execute("truncate companies, employees, offices, office_seats cascade");
    }

    @AfterAll
    void closes() {
        store.close();
    }

    private long trips() {
        return store.wire().counts().roundTrips();
    }

    /** Employees 1 to n, each under the next. */
    private Employee stored(int n, Company company) {
        Employee boss = new Employee(n, "E" + n).at(company);
        List<Object> all = new ArrayList<>(List.of(company, boss));
        for (int id = n - 1; id >= 1; id--) {
            boss = new Employee(id, "E" + id).at(company).under(boss);
            all.add(boss);
        }
        store.save(all.toArray());
        return boss;
    }

    @Test
    void each_level_costs_one_statement_for_all_its_types() {
        stored(3, ACME);
        try (SqlUnitOfWork work = store.begin()) {
            Employee one = work.get(Employee.class, 1);

            assertThat(one.manager.manager.name).isEqualTo("E3");
            assertThat(one.manager.manager.manager).isNull();
            assertThat(one.company).isEqualTo(ACME);
            assertThat(one.manager.manager.company).isSameAs(one.company);
            assertThat(trips())
                    .as("itself; manager and company; the manager's manager")
                    .isEqualTo(3);

            assertThat(work.get(Employee.class, 3)).isSameAs(one.manager.manager);
            assertThat(work.get(Company.class, 1)).isSameAs(one.company);
            assertThat(work.commit().isEmpty()).isTrue();
            assertThat(trips()).isEqualTo(3);
        }
    }

    @Test
    void many_together_need_no_more_statements_than_one() {
        stored(3, ACME);
        store.save(GLOBEX, new Employee(11, "F").at(GLOBEX), new Employee(12, "G").at(GLOBEX));
        try (SqlUnitOfWork work = store.begin()) {
            Map<Integer, Employee> found = work.findAll(Employee.class, List.of(1, 11, 12));
            assertThat(found.get(11).company).isEqualTo(GLOBEX).isSameAs(found.get(12).company);
            assertThat(trips()).isEqualTo(3);
        }
        try (SqlUnitOfWork work = store.begin()) {
            List<Employee> all = work.query(Employee.class)
                    .orderBy(DSL.field("employees.id"))
                    .list();
            assertThat(all).extracting(employee -> employee.id).containsExactly(1, 2, 3, 11, 12);
            assertThat(all.get(0).manager).isSameAs(all.get(1));
            assertThat(trips())
                    .as("the managers are read already, the companies come next")
                    .isEqualTo(2);
        }
    }

    @Test
    void what_the_unit_of_work_has_is_not_read_again() {
        stored(2, ACME);
        try (SqlUnitOfWork work = store.begin()) {
            Company acme = work.get(Company.class, 1);
            Employee boss = work.get(Employee.class, 2);
            assertThat(trips()).isEqualTo(2);

            Employee one = work.get(Employee.class, 1);
            assertThat(one.manager).isSameAs(boss);
            assertThat(one.company).isSameAs(acme);
            assertThat(trips()).isEqualTo(3);
        }
    }

    @Test
    void a_change_in_memory_is_seen_through_the_reference() {
        stored(2, ACME);
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Employee.class, 2).name = "renamed";
            assertThat(work.get(Employee.class, 1).manager.name).isEqualTo("renamed");
            work.discard();
        }
    }

    @Test
    void circles_close_in_the_same_objects() {
        store.save(new Employee(1, "A"), new Employee(2, "B"), new Employee(3, "C"));
        store.database().execute("update employees set manager_id = case id when 1 then 2 when 2 then 1 else 3 end");
        try (SqlUnitOfWork work = store.begin()) {
            Employee one = work.get(Employee.class, 1);
            assertThat(one.manager.manager).isSameAs(one);
            assertThat(trips()).isEqualTo(2);

            Employee own = work.get(Employee.class, 3);
            assertThat(own.manager).isSameAs(own);
            assertThat(trips()).isEqualTo(3);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void a_value_object_and_a_child_refer_like_a_root() {
        Employee sitter = stored(2, ACME);
        store.save(GLOBEX);
        try (SqlUnitOfWork work = store.begin()) {
            Office office = new Office(7, new Lease(work.get(Company.class, 2), 900));
            office.seats.add(new Seat(1, work.get(Employee.class, sitter.id)));
            office.seats.add(new Seat(2, work.get(Employee.class, 2)));
            work.add(office);
            work.commit();
        }
        try (SqlUnitOfWork work = store.begin()) {
            Office office = work.get(Office.class, 7);
            assertThat(office.lease).isEqualTo(new Lease(GLOBEX, 900));
            assertThat(office.seats.get(0).sitter().manager)
                    .isSameAs(office.seats.get(1).sitter());
            assertThat(trips())
                    .as("the office; landlord and sitters; their company")
                    .isEqualTo(3);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void more_levels_than_allowed_are_an_error_that_names_the_path() {
        stored(5, ACME);
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.get(Employee.class, 1))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("Employee[1]")
                    .hasMessageContaining("object references lead further than 3 levels, to"
                            + " Employee.manager.manager.manager.manager, and each level costs a statement. Make one of"
                            + " the properties on the way a Ref or an identifier, or allow more:"
                            + " Keelson.builder().maxReferenceLevels(...)");
            assertThat(work.get(Employee.class, 2).manager.manager.manager.name)
                    .as("others load")
                    .isEqualTo("E5");
            assertThat(work.get(Employee.class, 1).manager.id)
                    .as("the way is known now")
                    .isEqualTo(2);
        }
    }

    @Test
    void more_levels_may_be_allowed_and_fewer() {
        stored(6, ACME);
        try (Keelson deep = mapped().maxReferenceLevels(5)
                        .dataSource(store.database().application())
                        .build();
                SqlUnitOfWork work = deep.begin(Store.CONTEXT)) {
            assertThat(work.get(Employee.class, 1).manager.manager.manager.manager.manager.id)
                    .isEqualTo(6);
        }
        assertThatThrownBy(() -> mapped().maxReferenceLevels(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot follow -1 levels of references; give 0 or more.");
    }

    @Test
    void a_chain_of_thousands_in_one_query_does_not_exhaust_the_stack() {
        store.database()
                .execute("insert into employees (id, name, manager_id, version)"
                        + " select n, 'E' || n, nullif(n + 1, 5001), 1 from generate_series(5000, 1, -1) n");
        try (SqlUnitOfWork work = store.begin()) {
            List<Employee> all = work.query(Employee.class)
                    .orderBy(DSL.field("employees.id"))
                    .list();
            assertThat(all).hasSize(5000);
            for (int i = 0; i + 1 < all.size(); i++) {
                assertThat(all.get(i).manager).isSameAs(all.get(i + 1));
            }
            assertThat(trips()).isEqualTo(1);
        }
    }

    @Test
    void a_reference_that_dangles_is_an_error_that_names_property_column_and_key() {
        stored(2, ACME);
        store.save(new Employee(9, "J"));
        store.database().execute("update employees set company_id = 77 where id = 1");
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.get(Employee.class, 1))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageStartingWith(
                            "Cannot hydrate Employee[1], property company (column company_id): refers to"
                                    + " Company[77], which does not exist");
            assertThat(work.get(Employee.class, 9).name).isEqualTo("J");
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void an_object_that_was_never_registered_is_refused_before_any_sql_and_the_commit_mended() {
        stored(2, ACME);
        try (SqlUnitOfWork work = store.begin()) {
            Employee one = work.get(Employee.class, 1);
            one.company = GLOBEX;
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Employee.company")
                    .hasMessageContaining(
                            "refers to Company[2], which this unit of work does not know; add it or load it");
            assertThat(trips()).isZero();

            work.add(GLOBEX);
            work.commit();
        }
        assertThat(store.database().query("select company_id from employees order by id"))
                .containsExactly(List.of(2), List.of(1));
    }

    @Test
    void new_ones_may_refer_to_each_other_whatever_the_order() {
        try (SqlUnitOfWork work = store.begin()) {
            Employee boss = new Employee(2, "B").at(ACME);
            work.add(new Employee(1, "A").under(boss).at(ACME));
            work.add(boss);
            work.add(ACME);
            work.commit();
            assertThat(trips()).isEqualTo(1);
        }
        assertThat(store.load(Employee.class, 1).manager.company).isEqualTo(ACME);
    }

    @Test
    void a_reference_to_one_that_is_removed_is_refused() {
        stored(2, ACME);
        try (SqlUnitOfWork work = store.begin()) {
            Employee one = work.get(Employee.class, 1);
            work.remove(one.company);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("refers to Company[1], which is removed in this unit of work");

            one.company = null;
            one.manager.company = null;
            work.commit();
        }
        assertThat(store.database().query("select company_id from employees"))
                .containsOnly(java.util.Arrays.asList((Object) null));
    }

    @Test
    void a_copy_of_another_unit_of_work_is_refused() {
        stored(2, ACME);
        Company theirs = store.load(Company.class, 1);
        try (SqlUnitOfWork work = store.begin()) {
            Employee one = work.get(Employee.class, 1);
            one.company = theirs;
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Employee.company")
                    .hasMessageContaining("refers to another instance of Company[1] than the one that is tracked");
            one.company = work.get(Company.class, 1);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void what_is_replaced_in_this_unit_of_work_stays_the_same_aggregate() {
        stored(2, ACME);
        try (SqlUnitOfWork work = store.begin()) {
            Employee one = work.get(Employee.class, 1);
            work.replace(new Company(1, "Acme Ltd"));
            one.name = "changed";
            work.commit();
            one.company = work.get(Company.class, 1);
            assertThat(work.commit().isEmpty()).isTrue();
        }
        assertThat(store.load(Employee.class, 1).company).isEqualTo(new Company(1, "Acme Ltd"));
    }

    @Test
    void another_target_is_one_update_and_none_a_null() {
        stored(2, ACME);
        store.save(GLOBEX);
        try (SqlUnitOfWork work = store.begin()) {
            Employee boss = work.get(Employee.class, 2);
            boss.company = work.get(Company.class, 2);
            Employee one = work.get(Employee.class, 1);
            one.manager = null;
            work.commit();
            assertThat(store.wire().statements())
                    .filteredOn(statement -> statement.startsWith("update"))
                    .containsExactlyInAnyOrder(
                            "update employees set company_id = $1, version = $2 where employees.id = $3",
                            "update employees set manager_id = $1, version = $2 where employees.id = $3");
        }
        assertThat(store.load(Employee.class, 1).manager).isNull();
        assertThat(store.load(Employee.class, 2).company).isEqualTo(GLOBEX);
    }
}
