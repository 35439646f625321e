package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.shapes.Garden.Bed;
import dev.keelson.work.shapes.Garden.Harvest;
import dev.keelson.work.shapes.Garden.Seed;
import dev.keelson.work.shapes.Garden.Shed;
import dev.keelson.work.shapes.Garden.Stake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conformance: children and collections. */
@SuppressWarnings("NullAway.Init")
class ChildrenConformanceTest {

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

    private static Garden stored(Garden garden) {
        store.save(garden);
        return garden;
    }

    private static Garden loaded(SqlUnitOfWork work, Garden stored) {
        return work.get(Garden.class, stored.id);
    }

    /** What a commit writes after a change of a stored garden; what is loaded then is what memory held. */
    private static List<String> writtenAfter(Garden stored, Consumer<Garden> change) {
        try (SqlUnitOfWork work = store.begin()) {
            Garden garden = loaded(work, stored);
            change.accept(garden);
            store.wire().reset();
            work.commit();
            List<String> written = Written.kindsOn(store.wire());
            assertThat(StateText.of(store.load(Garden.class, stored.id))).isEqualTo(StateText.of(garden));
            return written;
        }
    }

    private static long version(Garden garden) {
        return (Long) store.database()
                .query("select version from gardens where id = ?", garden.id.value())
                .get(0)
                .get(0);
    }

    private static long rows(String table) {
        return (Long)
                store.database().query("select count(*) from " + table).get(0).get(0);
    }

    @Test
    void lists_and_maps_without_identifiers_come_back_equal_through_five_levels_and_leave_no_row() { // 46
        Garden garden = Garden.bare();
        garden.log.add(Map.of());
        garden.log.add(Map.of(
                "a",
                List.of(),
                "b",
                List.of(Map.of(), Map.of(1, Set.of(), 2, Set.of("x", "y")), Map.of(3, Set.of("x")))));
        stored(garden);
        assertThat(StateText.of(store.load(Garden.class, garden.id))).isEqualTo(StateText.of(garden));
        assertThat(rows("garden_log_values_values_values_values")).isEqualTo(3);

        try (SqlUnitOfWork work = store.begin()) {
            work.remove(loaded(work, garden));
            work.commit();
        }
        assertThat(rows("garden_log")
                        + rows("garden_log_values")
                        + rows("garden_log_values_values")
                        + rows("garden_log_values_values_values")
                        + rows("garden_log_values_values_values_values"))
                .isZero();
    }

    @Test
    void a_child_that_moves_to_another_root_is_one_update_of_its_parent_column_and_raises_both_versions() { // 47
        Garden from = stored(Garden.planted());
        Garden to = stored(Garden.planted());
        try (SqlUnitOfWork work = store.begin()) {
            Garden source = loaded(work, from);
            Garden target = loaded(work, to);
            Bed bed = source.beds.remove(1);
            target.beds.set(1, bed);
            source.beds.add(new Bed("peat"));
            target.beds.add(new Bed("peat"));
            source.beds.remove(1);
            target.beds.remove(2);
            store.wire().reset();
            work.commit();

            assertThat(Written.kindsOn(store.wire()))
                    .containsExactlyInAnyOrder(
                            "delete bed_plants",
                            "delete garden_beds",
                            "update garden_beds (garden_id)",
                            "update gardens (version)");
        }
        assertThat(version(from) + version(to)).isEqualTo(4);
        assertThat(store.load(Garden.class, from.id).beds)
                .extracting(bed -> bed.soil)
                .containsExactly("sand");
        assertThat(store.load(Garden.class, to.id).beds)
                .extracting(bed -> bed.soil)
                .containsExactly("sand", "clay");
        assertThat(store.load(Garden.class, to.id).beds.get(1).plants).hasSize(2);
    }

    @Test
    void a_child_whose_key_holds_its_parent_moves_by_delete_and_insert() { // 47
        Garden from = Garden.bare();
        from.stakes.add(new Stake(1, "Rose"));
        Garden to = Garden.bare();
        to.stakes.add(new Stake(2, "Mint"));
        store.save(from, to);
        try (SqlUnitOfWork work = store.begin()) {
            loaded(work, to).stakes.add(loaded(work, from).stakes.remove(0));
            store.wire().reset();
            work.commit();
            assertThat(Written.kindsOn(store.wire()))
                    .containsExactly("delete garden_stakes", "update gardens (version)", "insert garden_stakes");
        }
        assertThat(store.load(Garden.class, from.id).stakes).isEmpty();
        assertThat(store.load(Garden.class, to.id).stakes)
                .extracting(stake -> stake.text)
                .containsExactly("Mint", "Rose");
    }

    @Test
    void a_child_survives_that_moves_while_its_old_root_is_removed() { // 48
        Garden from = stored(Garden.planted());
        Garden to = stored(Garden.bare());
        try (SqlUnitOfWork work = store.begin()) {
            Garden source = loaded(work, from);
            loaded(work, to).beds.add(source.beds.remove(0));
            work.remove(source);
            work.commit();
        }
        assertThat(store.load(Garden.class, to.id).beds)
                .extracting(bed -> bed.soil)
                .containsExactly("sand");
        assertThat(rows("garden_beds")).isEqualTo(1);
        assertThat(rows("bed_plants")).isEqualTo(2);
    }

    @Test
    void a_child_survives_that_moves_while_its_old_root_is_removed_with_it_still_inside() { // 48
        Garden from = stored(Garden.planted());
        Garden to = stored(Garden.bare());
        try (SqlUnitOfWork work = store.begin()) {
            Garden source = loaded(work, from);
            loaded(work, to).beds.add(source.beds.get(0));
            work.remove(source);
            work.commit();
        }
        assertThat(store.load(Garden.class, to.id).beds)
                .extracting(bed -> bed.soil)
                .containsExactly("sand");
        assertThat(rows("garden_beds")).isEqualTo(1);
    }

    @Test
    void a_part_is_replaced_by_another_although_only_one_may_hang_on_its_owner() { // 49
        Garden garden = stored(Garden.bare());
        assertThat(writtenAfter(garden, changed -> changed.shed = new Shed(UUID.randomUUID(), "blue")))
                .containsExactly("delete sheds", "update gardens (version)", "insert sheds");
    }

    @Test
    void a_part_moves_to_another_root_and_that_ones_part_to_the_first() { // 49
        Garden one = stored(Garden.bare());
        Garden other = stored(Garden.bare());
        try (SqlUnitOfWork work = store.begin()) {
            Garden first = loaded(work, one);
            Garden second = loaded(work, other);
            Shed shed = first.shed;
            first.shed = second.shed;
            second.shed = shed;
            work.commit();
        }
        assertThat(store.load(Garden.class, one.id).shed).isEqualTo(other.shed);
        assertThat(store.load(Garden.class, other.id).shed).isEqualTo(one.shed);
    }

    @Test
    void a_part_set_to_null_is_deleted_with_its_row() { // 50
        Garden garden = Garden.bare();
        garden.pond = Garden.pond(0);
        stored(garden);
        assertThat(writtenAfter(garden, changed -> changed.pond = null))
                .containsExactly("delete ponds", "update gardens (version)");
    }

    @Test
    @SuppressWarnings("NullAway") // the domain breaks its own rule
    void a_required_part_set_to_null_is_refused_by_name() { // 50
        Garden garden = stored(Garden.bare());
        try (SqlUnitOfWork work = store.begin()) {
            loaded(work, garden).shed = null;
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Garden.shed")
                    .hasMessageContaining(garden.id.value().toString());
            assertThat(store.wire().statements()).isEmpty();
            work.discard();
        }
    }

    @Test
    void a_part_that_is_replaced_takes_what_hangs_on_it_along() { // 51
        Garden garden = Garden.bare();
        garden.pond = Garden.pond(3);
        stored(garden);
        assertThat(writtenAfter(garden, changed -> changed.pond = Garden.pond(1)))
                .containsExactly(
                        "delete fish_scales",
                        "delete pond_fish",
                        "delete ponds",
                        "update gardens (version)",
                        "insert ponds",
                        "insert pond_fish",
                        "insert fish_scales");
        assertThat(rows("pond_fish") + rows("fish_scales")).isEqualTo(2);
    }

    @Test
    void the_same_child_in_two_places_is_refused_with_both_paths() { // 52
        Garden one = Garden.planted();
        Garden other = Garden.bare();
        other.beds.add(one.beds.get(0));
        Garden twice = Garden.planted();
        twice.beds.add(twice.beds.get(0));
        try (SqlUnitOfWork work = store.begin()) {
            work.add(one);
            work.add(other);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Garden.beds")
                    .hasMessageContaining(one.id.value().toString())
                    .hasMessageContaining(other.id.value().toString());
            work.discard();
            work.add(twice);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(KeelsonException.class)
                    .hasMessageContaining("Garden.beds[0]")
                    .hasMessageContaining("Garden.beds[2]");
            work.discard();
        }
        assertThat(rows("gardens")).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // the domain breaks its own rule
    void an_absent_collection_is_an_empty_one_and_a_required_one_is_refused() { // 53
        Garden garden = Garden.bare();
        garden.wishes = null;
        stored(garden);
        assertThat(store.load(Garden.class, garden.id).wishes).isEmpty();
        try (SqlUnitOfWork work = store.begin()) {
            Garden loaded = loaded(work, garden);
            loaded.wishes = null;
            assertThat(work.plan()).hasToString("nothing to commit");
            loaded.notes = null;
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Garden.notes");
            work.discard();
        }
    }

    @Test
    void elements_of_a_hash_set_and_keys_of_a_map_are_found_after_a_load() { // 54
        Garden garden = Garden.bare();
        garden.seeds.add(new Seed("Rose", null));
        garden.seeds.add(new Seed("Mint", 2026));
        garden.labels.put(new Seed("Rose", 2025), "red");
        stored(garden);
        Garden loaded = store.load(Garden.class, garden.id);
        assertThat(loaded.seeds.contains(new Seed("Rose", null))
                        && loaded.seeds.contains(new Seed("Mint", 2026))
                        && "red".equals(loaded.labels.get(new Seed("Rose", 2025))))
                .isTrue();
    }

    @Test
    void a_collection_in_an_immutable_value_is_compared_and_not_rewritten() { // 55
        Garden garden = Garden.bare();
        garden.harvest = new Harvest("kg", List.of(new Seed("Rose", 1), new Seed("Mint", 2)));
        stored(garden);
        assertThat(writtenAfter(garden, changed -> changed.harvest = changed.harvest.with(new Seed("Dill", 3))))
                .containsExactly("update gardens (version)", "insert garden_harvest_crops");
        assertThat(writtenAfter(
                        garden,
                        changed -> changed.harvest = new Harvest("kg", new ArrayList<>(changed.harvest.crops()))))
                .isEmpty();
    }

    @Test
    void one_list_in_two_roots_is_two_sets_of_rows() { // 56
        List<String> notes = new ArrayList<>(List.of("dry"));
        Garden one = Garden.bare();
        one.notes = notes;
        Garden other = Garden.bare();
        other.notes = notes;
        store.save(one, other);
        writtenAfter(one, changed -> changed.notes.add("wet"));
        assertThat(store.load(Garden.class, one.id).notes).containsExactly("dry", "wet");
        assertThat(store.load(Garden.class, other.id).notes).containsExactly("dry");
    }

    record Dog(UUID id, String name) {}

    record Cat(UUID id, String name) {}

    record Kennel(UUID id, List<Dog> dogs, List<Cat> cats) {}

    @Test
    void two_collections_in_one_table_are_refused_at_start() { // 57
        MappingException refused = catchThrowableOfType(
                MappingException.class,
                () -> Keelson.builder()
                        .map(
                                Kennel.class,
                                kennel -> kennel.children("dogs", dogs -> dogs.table("pets"))
                                        .children("cats", cats -> cats.table("pets")))
                        .schema());
        assertThat(refused.faults()).hasSize(1);
        assertThat(refused).hasMessageContainingAll("Kennel.dogs", "Kennel.cats", "pets");
    }

    @Test
    void a_removed_root_that_was_never_loaded_takes_all_of_its_rows_along() { // 58
        Garden garden = Garden.planted();
        garden.pond = Garden.pond(2);
        stored(garden);
        stored(Garden.planted());
        try (SqlUnitOfWork work = store.begin()) {
            work.remove(garden);
            CommitReceipt receipt = work.commit();
            assertThat(receipt.rows())
                    .containsOnly(
                            Map.entry("gardens", 1),
                            Map.entry("sheds", 1),
                            Map.entry("ponds", 1),
                            Map.entry("pond_fish", 2),
                            Map.entry("fish_scales", 2),
                            Map.entry("garden_beds", 2),
                            Map.entry("bed_plants", 4));
        }
        assertThat(rows("bed_plants")).isEqualTo(4);
    }
}
