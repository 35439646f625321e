package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.conformance.Car.Electric;
import dev.keelson.work.conformance.Car.Petrol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conformance: references by identifier, and parts one to one; more of both stands with the shapes. */
@ParameterizedClass
@EnumSource(Variant.class)
@SuppressWarnings("NullAway.Init")
class ReferencesAndPartsConformanceTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(
                variant,
                (as, keelson) -> {
                    Person.map(as, keelson);
                    Car.map(as, keelson);
                },
                variant.beside("badges", "id", "badge_of_a_person", "people"));
    }

    @AfterParameterizedClassInvocation
    static void drop() {
        ground.close();
    }

    @BeforeEach
    void empty() {
        ground.empty();
    }

    @Test
    void a_part_is_replaced_by_another_although_only_one_may_hang_there() { // 49
        ground.save(new Car(Ground.id(1), new Petrol(Ground.id(11), 6)));
        Committed committed =
                ground.commit(work -> work.get(Car.class, Ground.id(1)).engine = new Petrol(Ground.id(12), 8));
        assertThat(committed.planned())
                .isEqualTo(ground.expected("DELETE engines 11", "UPDATE cars 1 (version)", "INSERT engines 12"));
        assertThat(ground.rows("select id, car_id, cylinders from engines")).containsExactly("12 1 8");
        ground.assertStored(new Car(Ground.id(1), new Petrol(Ground.id(12), 8)), Ground.id(1));
        ground.assertVersion("cars", 1, 2);
    }

    @Test
    @SuppressWarnings("NullAway") // the domain breaks its own rule
    void a_required_part_set_to_null_is_refused_by_name() { // 50
        ground.save(new Car(Ground.id(1), new Electric(Ground.id(11), 400)));
        assertThat(ground.refused(work -> work.get(Car.class, Ground.id(1)).engine = null))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Car.engine", Ground.id(1).toString());
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(ground.rows("select id from engines")).containsExactly("11");
    }

    @Test
    @NotOn(policies = true, because = "what is hidden stays, and so do references to it")
    void removing_what_others_refer_to_is_refused_with_constraint_and_table_also_if_they_are_not_loaded() { // 59
        ground.save(Person.of(1), Person.of(2, Person.of(1)));
        try (SqlUnitOfWork work = ground.begin()) {
            work.remove(work.get(Person.class, Person.id(1)));
            assertThat(ground.refused(work))
                    .isInstanceOfSatisfying(ConstraintViolationException.class, refused -> {
                        assertThat(refused.constraint()).isEqualTo(variant.foreignKey("people", "friend_id"));
                        assertThat(refused.table()).isEqualTo("people");
                    })
                    .hasMessageContaining("Person[" + Ground.id(1) + "]");
        }
        assertThat(ground.rows("select id, friend_id from people order by id")).containsExactly("1 null", "2 1");
    }

    @Test
    @NotOn(policies = true, because = "what is hidden stays, and so do references to it")
    void removing_what_a_table_beside_the_model_refers_to_is_refused_with_that_table() { // 59
        ground.save(Person.of(1));
        ground.execute("insert into badges values ('" + Ground.id(1) + "')");
        assertThat(ground.refused(work -> work.remove(work.get(Person.class, Person.id(1)))))
                .isInstanceOfSatisfying(ConstraintViolationException.class, refused -> {
                    assertThat(refused.constraint()).isEqualTo("badge_of_a_person");
                    assertThat(refused.table()).isEqualTo("badges");
                });
        assertThat(ground.rows("select id from people")).containsExactly("1");
    }

    @Test
    void a_reference_to_null_and_to_another_is_one_update_each_and_no_load() { // 63
        ground.save(Person.of(1), Person.of(2), Person.of(3, Person.of(1)));
        try (SqlUnitOfWork work = ground.begin()) {
            Person person = work.get(Person.class, Person.id(3));
            person.friend = Person.id(2);
            assertThat(ground.traffic().sent()).hasSize(1);
            assertThat(ground.commit(work).planned())
                    .isEqualTo(ground.expected("UPDATE people 3 (friend_id, version)"));
            assertThat(ground.rows("select friend_id from people where id = '" + Ground.id(3) + "'"))
                    .containsExactly("2");
            person.friend = null;
            assertThat(ground.commit(work).planned())
                    .isEqualTo(ground.expected("UPDATE people 3 (friend_id, version)"));
        }
        assertThat(ground.rows("select id, friend_id from people order by id"))
                .containsExactly("1 null", "2 null", "3 null");
        ground.assertVersion("people", 3, 3);
    }

    @Test
    @NotOn(policies = true, because = "what is hidden stays, and so do references to it")
    void a_reference_to_what_is_removed_in_the_same_unit_of_work_is_refused_and_dangles_nowhere() { // 64
        ground.save(Person.of(1), Person.of(2));
        assertThat(ground.refused(work -> {
                    work.get(Person.class, Person.id(2)).friend = Person.id(1);
                    work.remove(work.get(Person.class, Person.id(1)));
                }))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContainingAll(variant.foreignKey("people", "friend_id"), "people");
        assertThat(ground.rows("select id, friend_id from people order by id")).containsExactly("1 null", "2 null");
    }
}
