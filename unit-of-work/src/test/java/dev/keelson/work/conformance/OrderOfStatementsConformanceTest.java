package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.conformance.Animal.Cat;
import dev.keelson.work.conformance.Animal.Dog;
import dev.keelson.work.conformance.Car.Electric;
import dev.keelson.work.conformance.Car.Petrol;
import dev.keelson.work.conformance.Country.City;
import dev.keelson.work.conformance.Crate.Box;
import dev.keelson.work.conformance.Crate.Item;
import dev.keelson.work.conformance.Seat.SeatId;
import dev.keelson.work.conformance.Ticket.TicketId;
import dev.keelson.work.shapes.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conformance: the order of statements. No constraint is deferred unless a test says so. */
@ParameterizedClass
@EnumSource(Variant.class)
@SuppressWarnings("NullAway.Init")
class OrderOfStatementsConformanceTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(
                variant,
                (as, keelson) -> {
                    Crate.map(as, keelson);
                    Person.map(as, keelson);
                    Hen.map(as, keelson);
                    Country.map(as, keelson);
                    Animal.map(as, keelson);
                    Car.map(as, keelson);
                    Ticket.map(as, keelson);
                    Seat.map(as, keelson);
                },
                Person.uniqueEmail(variant),
                variant.beside("blocks", "hen_id", "hen_is_blocked", "hens"));
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
    void a_new_root_is_inserted_before_its_new_children() { // 11
        Crate crate = Crate.of(1, "fruit", Box.of(11, "apples", Item.of(111, "Cox")));
        Committed committed = ground.commit(work -> work.add(crate));
        assertThat(committed.planned())
                .containsExactly("INSERT crates 1", "INSERT crate_boxes 11", "INSERT box_items 111");
        assertThat(committed.written()).containsExactly("insert crates", "insert crate_boxes", "insert box_items");
        assertThat(ground.rows("select b.crate_id, b.id, i.id from crate_boxes b join box_items i on i.box_id = b.id"))
                .containsExactly("1 11 111");
        ground.assertStored(crate, crate.id);
        ground.assertVersion("crates", 1, 1);
    }

    @Test
    void of_two_new_roots_the_one_referred_to_is_inserted_first_however_they_were_added() { // 12
        Committed committed = ground.commit(work -> {
            work.add(City.of(1, "FR"));
            work.add(Country.of("FR", "France"));
        });
        assertThat(committed.planned()).containsExactly("INSERT countries FR", "INSERT cities 1");
        assertThat(committed.written()).containsExactly("insert countries", "insert cities");
        assertThat(ground.rows("select c.id, n.name from cities c join countries n on n.code = c.country_id"))
                .containsExactly("1 France");
        ground.assertStored(City.of(1, "FR"), Ground.id(1));
    }

    @Test
    void unrelated_roots_of_related_tables_are_inserted_in_the_order_of_their_tables() { // 13
        ground.save(Country.of("FR", "France"));
        Committed committed = ground.commit(work -> {
            work.add(City.of(1, "FR"));
            work.add(Country.of("JP", "Japan"));
            work.add(City.of(2, "FR"));
            work.add(Country.of("PE", "Peru"));
        });
        assertThat(committed.planned())
                .containsExactly("INSERT countries JP", "INSERT countries PE", "INSERT cities 1", "INSERT cities 2");
        assertThat(ground.rows("select id, country_id from cities order by id")).containsExactly("1 FR", "2 FR");
    }

    @Test
    void siblings_are_inserted_in_the_order_of_their_collection() { // 14
        Crate crate = Crate.of(1, "fruit", Box.of(13, "c"), Box.of(11, "a"), Box.of(14, "d"), Box.of(12, "b"));
        Committed committed = ground.commit(work -> work.add(crate));
        assertThat(committed.planned())
                .containsExactly(
                        "INSERT crates 1",
                        "INSERT crate_boxes 13",
                        "INSERT crate_boxes 11",
                        "INSERT crate_boxes 14",
                        "INSERT crate_boxes 12");
        assertThat(ground.rows("select id, position from crate_boxes order by position"))
                .containsExactly("13 0", "11 1", "14 2", "12 3");
        ground.assertStored(crate, crate.id);
    }

    @Test
    void rows_of_one_class_are_inserted_after_those_they_refer_to() { // 15
        Person a = Person.of(1);
        Person b2 = Person.of(3, a);
        Person b1 = Person.of(2, b2);
        Person b3 = Person.of(4, b2);
        Committed committed = ground.commit(work -> List.of(a, b1, b2, b3).forEach(work::add));
        assertThat(committed.planned())
                .containsExactly("INSERT people 1", "INSERT people 3", "INSERT people 2", "INSERT people 4");
        assertThat(ground.rows("select id, friend_id from people order by id"))
                .containsExactly("1 null", "2 3", "3 1", "4 3");
        ground.assertStored(b1, b1.id);
    }

    @Test
    void classes_that_alternate_in_required_references_are_ordered_row_by_row() { // 16
        storeHenAndEgg(ground, 90);
        Committed committed = ground.commit(work -> {
            work.add(Hen.of(1, 1));
            work.add(Egg.of(1, 2));
            work.add(Hen.of(2, 2));
            work.add(Egg.of(2, 90));
        });
        assertThat(committed.planned())
                .containsExactly("INSERT eggs 2", "INSERT hens 2", "INSERT eggs 1", "INSERT hens 1");
        assertThat(committed.written()).containsExactly("insert eggs", "insert hens", "insert eggs", "insert hens");
        assertThat(ground.rows("select id, egg_id from hens order by id")).containsExactly("1 1", "2 2", "90 90");
        assertThat(ground.rows("select id, hen_id from eggs order by id")).containsExactly("1 2", "2 90", "90 90");
    }

    /** A hen and an egg of this number that need each other, which are stored together. */
    private void storeHenAndEgg(Ground on, int number) {
        on.insertBoth(variant.insert("eggs", "hen_id", number), variant.insert("hens", "egg_id", number));
    }

    @Test
    void a_circle_with_an_optional_reference_is_inserted_without_it_and_gets_it_by_an_update() { // 17
        for (boolean turned : List.of(false, true)) {
            empty();
            Person one = Person.of(1);
            Person two = Person.of(2, one);
            one.friend = two.id;
            List<Person> all = new ArrayList<>(List.of(one, two));
            if (turned) {
                Collections.reverse(all);
            }
            Committed committed = ground.commit(work -> all.forEach(work::add));
            assertThat(committed.planned())
                    .hasSize(3)
                    .startsWith("INSERT people " + (turned ? 2 : 1), "INSERT people " + (turned ? 1 : 2))
                    .endsWith("UPDATE people " + (turned ? 2 : 1) + " (friend_id)");
            assertThat(committed.written().getLast()).isEqualTo("update people (friend_id)");
            assertThat(ground.rows("select id, friend_id from people order by id"))
                    .containsExactly("1 2", "2 1");
            ground.assertStored(one, one.id);
            ground.assertVersion("people", 1, 1);
            ground.assertVersion("people", 2, 1);
        }
    }

    @Test
    void a_circle_of_required_references_is_refused_before_any_sql_and_told_edge_by_edge() { // 18
        Throwable refusal = ground.refused(work -> {
            work.add(Hen.of(1, 2));
            work.add(Egg.of(2, 1));
        });
        assertThat(refusal)
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContainingAll("hens", "eggs", "egg_id", "hen_id", Ground.id(1) + "", Ground.id(2) + "");
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(ground.rows("select id from hens union all select id from eggs"))
                .isEmpty();
    }

    @Test
    @NotOn(value = Backend.H2, because = "it defers no constraint")
    void a_circle_of_required_references_is_written_where_the_database_checks_them_at_the_end() { // 18
        try (Ground deferred = Ground.of(
                variant,
                Hen::map,
                "alter table hens alter constraint " + variant.foreignKey("hens", "egg_id")
                        + " deferrable initially deferred",
                "alter table eggs alter constraint " + variant.foreignKey("eggs", "hen_id")
                        + " deferrable initially deferred")) {
            deferred.commit(work -> {
                work.add(Hen.of(1, 2));
                work.add(Egg.of(2, 1));
            });
            assertThat(deferred.rows("select id, egg_id from hens")).containsExactly("1 2");
            assertThat(deferred.rows("select id, hen_id from eggs")).containsExactly("2 1");
        }
    }

    @Test
    void a_row_that_refers_to_itself_is_one_insert() { // 19
        Person alone = Person.of(1);
        alone.friend = alone.id;
        assertThat(ground.commit(work -> work.add(alone)).planned()).containsExactly("INSERT people 1");
        assertThat(ground.rows("select id, friend_id from people")).containsExactly("1 1");
        ground.assertStored(alone, alone.id);
    }

    @Test
    void a_row_that_refers_to_itself_by_an_identifier_of_the_database_is_one_insert_too() { // 19
        try (SqlUnitOfWork work = ground.begin()) {
            TicketId id = work.nextId(Ticket.class);
            Ticket ticket = new Ticket(id, "again");
            ticket.repeats = id;
            work.add(ticket);
            assertThat(ground.commit(work).planned()).containsExactly("INSERT tickets " + id.value());
            assertThat(ground.rows("select repeats_id - id from tickets")).containsExactly("0");
            ground.assertStored(ticket, id);
        }
    }

    @Test
    void rows_are_deleted_before_those_they_refer_to_whatever_the_order_of_removal() { // 20
        Person a = Person.of(1);
        Person b2 = Person.of(3, a);
        Person b1 = Person.of(2, b2);
        Person b3 = Person.of(4, b2);
        ground.save(a, b1, b2, b3);
        Crate crate = Crate.of(1, "fruit", Box.of(11, "apples", Item.of(111, "Cox")));
        ground.save(crate);
        Committed committed = ground.commit(work -> {
            for (Person each : List.of(a, b2, b3, b1)) {
                work.remove(work.get(Person.class, each.id));
            }
            work.remove(work.get(Crate.class, crate.id));
        });
        assertThat(committed.planned())
                .hasSize(7)
                .contains("DELETE people 1", "DELETE people 2", "DELETE people 3", "DELETE people 4")
                .containsSubsequence("DELETE box_items 111", "DELETE crate_boxes 11", "DELETE crates 1");
        if (!variant.hasPolicies()) { // where rows stay, nothing stands against any order
            assertThat(committed.planned())
                    .containsSubsequence("DELETE people 2", "DELETE people 3", "DELETE people 1")
                    .containsSubsequence("DELETE people 4", "DELETE people 3");
        }
        assertThat(ground.rows("select id from people union all select id from crates"))
                .isEmpty();
    }

    @Test
    void what_blocks_a_delete_goes_before_rows_that_the_database_would_cascade() { // 21
        try (Ground cascading = Ground.of(
                variant,
                (as, keelson) -> {
                    Person.map(as, keelson);
                    as.map(keelson, Pledge.class);
                },
                "alter table people drop constraint " + variant.foreignKey("people", "friend_id"),
                "alter table people add foreign key " + variant.key("friend_id")
                        + " references people on delete cascade")) {
            Person one = Person.of(1);
            Person two = Person.of(2, one);
            one.friend = two.id;
            Pledge pledge = new Pledge(Ground.id(3), one.id);
            cascading.save(one, two, pledge);
            Committed committed = cascading.commit(work -> {
                work.remove(work.get(Person.class, one.id));
                work.remove(work.get(Person.class, two.id));
                work.remove(work.get(Pledge.class, pledge.id()));
            });
            assertThat(committed.planned().getFirst()).isEqualTo("DELETE pledges 3");
            assertThat(committed.planned()).contains("DELETE people 1", "DELETE people 2");
            assertThat(cascading.rows("select id from people union all select id from pledges"))
                    .isEmpty();
        }
    }

    /** Blocks the removal of a person. */
    record Pledge(UUID id, Person.PersonId by) {}

    @Test
    void a_circle_of_required_references_is_deleted_where_the_database_cascades() { // 21
        try (Ground cascading = Ground.of(
                variant,
                Hen::map,
                "alter table hens drop constraint " + variant.foreignKey("hens", "egg_id"),
                "alter table hens add foreign key " + variant.key("egg_id") + " references eggs on delete cascade",
                "alter table eggs drop constraint " + variant.foreignKey("eggs", "hen_id"),
                "alter table eggs add foreign key " + variant.key("hen_id") + " references hens on delete cascade")) {
            storeHenAndEgg(cascading, 1);
            cascading.commit(work -> {
                work.remove(work.get(Hen.class, new Hen.HenId(Ground.id(1))));
                work.remove(work.get(Egg.class, new Egg.EggId(Ground.id(1))));
            });
            assertThat(cascading.rows("select id from hens union all select id from eggs"))
                    .isEmpty();
        }
    }

    @Test
    void a_unique_value_passes_from_a_deleted_row_to_a_new_one() { // 22
        ground.save(Person.of(1, "a@x"));
        Person heir = Person.of(2, "a@x");
        Committed committed = ground.commit(work -> {
            work.add(heir);
            work.remove(work.get(Person.class, Person.id(1)));
        });
        assertThat(committed.planned()).containsExactly("DELETE people 1", "INSERT people 2");
        assertThat(ground.rows("select id, email from people")).containsExactly("2 a@x");
        ground.assertStored(heir, heir.id);
    }

    @Test
    void a_unique_value_passes_from_a_deleted_row_to_a_changed_one_and_from_a_changed_one_to_a_new_one() { // 22
        ground.save(Person.of(1, "a@x"), Person.of(2, "b@x"));
        Committed committed = ground.commit(work -> {
            work.add(Person.of(3, "b@x"));
            work.get(Person.class, Person.id(2)).email = "a@x";
            work.remove(work.get(Person.class, Person.id(1)));
        });
        assertThat(committed.planned())
                .isEqualTo(ground.expected("DELETE people 1", "UPDATE people 2 (email, version)", "INSERT people 3"));
        assertThat(ground.rows("select id, email from people order by id")).containsExactly("2 a@x", "3 b@x");
        ground.assertVersion("people", 2, 2);
    }

    @Test
    void a_unique_value_passes_to_a_new_row_that_takes_the_place_of_its_old_one_in_a_reference() { // 22, 31
        Person old = Person.of(2, "a@x");
        ground.save(Person.of(1, old), old);
        takePlace(ground);
        assertThat(ground.rows("select id, email, friend_id from people order by id"))
                .containsExactly("1 null 3", "3 a@x null");
        ground.assertVersion("people", 1, 2);
    }

    @Test
    @NotOn(value = Backend.H2, because = "it has no index on an expression")
    void a_value_that_is_unique_by_an_expression_passes_so_too() { // 22, 31
        try (Ground folded =
                Ground.of(variant, Person::map, variant.unique("one_person_an_email", "people", "lower(email)"))) {
            Person old = Person.of(2, "A@x");
            folded.save(Person.of(1, old), old);
            takePlace(folded);
            assertThat(folded.rows("select id, email, friend_id from people order by id"))
                    .containsExactly("1 null 3", "3 a@x null");
        }
    }

    private static void takePlace(Ground on) {
        on.commit(work -> {
            work.remove(work.get(Person.class, Person.id(2)));
            work.add(Person.of(3, "a@x"));
            work.get(Person.class, Person.id(1)).friend = Person.id(3);
        });
    }

    @Test
    void a_unique_value_passes_from_a_changed_row_to_another_changed_row() { // 22
        for (boolean turned : List.of(false, true)) {
            empty();
            ground.save(Person.of(1, "a@x"), Person.of(2, "b@x"));
            ground.commit(work -> {
                work.get(Person.class, Person.id(1)).email = turned ? "b@x" : "c@x";
                work.get(Person.class, Person.id(2)).email = turned ? "c@x" : "a@x";
            });
            assertThat(ground.rows("select id, email from people order by id"))
                    .containsExactly("1 " + (turned ? "b@x" : "c@x"), "2 " + (turned ? "c@x" : "a@x"));
        }
    }

    @Test
    void two_rows_swap_values_of_a_unique_column_that_may_be_null() { // 23
        ground.save(Person.of(1, "a@x"), Person.of(2, "b@x"));
        swapEmails(ground);
        assertThat(ground.rows("select id, email from people order by id")).containsExactly("1 b@x", "2 a@x");
        ground.assertVersion("people", 1, 2);
        ground.assertVersion("people", 2, 2);
    }

    private static Committed swapEmails(Ground on) {
        try (SqlUnitOfWork work = on.begin()) {
            Person one = work.get(Person.class, Person.id(1));
            Person two = work.get(Person.class, Person.id(2));
            String email = one.email;
            one.email = two.email;
            two.email = email;
            return on.commit(work);
        }
    }

    @Test
    @NotOn(value = Backend.H2, because = "it defers no constraint")
    void two_rows_swap_unique_values_by_one_update_each_where_the_constraint_may_be_deferred() { // 23
        try (Ground deferred = Ground.of(
                variant,
                Person::map,
                "alter table people add unique " + variant.key("email") + " deferrable initially immediate")) {
            deferred.save(Person.of(1, "a@x"), Person.of(2, "b@x"));
            Committed committed = swapEmails(deferred);
            assertThat(deferred.rows("select id, email from people order by id"))
                    .containsExactly("1 b@x", "2 a@x");
            assertThat(committed.planned())
                    .containsExactlyInAnyOrderElementsOf(
                            deferred.expected("UPDATE people 1 (email, version)", "UPDATE people 2 (email, version)"));
            deferred.assertVersion("people", 1, 2);
            deferred.assertVersion("people", 2, 2);
        }
    }

    @Test
    void a_swap_is_refused_before_any_sql_where_a_check_forbids_the_null_in_between() { // 23
        try (Ground checked = Ground.of(
                variant,
                Person::map,
                Person.uniqueEmail(variant),
                "alter table people add constraint an_email_is_there check (email is not null)")) {
            checked.save(Person.of(1, "a@x"), Person.of(2, "b@x"));
            assertThatThrownBy(() -> swapEmails(checked))
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContainingAll("one_person_an_email", Ground.id(1).toString());
            assertThat(checked.rows("select id, email from people order by id")).containsExactly("1 a@x", "2 b@x");
        }
    }

    @Test
    void two_roots_swap_a_part_of_their_keys() { // 24
        ground.save(Seat.of("A", 1, "Ada"), Seat.of("A", 2, "Eve"));
        Committed committed = ground.commit(work -> {
            work.replace(Seat.of("A", 1, "Eve"));
            work.replace(Seat.of("A", 2, "Ada"));
        });
        assertThat(committed.planned())
                .isEqualTo(ground.expected("UPDATE seats A 1 (holder, version)", "UPDATE seats A 2 (holder, version)"));
        assertThat(ground.rows("select id_row, id_place, holder from seats order by id_place"))
                .containsExactly("A 1 Eve", "A 2 Ada");
        ground.assertStored(Seat.of("A", 1, "Eve"), new SeatId("A", 1));
    }

    @Test
    void two_children_swap_their_keys() { // 24
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples"), Box.of(12, "pears")));
        Crate next = Crate.of(1, "fruit", Box.of(12, "apples"), Box.of(11, "pears"));
        Committed committed = ground.commit(work -> work.replace(next));
        assertThat(committed.planned())
                .isEqualTo(ground.expected(
                        "UPDATE crates 1 (version)",
                        "UPDATE crate_boxes 12 (name, position)",
                        "UPDATE crate_boxes 11 (name, position)"));
        assertThat(ground.rows("select id, name from crate_boxes order by position"))
                .containsExactly("12 apples", "11 pears");
        ground.assertStored(next, next.id);
    }

    @Test
    void a_root_removed_and_added_anew_is_one_update_to_what_the_new_one_holds() { // 25
        ground.save(Crate.of(1, "old"));
        Crate next = Crate.of(1, "new");
        Committed committed = ground.commit(work -> {
            work.remove(work.get(Crate.class, Ground.id(1)));
            work.add(next);
            assertThat(work.get(Crate.class, Ground.id(1))).isSameAs(next);
        });
        assertThat(committed.planned()).isEqualTo(ground.expected("UPDATE crates 1 (label, version)"));
        assertThat(committed.written()).isEqualTo(ground.expected("update crates (label, version)"));
        assertThat(ground.rows("select id, label from crates")).containsExactly("1 new");
        ground.assertStored(next, next.id);
    }

    @Test
    void a_root_removed_and_added_anew_has_the_children_of_the_new_one() { // 26
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples"), Box.of(12, "pears")));
        Crate next = Crate.of(1, "fruit", Box.of(13, "plums"), Box.of(14, "figs"));
        Committed committed = ground.commit(work -> {
            work.remove(work.get(Crate.class, Ground.id(1)));
            work.add(next);
        });
        assertThat(committed.planned())
                .isEqualTo(ground.expected(
                        "DELETE crate_boxes 11",
                        "DELETE crate_boxes 12",
                        "UPDATE crates 1 (version)",
                        "INSERT crate_boxes 13",
                        "INSERT crate_boxes 14"));
        assertThat(ground.rows("select id, name from crate_boxes order by id")).containsExactly("13 plums", "14 figs");
        ground.assertStored(next, next.id);
    }

    @Test
    void a_root_removed_and_added_anew_without_a_value_has_none() { // 27
        Crate first = Crate.of(1, "fruit");
        first.note = "fragile";
        ground.save(first);
        Crate next = Crate.of(1, "fruit");
        Committed committed = ground.commit(work -> {
            work.remove(work.get(Crate.class, Ground.id(1)));
            work.add(next);
        });
        assertThat(committed.planned()).isEqualTo(ground.expected("UPDATE crates 1 (note, version)"));
        assertThat(ground.rows("select id, note from crates")).containsExactly("1 null");
        ground.assertStored(next, next.id);
    }

    @Test
    void a_root_removed_and_added_anew_is_checked_by_the_old_version_and_counts_on_from_it() { // 28
        ground.save(Crate.of(1, "one"));
        ground.commit(work -> work.get(Crate.class, Ground.id(1)).label = "two");
        Committed committed = ground.commit(work -> {
            work.remove(work.get(Crate.class, Ground.id(1)));
            work.add(Crate.of(1, "three"));
        });
        assertThat(committed.receipt().version(Crate.class, Ground.id(1)).isPresent())
                .isEqualTo(variant.isVersioned());
        ground.assertVersion("crates", 1, 3);

        try (SqlUnitOfWork slow = ground.begin()) {
            slow.remove(slow.get(Crate.class, Ground.id(1)));
            slow.add(Crate.of(1, "five"));
            ground.commit(work -> work.get(Crate.class, Ground.id(1)).label = "four");
            if (variant.isVersioned()) {
                assertThat(ground.refused(slow))
                        .isInstanceOf(StaleAggregateException.class)
                        .hasMessageContainingAll("Crate[" + Ground.id(1) + "]", "expected version 3, found 4");
            } else {
                slow.commit();
            }
        }
        assertThat(ground.rows("select label from crates")).containsExactly(variant.isVersioned() ? "four" : "five");
    }

    @Test
    void a_part_replaced_by_one_of_another_class_and_the_same_key_changes_the_class_of_its_row() { // 29
        ground.save(new Car(Ground.id(1), new Petrol(Ground.id(11), 6)));
        Committed committed =
                ground.commit(work -> work.get(Car.class, Ground.id(1)).engine = new Electric(Ground.id(11), 400));
        assertThat(committed.planned())
                .isEqualTo(ground.expected(
                        "UPDATE cars 1 (version)", "UPDATE engines 11 (cylinders, engine_type, volts)"));
        assertThat(ground.rows("select id, engine_type, cylinders, volts from engines"))
                .containsExactly("11 electric null 400");
        ground.assertStored(new Car(Ground.id(1), new Electric(Ground.id(11), 400)), Ground.id(1));
    }

    @Test
    void a_root_replaced_by_another_of_its_natural_key_keeps_those_that_refer_to_it() { // 30
        ground.save(Country.of("FR", "France"), City.of(1, "FR"));
        Country next = Country.of("FR", "République française");
        Committed committed = ground.commit(work -> {
            work.remove(work.get(Country.class, new Country.Code("FR")));
            work.add(next);
        });
        assertThat(committed.planned()).isEqualTo(ground.expected("UPDATE countries FR (name, version)"));
        assertThat(ground.rows("select c.id, n.name from cities c join countries n on n.code = c.country_id"))
                .containsExactly("1 République française");
        ground.assertStored(next, next.code);
    }

    @Test
    void a_reference_moves_to_a_new_root_before_its_old_target_is_deleted() { // 31
        Person old = Person.of(2);
        ground.save(Person.of(1, old), old);
        Committed committed = ground.commit(work -> {
            work.remove(work.get(Person.class, old.id));
            work.get(Person.class, Person.id(1)).friend = Person.id(3);
            work.add(Person.of(3));
        });
        assertThat(committed.planned())
                .isEqualTo(
                        variant.hasPolicies() // where the old target stays
                                ? List.of("DELETE people 2", "INSERT people 3", "UPDATE people 1 (friend_id, version)")
                                : ground.expected(
                                        "INSERT people 3", "UPDATE people 1 (friend_id, version)", "DELETE people 2"));
        assertThat(ground.rows("select id, friend_id from people order by id")).containsExactly("1 3", "3 null");
        ground.assertStored(Person.of(1, Person.of(3)), Person.id(1));
    }

    @Test
    void rows_of_one_kind_are_one_statement_and_each_object_has_its_own_generated_identifier() { // 32
        List<Ticket> tickets = new ArrayList<>();
        for (int n = 0; n < 120; n++) {
            tickets.add(new Ticket(null, "subject " + n));
        }
        Collections.shuffle(tickets, new Random(7));
        Committed committed = ground.commit(work -> tickets.forEach(work::add));
        int statements = variant.isRowByRow() ? 120 : 1;
        assertThat(committed.written()).isEqualTo(Collections.nCopies(statements, "insert tickets"));
        int besides = variant.isRowByRow() ? 3 : 2; // settings, token, COMMIT
        assertThat(committed.receipt().roundTrips()).isEqualTo(variant.isPlain() ? statements + besides : 1);
        assertThat(committed.receipt().rows()).containsEntry("tickets", 120);
        List<String> inMemory = new ArrayList<>();
        for (Ticket ticket : tickets) {
            inMemory.add((ticket.id == null ? null : ticket.id.value()) + " " + ticket.subject);
        }
        assertThat(ground.rows("select id, subject from tickets")).containsExactlyInAnyOrderElementsOf(inMemory);
    }

    @Test
    void rows_of_a_joined_hierarchy_go_base_first_and_are_deleted_base_last_in_few_statements() { // 33
        Committed added = ground.commit(work -> {
            for (int n = 1; n <= 10; n++) {
                work.add(n % 2 == 0 ? Cat.of(n, "cat " + n, 9) : Dog.of(n, "dog " + n, "pug"));
            }
        });
        assertThat(added.planned()).hasSize(20);
        assertThat(variant.isRowByRow() ? List.copyOf(new LinkedHashSet<>(added.written())) : added.written())
                .containsExactly("insert animals", "insert cats", "insert dogs");
        assertThat(ground.rows("select count(*), count(c.id), count(d.id) from animals a"
                        + " left join cats c on c.id = a.id left join dogs d on d.id = a.id"))
                .containsExactly("10 5 5");
        ground.assertStored(Cat.of(4, "cat 4", 9), Ground.id(4));

        Committed removed = ground.commit(work -> {
            for (int n = 1; n <= 10; n++) {
                work.remove(work.get(Animal.class, Ground.id(n)));
            }
        });
        if (variant.hasPolicies()) { // what extends a row that stays, stays with it
            assertThat(removed.written()).containsExactly("delete animals");
        } else {
            assertThat(removed.written())
                    .hasSize(3)
                    .contains("delete cats", "delete dogs")
                    .endsWith("delete animals");
        }
        assertThat(ground.rows("select id from animals union all select id from cats union all select id from dogs"))
                .isEmpty();
    }

    @Test
    void a_plan_grows_with_what_changed_and_not_with_what_was_loaded() { // 34
        List<Object> all = new ArrayList<>();
        for (int n = 1; n <= 200; n++) {
            all.add(Crate.of(n, "crate " + n, Box.of(1_000 + n, "box")));
        }
        ground.save(all.toArray());
        try (SqlUnitOfWork work = ground.begin()) {
            List<Crate> crates = work.query(Crate.class).list();
            assertThat(crates).hasSize(200);
            assertThat(work.plan().operations()).isEmpty();
            work.get(Crate.class, Ground.id(7)).label = "changed";
            work.get(Crate.class, Ground.id(9)).boxes.getFirst().name = "changed";
            assertThat(work.plan().operations()).hasSizeLessThanOrEqualTo(5);
            assertThat(ground.writes(work.plan()))
                    .containsExactlyInAnyOrderElementsOf(ground.expected(
                            "UPDATE crates 7 (label, version)",
                            "UPDATE crates 9 (version)",
                            "UPDATE crate_boxes 1009 (name)"));
            assertThatCode(work::commit).doesNotThrowAnyException();
        }
        assertThat(ground.rows("select count(*) from crates where label = 'changed'"))
                .containsExactly("1");
        ground.assertVersion("crates", 8, 1);
    }
}
