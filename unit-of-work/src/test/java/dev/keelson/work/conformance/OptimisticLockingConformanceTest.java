package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.conformance.Animal.Cat;
import dev.keelson.work.conformance.Crate.Box;
import dev.keelson.work.conformance.Crate.Item;
import dev.keelson.work.conformance.Crate.Mark;
import dev.keelson.work.shapes.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Conformance: whoever comes second is told, where there are versions; where there are none, that rows are gone. */
@ParameterizedClass
@EnumSource(Variant.class)
@SuppressWarnings("NullAway.Init")
class OptimisticLockingConformanceTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(variant, (as, keelson) -> {
            Crate.map(as, keelson);
            Animal.map(as, keelson);
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

    private static Crate crate(SqlUnitOfWork work, int number) {
        return work.get(Crate.class, Ground.id(number));
    }

    /** The one slow unit of work loads and changes; the fast one commits; what becomes of the slow one's commit. */
    private static Race race(Consumer<SqlUnitOfWork> slowly, Consumer<SqlUnitOfWork> fast) {
        try (SqlUnitOfWork slow = ground.begin()) {
            slowly.accept(slow);
            ground.commit(fast);
            List<String> before = everything();
            try {
                slow.commit();
                return new Race(List.of(), "");
            } catch (StaleAggregateException stale) {
                assertThat(everything()).as("rolled back as a whole").isEqualTo(before);
                return new Race(stale.stale(), String.valueOf(stale.getMessage()));
            }
        }
    }

    private record Race(List<Stale> stale, String message) {}

    private static List<String> everything() {
        List<String> all = new ArrayList<>();
        for (String table : List.of("crates", "crate_boxes", "box_items", "item_marks", "animals", "cats")) {
            all.addAll(ground.rows("select '" + table + "', t.* from " + table + " t order by 1, 2"));
        }
        return all;
    }

    private Stale changed(int number, long expected, long found) {
        return new Stale(Crate.class, Ground.id(number), expected, OptionalLong.of(found), Reason.CHANGED);
    }

    /** What a unit of work removed; where rows stay when they are removed, it is hidden. */
    private Stale removed(int number, long expected) {
        return variant.hasPolicies()
                ? new Stale(Crate.class, Ground.id(number), expected, OptionalLong.of(expected + 1), Reason.HIDDEN)
                : stale(number, expected, Reason.DELETED);
    }

    private Stale incomplete(int number, long expected) {
        return stale(number, expected, Reason.INCOMPLETE);
    }

    private Stale stale(int number, long expected, Reason reason) {
        return new Stale(
                Crate.class,
                Ground.id(number),
                variant.isVersioned() ? expected : StaleAggregateException.UNVERSIONED,
                OptionalLong.empty(),
                reason);
    }

    @Test
    void an_insert_gives_the_first_version_and_each_update_the_next() { // 86
        Crate crate = Crate.of(1, "one");
        try (SqlUnitOfWork work = ground.begin()) {
            work.add(crate);
            for (int version = 1; version <= 4; version++) {
                crate.label = "label " + version;
                Committed committed = ground.commit(work);
                assertThat(committed.receipt().version(Crate.class, crate.id))
                        .isEqualTo(variant.isVersioned() ? OptionalLong.of(version) : OptionalLong.empty());
                ground.assertVersion("crates", 1, version);
                assertThat(ground.rows("select label from crates")).containsExactly("label " + version);
            }
            assertThat(ground.commit(work).receipt().isEmpty()).isTrue();
            ground.assertVersion("crates", 1, 4);
        }
    }

    @Test
    void the_update_of_what_another_one_updated_is_refused_and_nothing_of_the_commit_is_written() { // 87
        ground.save(Crate.of(1, "fruit"), Crate.of(2, "tools"));
        Race race = race(
                slow -> {
                    slow.add(Crate.of(3, "new"));
                    crate(slow, 2).label = "slow";
                    crate(slow, 1).label = "slow";
                },
                fast -> crate(fast, 1).label = "fast");
        if (variant.isVersioned()) {
            assertThat(race.stale()).containsExactly(changed(1, 1, 2));
            assertThat(race.message())
                    .startsWith("Cannot commit Crate[" + Ground.id(1) + "]: expected version 1, found 2.");
            assertThat(ground.rows("select id, label from crates order by id")).containsExactly("1 fast", "2 tools");
        } else {
            assertThat(ground.rows("select id, label from crates order by id"))
                    .containsExactly("1 slow", "2 slow", "3 new");
        }
    }

    @Test
    void the_removal_of_what_another_one_updated_is_refused() { // 88, 90
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
        Race race = race(slow -> slow.remove(crate(slow, 1)), fast -> crate(fast, 1).label = "fast");
        if (variant.isVersioned()) {
            assertThat(race.stale()).containsExactly(changed(1, 1, 2));
            assertThat(ground.rows("select c.label, b.name from crates c join crate_boxes b on b.crate_id = c.id"))
                    .containsExactly("fast apples");
        } else {
            assertThat(everything()).isEmpty();
        }
    }

    @Test
    void the_update_of_what_another_one_removed_is_refused_with_and_without_a_version() { // 89
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
        Race root = race(slow -> crate(slow, 1).label = "slow", fast -> fast.remove(crate(fast, 1)));
        assertThat(root.stale()).containsExactly(removed(1, 1));
        assertThat(root.message()).contains("Crate[" + Ground.id(1) + "]", "deleted");

        ground.save(Crate.of(2, "fruit", Box.of(21, "apples")));
        Race child = race(slow -> crate(slow, 2).boxes.getFirst().name = "slow", fast -> fast.remove(crate(fast, 2)));
        assertThat(child.stale()).containsExactly(removed(2, 1));
        assertThat(everything()).isEmpty();
    }

    @Test
    void the_removal_of_what_another_one_removed_is_refused_with_and_without_a_version() { // 90
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")), Crate.of(2, "tools"));
        Race race = race(
                slow -> {
                    slow.remove(crate(slow, 1));
                    slow.remove(crate(slow, 2));
                },
                fast -> fast.remove(crate(fast, 1)));
        assertThat(race.stale()).containsExactly(removed(1, 1));
        assertThat(ground.rows("select id from crates")).containsExactly("2");
    }

    @Test
    void the_update_or_removal_of_a_child_that_somebody_deleted_is_refused_with_and_without_a_version() { // 89, 90
        List<Consumer<Crate>> changes =
                List.of(crate -> crate.boxes.getFirst().name = "slow", crate -> crate.boxes.removeFirst());
        for (int number = 1; number <= changes.size(); number++) {
            int crate = number;
            ground.save(Crate.of(crate, "fruit", Box.of(10 + crate, "apples")));
            try (SqlUnitOfWork slow = ground.begin()) {
                changes.get(crate - 1).accept(crate(slow, crate));
                ground.execute("delete from crate_boxes");

                assertThatThrownBy(slow::commit)
                        .isInstanceOfSatisfying(
                                StaleAggregateException.class,
                                stale -> assertThat(stale.stale()).containsExactly(incomplete(crate, 1)));
            }
            ground.assertVersion("crates", crate, 1);
        }
    }

    @Test
    void a_change_at_any_depth_raises_the_version_of_the_root_once() { // 91
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples", Item.of(111, "Cox", Mark.of(1111, "a")))));
        List<Consumer<Crate>> changes = List.of(
                crate -> crate.boxes.getFirst().name = "pears",
                crate -> crate.boxes.getFirst().items.getFirst().name = "Gala",
                crate -> crate.boxes.getFirst().items.getFirst().marks.set(0, Mark.of(1111, "b")),
                crate -> crate.boxes.getFirst().items.getFirst().marks.add(Mark.of(1112, "c")),
                crate -> crate.boxes.clear());
        int version = 1;
        for (Consumer<Crate> change : changes) {
            Committed committed = ground.commit(work -> change.accept(crate(work, 1)));
            assertThat(committed.planned().stream()
                            .filter(operation -> operation.startsWith("UPDATE crates"))
                            .toList())
                    .isEqualTo(ground.expected("UPDATE crates 1 (version)"));
            ground.assertVersion("crates", 1, ++version);
        }
    }

    @Test
    void of_two_that_change_different_children_of_one_root_the_second_is_refused() { // 92
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples"), Box.of(12, "pears")));
        Race race = race(
                slow -> crate(slow, 1).boxes.getLast().name = "slow",
                fast -> crate(fast, 1).boxes.getFirst().name = "fast");
        if (variant.isVersioned()) {
            assertThat(race.stale()).containsExactly(changed(1, 1, 2));
        }
        assertThat(ground.rows("select name from crate_boxes order by position"))
                .containsExactly("fast", variant.isVersioned() ? "pears" : "slow");
    }

    @Test
    void of_two_that_change_the_same_child_the_last_one_wins_only_where_there_are_no_versions() { // 92
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples"), Box.of(12, "pears")));
        Race race = race(
                slow -> crate(slow, 1).boxes.getFirst().name = "slow",
                fast -> crate(fast, 1).boxes.getFirst().name = "fast");
        assertThat(race.stale()).isEqualTo(variant.isVersioned() ? List.of(changed(1, 1, 2)) : List.of());
        assertThat(ground.rows("select name from crate_boxes order by position"))
                .containsExactly(variant.isVersioned() ? "fast" : "slow", "pears");
    }

    @Test
    void of_two_that_remove_the_same_child_the_second_is_refused_with_and_without_a_version() { // 93
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples"), Box.of(12, "pears")));
        Race race = race(
                slow -> crate(slow, 1).boxes.removeLast(),
                fast -> crate(fast, 1).boxes.removeLast());
        assertThat(race.stale()).containsExactly(variant.isVersioned() ? changed(1, 1, 2) : incomplete(1, 1));
        assertThat(ground.rows("select name from crate_boxes")).containsExactly("apples");
    }

    @Test
    void of_many_updates_in_one_statement_just_the_stale_one_is_named() { // 94
        List<Object> crates = new ArrayList<>();
        for (int n = 1; n <= 20; n++) {
            crates.add(Crate.of(n, "crate"));
        }
        ground.save(crates.toArray());
        Race race = race(
                slow -> {
                    for (int n = 1; n <= 20; n++) {
                        crate(slow, n).label = "slow";
                    }
                },
                fast -> fast.remove(crate(fast, 13)));
        assertThat(race.stale()).containsExactly(removed(13, 1));
        assertThat(ground.rows("select count(*), count(*) filter (where label = 'crate') from crates"))
                .containsExactly("19 19");
    }

    @Test
    @NotOn(value = Backend.H2, because = "its driver always gives counts")
    void conflicts_are_found_where_the_driver_gives_no_counts() { // 95
        HikariDataSource pool = (HikariDataSource) ground.dataSource();
        PGSimpleDataSource rewriting = new PGSimpleDataSource();
        rewriting.setUrl(pool.getJdbcUrl());
        rewriting.setUser(pool.getUsername());
        rewriting.setReWriteBatchedInserts(true);
        try (Keelson keelson = variant.backend()
                        .on(Ground.mapped(variant, Crate::map), rewriting)
                        .build();
                SqlUnitOfWork adding = keelson.begin(variant.context())) {
            for (int n = 1; n <= 6; n++) {
                adding.add(Crate.of(n, "crate", Box.of(10 + n, "box")));
            }
            adding.commit();
            assertStaleThrough(keelson, slow -> crate(slow, 1).label = "slow", 1);
            assertStaleThrough(keelson, slow -> slow.remove(crate(slow, 2)), 2);
            try (SqlUnitOfWork work = keelson.begin(variant.context())) {
                crate(work, 3).label = "changed";
                work.remove(crate(work, 4));
                work.commit();
            }
        }
        assertThat(ground.rows("select id, label from crates order by id"))
                .containsExactly("3 changed", "5 crate", "6 crate");
        assertThat(ground.rows("select id from crate_boxes order by id")).containsExactly("13", "15", "16");
    }

    private void assertStaleThrough(Keelson keelson, Consumer<SqlUnitOfWork> slowly, int number) {
        try (SqlUnitOfWork slow = keelson.begin(variant.context())) {
            slowly.accept(slow);
            ground.commit(fast -> fast.remove(crate(fast, number)));
            assertThatThrownBy(slow::commit)
                    .isInstanceOfSatisfying(
                            StaleAggregateException.class,
                            stale -> assertThat(stale.stale()).containsExactly(removed(number, 1)));
        }
    }

    @Test
    void after_a_conflict_client_wins_store_wins_and_both_merged_are_each_one_unit_of_work_away() { // 96
        for (String winner : List.of("client", "store", "merged")) {
            empty();
            ground.save(Crate.of(1, "fruit", Box.of(11, "apples")));
            try (SqlUnitOfWork slow = ground.begin()) {
                Crate mine = crate(slow, 1);
                mine.label = "client";
                ground.commit(fast -> {
                    Crate theirs = crate(fast, 1);
                    theirs.label = "store";
                    theirs.note = "store";
                });
                if (variant.isVersioned()) {
                    assertThatThrownBy(slow::commit).isInstanceOf(StaleAggregateException.class);
                } else {
                    slow.discard();
                }
                ground.commit(fresh -> {
                    switch (winner) {
                        case "client" -> fresh.replace(mine);
                        case "store" -> assertThat(crate(fresh, 1).label).isEqualTo("store");
                        default -> crate(fresh, 1).label = mine.label;
                    }
                });
            }
            assertThat(ground.rows("select label, note from crates"))
                    .as(winner)
                    .containsExactly(
                            switch (winner) {
                                case "client" -> "client null";
                                case "store" -> "store store";
                                default -> "client store";
                            });
            ground.assertVersion("crates", 1, winner.equals("store") ? 2 : 3);
            assertThat(ground.rows("select name from crate_boxes")).containsExactly("apples");
        }
    }

    @Test
    void two_conflicts_in_one_commit_are_told_together() { // 97
        ground.save(Crate.of(1, "one"), Crate.of(2, "two"), Crate.of(3, "three"));
        Race race = race(
                slow -> {
                    for (int n = 1; n <= 3; n++) {
                        crate(slow, n).label = "slow";
                    }
                },
                fast -> {
                    fast.remove(crate(fast, 1));
                    if (variant.isVersioned()) {
                        crate(fast, 3).label = "fast";
                    } else {
                        fast.remove(crate(fast, 3));
                    }
                });
        assertThat(race.stale())
                .containsExactlyInAnyOrder(removed(1, 1), variant.isVersioned() ? changed(3, 1, 2) : removed(3, 1));
        assertThat(race.message())
                .contains("2 aggregates are stale", "Crate[" + Ground.id(1) + "]", "Crate[" + Ground.id(3) + "]");
    }

    @Test
    void a_change_of_the_sub_table_alone_is_checked_and_counted_in_the_base_table() { // 98
        ground.save(Cat.of(1, "Tom", 9));
        Committed committed = ground.commit(work -> work.get(Cat.class, Ground.id(1)).lives = 8);
        assertThat(committed.planned())
                .isEqualTo(ground.expected("UPDATE animals 1 (version)", "UPDATE cats 1 (lives)"));
        ground.assertVersion("animals", 1, 2);

        Race race = race(
                slow -> slow.get(Cat.class, Ground.id(1)).lives = 7,
                fast -> fast.get(Animal.class, Ground.id(1)).name = "Tim");
        if (variant.isVersioned()) {
            assertThat(race.stale())
                    .containsExactly(new Stale(Animal.class, Ground.id(1), 2, OptionalLong.of(3), Reason.CHANGED));
        }
        assertThat(ground.rows("select a.name, c.lives from animals a join cats c on c.id = a.id"))
                .containsExactly("Tim " + (variant.isVersioned() ? 8 : 7));

        Race gone = race(
                slow -> slow.get(Cat.class, Ground.id(1)).lives = 6,
                fast -> fast.remove(fast.get(Animal.class, Ground.id(1))));
        assertThat(gone.stale())
                .singleElement()
                .extracting(Stale::reason)
                .isEqualTo(variant.hasPolicies() ? Reason.HIDDEN : Reason.DELETED);
        assertThat(everything()).isEmpty();
    }

    @Test
    @NotOn(
            value = Backend.H2,
            because = "its statements write one table each, and set-based writes are refused by name")
    void a_set_based_write_raises_versions_so_that_what_others_loaded_conflicts() { // 104
        ground.save(Crate.of(1, "fruit", Box.of(11, "apples")), Crate.of(2, "tools", Box.of(12, "nails")));
        try (SqlUnitOfWork slow = ground.begin()) {
            crate(slow, 1).label = "slow";
            crate(slow, 2).boxes.get(0).name = "slow";
            try (SqlUnitOfWork fast = ground.begin()) {
                fast.sql()
                        .update(Crate.class)
                        .set("note", "checked")
                        .where(crate -> crate.field("label").eq("fruit"))
                        .onCommit();
                fast.sql()
                        .update(Crate.class, "boxes")
                        .set("name", "checked")
                        .everywhere()
                        .onCommit();
                assertThat(fast.commit().hits(Crate.class)).hasValue(3);
            }
            ground.assertVersion("crates", 1, 2);
            ground.assertVersion("crates", 2, 2);
            assertThat(ground.rows("select note from crates where note is not null"))
                    .containsExactly("checked");
            if (variant.isVersioned()) {
                StaleAggregateException stale = catchThrowableOfType(StaleAggregateException.class, slow::commit);
                assertThat(stale.stale()).containsExactly(changed(1, 1, 2), changed(2, 1, 2));
                assertThat(ground.rows("select distinct name from crate_boxes")).containsExactly("checked");
            } else {
                slow.commit();
                assertThat(ground.rows("select name from crate_boxes order by 1"))
                        .containsExactly("checked", "slow");
            }
        }
    }
}
