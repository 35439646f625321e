package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.conformance.Animal.Cat;
import dev.keelson.work.conformance.Animal.Dog;
import dev.keelson.work.conformance.Country.City;
import dev.keelson.work.conformance.Country.Code;
import dev.keelson.work.conformance.Crate.Box;
import dev.keelson.work.conformance.Parcel.ParcelId;
import dev.keelson.work.conformance.Seat.SeatId;
import dev.keelson.work.conformance.Seat.Snack;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conformance: within one unit of work, one identity is one object. */
@ParameterizedClass
@EnumSource(Variant.class)
@SuppressWarnings("NullAway.Init")
class IdentityMapConformanceTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(variant, (as, keelson) -> {
            Crate.map(as, keelson);
            Country.map(as, keelson);
            Animal.map(as, keelson);
            Seat.map(as, keelson);
            Member.map(as, keelson);
        });
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
    void found_twice_it_is_the_same_instance_and_one_statement() { // 74
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = work.get(Crate.class, Ground.id(1));
            assertThat(work.find(Crate.class, new UUID(0, 1))).containsSame(crate);
            assertThat(work.getAll(Crate.class, List.of(Ground.id(1))).getFirst())
                    .isSameAs(crate);
            assertThat(work.query(Crate.class).list()).singleElement().isSameAs(crate);
            assertThat(ground.traffic().sent()).hasSize(2);
            assertThat(work.find(Crate.class, Ground.id(2))).isEmpty();
        }
    }

    @Test
    void every_form_of_a_query_gives_the_same_instance_by_one_statement() { // 74
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")), Crate.of(2, "tools"));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = work.query(Crate.class)
                    .any("boxes", box -> box.field("name").eq("apples"))
                    .single()
                    .orElseThrow();
            assertThat(work.query(Crate.class)
                            .where(one -> one.field("label").eq("fruit"))
                            .first())
                    .containsSame(crate);
            assertThat(work.query(Crate.class).page(1).items()).singleElement().isSameAs(crate);
            assertThat(work.query(Crate.class)
                            .orderBy(work.field(Crate.class, "label").desc())
                            .offset(1)
                            .list())
                    .singleElement()
                    .isSameAs(crate);
            assertThat(work.query(Crate.class)
                            .where(one -> one.field("id").eq(Ground.id(1)))
                            .<UUID>ids())
                    .containsExactly(crate.id);
            assertThat(work.query(Crate.class).count()).isEqualTo(2);
            assertThat(work.query(Crate.class).exists()).isTrue();
            assertThat(ground.traffic().sent()).hasSize(7);
            assertThat(ground.commit(work).planned()).isEmpty();
        }
    }

    @Test
    void found_by_its_base_and_by_its_class_it_is_the_same_instance() { // 75
        ground.save(Cat.of(1, "Tom", 9));
        try (SqlUnitOfWork work = ground.begin()) {
            Animal animal = work.get(Animal.class, Ground.id(1));
            assertThat(animal).isInstanceOf(Cat.class);
            assertThat(work.get(Cat.class, Ground.id(1))).isSameAs(animal);
            assertThat(ground.traffic().sent()).hasSize(1);
        }
        try (SqlUnitOfWork work = ground.begin()) {
            Cat cat = work.get(Cat.class, Ground.id(1));
            assertThat(work.get(Animal.class, Ground.id(1))).isSameAs(cat);
            assertThat(ground.traffic().sent()).hasSize(1);
        }
    }

    @Test
    void asked_by_its_base_and_by_its_class_it_is_the_same_instance() { // 75
        ground.save(Cat.of(1, "Tom", 9), Dog.of(2, "Rex", "boxer"));
        try (SqlUnitOfWork work = ground.begin()) {
            Animal animal = work.query(Animal.class)
                    .where(one -> one.field("lives").eq(9))
                    .single()
                    .orElseThrow();
            assertThat(work.query(Cat.class).list()).singleElement().isSameAs(animal);
            assertThat(work.query(Animal.class)
                            .orderBy(work.field(Animal.class, "id").asc())
                            .list())
                    .containsExactly(animal, work.get(Dog.class, Ground.id(2)));
            assertThat(ground.traffic().sent()).hasSize(3);
        }
    }

    @Test
    void asked_for_as_another_class_it_is_not_found() { // 76
        ground.save(Cat.of(1, "Tom", 9));
        try (SqlUnitOfWork work = ground.begin()) {
            assertThat(work.find(Dog.class, Ground.id(1))).isEmpty();
            assertThat(work.get(Animal.class, Ground.id(1))).isInstanceOf(Cat.class);
            assertThat(work.find(Dog.class, Ground.id(1))).isEmpty();
            assertThat(work.findAll(Dog.class, List.of(Ground.id(1)))).isEmpty();
            assertThatThrownBy(() -> work.get(Dog.class, Ground.id(1)))
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageContainingAll("Dog", Ground.id(1).toString());
        }
    }

    @Test
    void no_query_for_another_class_finds_it() { // 76
        ground.save(Cat.of(1, "Tom", 9));
        try (SqlUnitOfWork work = ground.begin()) {
            Animal cat = work.get(Animal.class, Ground.id(1));
            assertThat(work.query(Dog.class)
                            .where(dog -> dog.field("id").eq(cat.id))
                            .list())
                    .isEmpty();
            assertThat(work.query(Dog.class)
                            .where(dog -> dog.field("name").eq("Tom"))
                            .first())
                    .isEmpty();
            assertThat(work.query(Dog.class).page(5).items()).isEmpty();
            assertThat(work.query(Dog.class).<UUID>ids()).isEmpty();
            assertThat(work.query(Dog.class).count()).isZero();
            assertThat(work.query(Dog.class).exists()).isFalse();
            assertThatThrownBy(() -> work.query(Dog.class)
                            .where(dog -> dog.field("lives").eq(9)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Dog", "lives");
        }
    }

    @Test
    void a_query_gives_the_instance_that_was_changed_in_memory_with_its_change() { // 77
        ground.save(Crate.of(1, "fruit"), Crate.of(2, "tools"));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = work.get(Crate.class, Ground.id(1));
            crate.label = "changed";
            assertThatThrownBy(() -> work.query(Crate.class).list())
                    .isInstanceOf(PendingChangesException.class)
                    .hasMessageContainingAll("crates", "Crate[" + Ground.id(1) + "]");
            List<Crate> all = work.query(Crate.class).seeingDatabase().list();
            assertThat(all).hasSize(2).anySatisfy(one -> assertThat(one).isSameAs(crate));
            assertThat(crate.label).isEqualTo("changed");
            assertThat(ground.commit(work).planned()).isEqualTo(ground.expected("UPDATE crates 1 (label, version)"));
        }
        assertThat(ground.rows("select label from crates order by id")).containsExactly("changed", "tools");
    }

    @Test
    void every_form_of_a_query_is_refused_while_a_table_that_it_reads_has_pending_changes() { // 77
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")), Country.of("FR", "France"));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = work.get(Crate.class, Ground.id(1));
            crate.boxes.getFirst().name = "pears";
            List<Function<AggregateQuery<Crate>, Object>> forms = List.of(
                    AggregateQuery::list,
                    AggregateQuery::first,
                    AggregateQuery::single,
                    query -> query.page(1).items(),
                    AggregateQuery::ids,
                    AggregateQuery::count,
                    AggregateQuery::exists,
                    query -> query.stream().toList());
            ground.traffic().reset();
            for (Function<AggregateQuery<Crate>, Object> form : forms) {
                assertThatThrownBy(() -> form.apply(work.query(Crate.class)
                                .any("boxes", box -> box.field("name").eq("apples"))))
                        .isInstanceOf(PendingChangesException.class)
                        .hasMessageContainingAll("crate_boxes", "Crate[" + Ground.id(1) + "]");
            }
            assertThat(ground.traffic().sent()).isEmpty();
            assertThat(work.query(Country.class).count()).as("of other tables").isEqualTo(1);
            assertThat(work.query(Crate.class)
                            .any("boxes", box -> box.field("name").eq("apples"))
                            .seeingDatabase()
                            .single())
                    .containsSame(crate);
            assertThat(crate.boxes.getFirst().name).isEqualTo("pears");
            ground.commit(work);
            assertThat(work.query(Crate.class)
                            .any("boxes", box -> box.field("name").eq("pears"))
                            .single())
                    .containsSame(crate);
        }
    }

    @Test
    void another_object_of_a_tracked_identity_is_refused_and_the_first_stays() { // 78
        ground.save(Crate.of(1, "stored"));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate loaded = work.get(Crate.class, Ground.id(1));
            Crate added = Crate.of(2, "added");
            work.add(added);
            work.add(added);
            for (Crate other : List.of(Crate.of(1, "other"), Crate.of(2, "other"))) {
                assertThatThrownBy(() -> work.add(other))
                        .isInstanceOfSatisfying(DuplicateAggregateException.class, refused -> {
                            assertThat(refused.type()).isEqualTo(Crate.class);
                            assertThat(refused.id()).isEqualTo(other.id);
                            assertThat(refused.inMemory()).isTrue();
                        })
                        .hasMessageContaining("Crate[" + other.id + "]");
            }
            assertThat(work.get(Crate.class, Ground.id(1))).isSameAs(loaded);
            assertThat(work.get(Crate.class, Ground.id(2))).isSameAs(added);
            assertThat(ground.commit(work).planned()).containsExactly("INSERT crates 2");
        }
        assertThat(ground.rows("select label from crates order by id")).containsExactly("stored", "added");
    }

    @Test
    void what_is_removed_is_not_found_and_taken_back_it_is_kept() { // 79
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = work.get(Crate.class, Ground.id(1));
            work.remove(crate);
            assertThat(work.find(Crate.class, Ground.id(1))).isEmpty();
            assertThat(work.findAll(Crate.class, List.of(Ground.id(1)))).isEmpty();
            assertThat(work.query(Crate.class).seeingDatabase().list()).isEmpty();
            work.add(crate);
            assertThat(work.get(Crate.class, Ground.id(1))).isSameAs(crate);
            assertThat(ground.commit(work).planned()).isEmpty();
            assertThat(ground.traffic().sent()).isEmpty();

            work.remove(crate);
            work.add(crate);
            crate.label = "kept";
            assertThat(ground.commit(work).planned()).isEqualTo(ground.expected("UPDATE crates 1 (label, version)"));
        }
        assertThat(ground.rows("select c.label, b.name from crates c join crate_boxes b on b.crate_id = c.id"))
                .containsExactly("kept apples");
    }

    @Test
    void what_is_removed_is_passed_over_by_a_query_that_sees_the_database() { // 79
        ground.save(Crate.of(1, "a"), Crate.of(2, "b"), Crate.of(3, "c"));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate crate = work.get(Crate.class, Ground.id(1));
            work.remove(crate);
            assertThat(byLabel(work).first()).map(one -> one.label).contains("b");
            assertThat(byLabel(work).limit(2).list())
                    .extracting(one -> one.label)
                    .containsExactly("b");
            assertThat(byLabel(work).page(2).items())
                    .extracting(one -> one.label)
                    .containsExactly("b");
            work.add(crate);
            assertThat(byLabel(work).first()).containsSame(crate);
            assertThat(ground.commit(work).planned()).isEmpty();
        }
    }

    private static AggregateQuery<Crate> byLabel(SqlUnitOfWork work) {
        return work.query(Crate.class)
                .orderBy(work.field(Crate.class, "label").asc())
                .seeingDatabase();
    }

    @Test
    @SuppressWarnings("NullAway") // the caller breaks the rule
    void no_identifier_and_one_of_another_type_are_refused_with_the_type_expected() { // 80
        try (SqlUnitOfWork work = ground.begin()) {
            assertThatThrownBy(() -> work.find(Crate.class, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Crate", "null", "UUID");
            assertThatThrownBy(() -> work.find(Crate.class, "1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Crate", "java.util.UUID", "java.lang.String");
            assertThatThrownBy(() -> work.find(Seat.class, "A"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Seat", "SeatId", "java.lang.String");
            assertThatThrownBy(() -> work.find(Seat.class, List.of("A", 1, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Seat", "SeatId");
            assertThat(ground.traffic().sent()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the caller breaks the rule
    void a_query_by_no_identifier_or_one_of_another_type_is_refused_with_the_type_expected() { // 80
        try (SqlUnitOfWork work = ground.begin()) {
            assertThatThrownBy(() -> work.query(Crate.class)
                            .where(crate -> crate.field("id").eq("1"))
                            .list())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Crate.id", "UUID", "String");
            assertThatThrownBy(() -> work.query(Crate.class)
                            .where(crate -> crate.field("id").in(List.of(Ground.id(1), 2L)))
                            .exists())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Crate.id", "UUID", "Long");
            assertThatThrownBy(() -> work.query(Country.class)
                            .where(country -> country.field("code").eq(Ground.id(1)))
                            .count())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Country.code", "UUID", "Code");
            assertThatThrownBy(() -> work.query(Crate.class)
                            .where(crate -> crate.<UUID>field("id").eq(null)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("isNull()");
            assertThat(ground.traffic().sent())
                    .as("nothing but what goes ahead of a query")
                    .allSatisfy(sent -> assertThat(sent).startsWith("select set_config("));
        }
    }

    @Test
    void an_identifier_that_changes_is_refused_with_both_and_no_row_is_orphaned() { // 81
        ground.save(Country.of("FR", "France"), City.of(1, "FR"));
        assertThat(ground.refused(work -> work.get(Country.class, new Code("FR")).code = new Code("XX")))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Country.code", "FR", "XX");
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(ground.rows("select c.id, n.code from cities c join countries n on n.code = c.country_id"))
                .containsExactly("1 FR");
    }

    @Test
    void an_object_of_a_closed_unit_of_work_is_no_new_one_but_may_be_the_next_state() { // 82
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
        Crate detached = ground.load(Crate.class, Ground.id(1));
        detached.label = "changed";
        assertThat(ground.refused(work -> work.add(detached)))
                .isInstanceOf(DuplicateAggregateException.class)
                .hasMessageContaining("Crate[" + Ground.id(1) + "]");
        assertThat(ground.rows("select label from crates")).containsExactly("fruit");

        Committed committed = ground.commit(work -> {
            work.replace(detached);
            assertThat(work.get(Crate.class, Ground.id(1))).isSameAs(detached);
        });
        assertThat(committed.planned()).isEqualTo(ground.expected("UPDATE crates 1 (label, version)"));
        assertThat(ground.rows("select label from crates")).containsExactly("changed");
        ground.assertVersion("crates", 1, 2);
        ground.assertStored(detached, Ground.id(1));
    }

    @Test
    void the_generated_part_of_a_key_of_two_columns_arrives_in_the_children() { // 83
        try (Ground half = Ground.of(variant, Parcel::map, "create sequence parcel_numbers start with 7")) {
            try (SqlUnitOfWork work = half.begin()) {
                int first = (int) work.nextNumber("parcel_numbers");
                int second = (int) work.nextNumber("parcel_numbers");
                work.add(new Parcel(new ParcelId("Ulm", first), List.of("blue")));
                work.add(new Parcel(new ParcelId("Ulm", second), List.of("red")));
                work.commit();
            }
            assertThat(half.rows("select p.id_depot, p.id_number, s.stamp from parcels p join parcel_stamps s"
                            + " on s.parcel_id_depot = p.id_depot and s.parcel_id_number = p.id_number"
                            + " order by p.id_number"))
                    .containsExactly("Ulm 7 blue", "Ulm 8 red");
        }
    }

    @Test
    void children_have_all_columns_of_the_key_of_their_root() { // 83
        Seat seat = Seat.of("A", 1, "Ada");
        seat.snacks.add(new Snack("nuts"));
        assertThat(ground.commit(work -> work.add(seat)).planned())
                .containsExactly("INSERT seats A 1", "INSERT seat_snacks A 1 0");
        assertThat(ground.rows("select seat_id_row, seat_id_place, snack from seat_snacks"))
                .containsExactly("A 1 nuts");
        ground.assertStored(seat, seat.id);
    }

    @Test
    @SuppressWarnings("NullAway") // the domain breaks its own rule
    void a_key_of_which_one_part_is_missing_is_refused_by_name() { // 84
        try (SqlUnitOfWork work = ground.begin()) {
            assertThatThrownBy(() -> {
                        work.add(new Seat(new SeatId(null, 1), "Ada"));
                        work.commit();
                    })
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContainingAll("Seat.id.row", "null");
            assertThat(ground.traffic().sent()).isEmpty();
            work.discard();
        }
        assertThat(ground.rows("select * from seats")).isEmpty();
    }

    @Test
    void objects_that_say_they_are_equal_are_told_apart_by_their_identifiers() { // 85
        Member one = new Member(Ground.id(1), "Kim");
        Member two = new Member(Ground.id(2), "Kim");
        Committed committed = ground.commit(work -> {
            work.add(one);
            work.add(two);
            assertThat(work.get(Member.class, two.id)).isSameAs(two);
        });
        assertThat(committed.planned()).containsExactly("INSERT members 1", "INSERT members 2");

        try (SqlUnitOfWork work = ground.begin()) {
            Member first = work.get(Member.class, one.id);
            Member second = work.get(Member.class, two.id);
            assertThat(second).isNotSameAs(first);
            second.town = "Ulm";
            work.remove(first);
            assertThat(work.get(Member.class, two.id)).isSameAs(second);
            assertThat(ground.commit(work).planned())
                    .isEqualTo(ground.expected("DELETE members 1", "UPDATE members 2 (town, version)"));
        }
        assertThat(ground.rows("select id, name, town from members")).containsExactly("2 Kim Ulm");
    }
}
