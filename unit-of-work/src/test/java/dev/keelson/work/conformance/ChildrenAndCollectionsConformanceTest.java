package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.conformance.Album.Key;
import dev.keelson.work.conformance.Album.Place;
import dev.keelson.work.conformance.Album.Size;
import dev.keelson.work.conformance.Album.Tag;
import dev.keelson.work.conformance.Crate.Box;
import dev.keelson.work.conformance.Crate.Item;
import dev.keelson.work.conformance.Crate.Mark;
import dev.keelson.work.conformance.Track.Stop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conformance: children and collections. */
@ParameterizedClass
@EnumSource(Variant.class)
@SuppressWarnings("NullAway.Init")
class ChildrenAndCollectionsConformanceTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(variant, (as, keelson) -> {
            Crate.map(as, keelson);
            Album.map(as, keelson);
            Track.map(as, keelson);
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

    /** A stored crate with two boxes of two items with a mark each. */
    private static Crate stored() {
        Crate crate = Crate.of(
                1,
                "fruit",
                Box.of(11, "apples", Item.of(111, "Cox", Mark.of(1111, "a")), Item.of(112, "Gala", Mark.of(1121, "b"))),
                Box.of(12, "pears", Item.of(121, "Anjou", Mark.of(1211, "c")), Item.of(122, "Comice")));
        ground.save(crate);
        return crate;
    }

    /** What a commit does after a change of this stored crate; what is stored then is what memory held. */
    private static Committed changed(Crate crate, Consumer<Crate> change) {
        try (SqlUnitOfWork work = ground.begin()) {
            Crate loaded = work.get(Crate.class, crate.id);
            change.accept(loaded);
            Committed committed = ground.commit(work);
            ground.assertStored(loaded, loaded.id);
            return committed;
        }
    }

    private static Committed changed(Album album, Consumer<Album> change) {
        try (SqlUnitOfWork work = ground.begin()) {
            Album loaded = work.get(Album.class, album.id);
            change.accept(loaded);
            Committed committed = ground.commit(work);
            ground.assertStored(loaded, loaded.id);
            return committed;
        }
    }

    private static List<String> boxes() {
        return ground.rows("select id, position, name from crate_boxes order by position");
    }

    @Test
    void a_child_more_is_one_insert_and_a_child_less_is_one_delete() { // 35
        Crate crate = Crate.of(1, "fruit", Box.of(11, "apples"), Box.of(12, "pears"));
        ground.save(crate);
        Committed more = changed(crate, loaded -> loaded.boxes.add(Box.of(13, "plums")));
        assertThat(more.planned()).isEqualTo(ground.expected("UPDATE crates 1 (version)", "INSERT crate_boxes 13"));
        assertThat(more.written()).isEqualTo(ground.expected("update crates (version)", "insert crate_boxes"));
        assertThat(boxes()).containsExactly("11 0 apples", "12 1 pears", "13 2 plums");
        ground.assertVersion("crates", 1, 2);

        Committed less = changed(crate, loaded -> loaded.boxes.removeLast());
        assertThat(less.planned()).isEqualTo(ground.expected("DELETE crate_boxes 13", "UPDATE crates 1 (version)"));
        assertThat(less.written())
                .containsExactlyInAnyOrderElementsOf( // parts of one statement have no order
                        ground.expected("delete crate_boxes", "update crates (version)"));
        assertThat(boxes()).containsExactly("11 0 apples", "12 1 pears");
        ground.assertVersion("crates", 1, 3);
    }

    @Test
    void a_collection_cleared_and_filled_with_the_same_is_no_change() { // 36
        Crate crate = stored();
        Committed committed = changed(crate, loaded -> {
            List<Box> same = new ArrayList<>(loaded.boxes);
            loaded.boxes.clear();
            loaded.boxes.addAll(same);
            loaded.boxes.getFirst().items = new ArrayList<>(loaded.boxes.getFirst().items);
        });
        assertThat(committed.planned()).isEmpty();
        assertThat(committed.written()).isEmpty();
        assertThat(committed.receipt().isEmpty()).isTrue();
        ground.assertVersion("crates", 1, 1);
    }

    @Test
    void a_collection_cleared_and_given_a_new_child_is_deletes_and_one_insert() { // 37
        Crate crate = Crate.of(1, "fruit", Box.of(11, "apples"), Box.of(12, "pears"));
        ground.save(crate);
        Committed committed = changed(crate, loaded -> {
            loaded.boxes.clear();
            loaded.boxes.add(Box.of(13, "plums"));
        });
        assertThat(committed.planned())
                .isEqualTo(ground.expected(
                        "DELETE crate_boxes 11",
                        "DELETE crate_boxes 12",
                        "UPDATE crates 1 (version)",
                        "INSERT crate_boxes 13"));
        assertThat(boxes()).containsExactly("13 0 plums");
    }

    @Test
    void a_replaced_collection_is_compared_by_identity_at_every_level() { // 38
        Committed first = changed(
                stored(),
                loaded -> loaded.boxes = new ArrayList<>(List.of(
                        Box.of(11, "quinces", Item.of(111, "Cox", Mark.of(1111, "a"))), Box.of(13, "plums"))));
        assertThat(first.planned())
                .isEqualTo(ground.expected(
                        "DELETE item_marks 1121",
                        "DELETE item_marks 1211",
                        "DELETE box_items 112",
                        "DELETE box_items 121",
                        "DELETE box_items 122",
                        "DELETE crate_boxes 12",
                        "UPDATE crates 1 (version)",
                        "UPDATE crate_boxes 11 (name)",
                        "INSERT crate_boxes 13"));

        empty();
        Committed second = changed(
                stored(),
                loaded -> loaded.boxes.getFirst().items =
                        new ArrayList<>(List.of(Item.of(113, "Fuji"), Item.of(112, "Jazz", Mark.of(1121, "b")))));
        assertThat(second.planned())
                .isEqualTo(ground.expected(
                        "DELETE item_marks 1111",
                        "DELETE box_items 111",
                        "UPDATE crates 1 (version)",
                        "UPDATE box_items 112 (name)",
                        "INSERT box_items 113"));

        empty();
        Committed third = changed(
                stored(),
                loaded -> loaded.boxes.getFirst().items.getFirst().marks =
                        new ArrayList<>(List.of(Mark.of(1111, "A"), Mark.of(1112, "n"))));
        assertThat(third.planned())
                .isEqualTo(ground.expected(
                        "UPDATE crates 1 (version)", "UPDATE item_marks 1111 (text)", "INSERT item_marks 1112"));
        assertThat(ground.rows("select id, item_id, text from item_marks order by id"))
                .containsExactly("1111 111 A", "1112 111 n", "1121 112 b", "1211 121 c");
        ground.assertVersion("crates", 1, 2);
    }

    @Test
    void an_absent_collection_is_an_empty_one() { // 39
        Album album = Album.of(1);
        album.extras = new ArrayList<>(List.of("x", "y"));
        ground.save(album);
        Committed committed = ground.commit(work -> work.get(Album.class, album.id).extras = null);
        assertThat(committed.planned())
                .isEqualTo(ground.expected(
                        "DELETE album_extras 1 0", "DELETE album_extras 1 1", "UPDATE albums 1 (version)"));
        assertThat(ground.rows("select * from album_extras")).isEmpty();
        assertThat(ground.load(Album.class, album.id).extras).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // the domain breaks its own rule
    void an_absent_collection_that_is_required_is_refused_and_its_rows_stay() { // 39
        Crate crate = stored();
        assertThat(ground.refused(work -> work.get(Crate.class, crate.id).boxes = null))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Crate.boxes", crate.id.toString());
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(boxes()).containsExactly("11 0 apples", "12 1 pears");
        ground.assertVersion("crates", 1, 1);
    }

    @Test
    @SuppressWarnings("NullAway") // the domain breaks its own rule
    void a_null_in_a_collection_is_refused_with_root_collection_and_place() { // 40
        Crate crate = stored();
        Album album = Album.of(2);
        album.titles.addAll(List.of("a", "b"));
        ground.save(album);
        assertThat(ground.refused(work -> work.get(Crate.class, crate.id).boxes.add(1, null)))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Crate.boxes[1]", crate.id.toString());
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(ground.refused(work ->
                        work.get(Crate.class, crate.id).boxes.getLast().items.add(null)))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Crate.boxes[1].items[2]", crate.id.toString());
        assertThat(ground.refused(work -> work.get(Album.class, album.id).titles.set(1, null)))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Album.titles[1]", album.id.toString());
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(boxes()).containsExactly("11 0 apples", "12 1 pears");
        assertThat(ground.rows("select title from album_titles order by position"))
                .containsExactly("a", "b");
    }

    @Test
    void what_is_added_and_removed_again_before_the_commit_was_never_there() { // 41
        Crate crate = stored();
        try (SqlUnitOfWork work = ground.begin()) {
            Crate loaded = work.get(Crate.class, crate.id);
            Box box = Box.of(13, "plums");
            loaded.boxes.add(box);
            assertThat(work.plan().isEmpty()).isFalse();
            loaded.boxes.remove(box);
            Crate brief = Crate.of(2, "brief");
            work.add(brief);
            work.remove(brief);
            assertThat(work.find(Crate.class, brief.id)).isEmpty();
            Committed committed = ground.commit(work);
            assertThat(committed.receipt().isEmpty()).isTrue();
            assertThat(ground.traffic().sent()).isEmpty();
        }
        assertThat(ground.rows("select id from crates")).containsExactly("1");
        ground.assertVersion("crates", 1, 1);
    }

    @Test
    void an_entity_that_moves_from_first_to_last_is_an_update_of_positions_alone() { // 42
        Crate crate = Crate.of(1, "fruit", Box.of(11, "a"), Box.of(12, "b"), Box.of(13, "c"), Box.of(14, "d"));
        ground.save(crate);
        Committed committed = changed(crate, loaded -> Collections.rotate(loaded.boxes, -1));
        assertThat(committed.planned())
                .isNotEmpty()
                .allMatch(operation -> operation.endsWith("(version)") || operation.endsWith("(position)"));
        assertThat(ground.rows("select id from crate_boxes order by position")).containsExactly("12", "13", "14", "11");
    }

    @Test
    void a_value_that_moves_from_first_to_last_stays_whole_though_places_are_unique() { // 42
        Album album = Album.of(1);
        album.titles.addAll(List.of("a", "b", "c", "d"));
        ground.save(album);
        Committed committed = changed(album, loaded -> Collections.rotate(loaded.titles, -1));
        assertThat(committed.planned()).allMatch(operation -> operation.startsWith("UPDATE"), "only updates");
        assertThat(ground.rows("select position, title from album_titles order by position"))
                .containsExactly("0 b", "1 c", "2 d", "3 a");
    }

    @Test
    void an_entity_moves_from_first_to_last_although_no_two_may_have_the_same_place() { // 42
        try (Ground strict = Ground.of(variant, Track::map, Track.uniquePlace(variant))) {
            Track track = Track.of(1, Stop.of(11, "a"), Stop.of(12, "b"), Stop.of(13, "c"), Stop.of(14, "d"));
            strict.save(track);
            strict.commit(work -> Collections.rotate(work.get(Track.class, track.id).stops, -1));
            assertThat(strict.rows("select name from track_stops order by position"))
                    .containsExactly("b", "c", "d", "a");
        }
    }

    @Test
    void of_equal_values_in_a_list_one_is_taken_away() { // 43
        Album album = Album.of(1);
        album.titles.addAll(List.of("a", "a", "b"));
        ground.save(album);
        changed(album, loaded -> loaded.titles.removeFirst());
        assertThat(ground.rows("select position, title from album_titles order by position"))
                .containsExactly("0 a", "1 b");
        changed(album, loaded -> loaded.titles.add("b"));
        assertThat(ground.rows("select position, title from album_titles order by position"))
                .containsExactly("0 a", "1 b", "2 b");
    }

    @Test
    void of_values_in_a_set_the_right_row_is_deleted_though_a_column_is_null() { // 44
        Album album = Album.of(1);
        album.tags.addAll(Set.of(new Tag("sea", null), new Tag("sea", 1), new Tag("sky", null)));
        ground.save(album);
        Committed same = changed(album, loaded -> {
            loaded.tags.remove(new Tag("sea", null));
            loaded.tags.add(new Tag("sea", null));
        });
        assertThat(same.planned()).isEmpty();
        Committed less = changed(album, loaded -> loaded.tags.remove(new Tag("sea", null)));
        assertThat(less.planned())
                .hasSize(variant.isVersioned() ? 2 : 1)
                .first()
                .asString()
                .startsWith("DELETE");
        assertThat(ground.rows("select word, weight from album_tags order by word"))
                .containsExactly("sea 1", "sky null");
        changed(album, loaded -> {
            loaded.tags.remove(new Tag("sky", null));
            loaded.tags.add(new Tag("sky", 2));
        });
        assertThat(ground.rows("select word, weight from album_tags order by word"))
                .containsExactly("sea 1", "sky 2");
    }

    @Test
    void another_value_under_a_key_is_one_update_and_another_key_is_a_delete_and_an_insert() { // 45
        Album album = Album.of(1);
        album.prices.putAll(Map.of(Size.SMALL, 3, Size.LARGE, 5));
        album.pictures.put(new Place("p1", 1), "whale");
        album.remarks.put(new Key("front"), "torn");
        ground.save(album);

        assertThat(changed(album, loaded -> loaded.prices.put(Size.SMALL, 4)).planned())
                .isEqualTo(ground.expected("UPDATE albums 1 (version)", "UPDATE album_prices 1 SMALL (price)"));
        assertThat(changed(album, loaded -> loaded.pictures.put(new Place("p1", 1), "shark"))
                        .planned())
                .isEqualTo(ground.expected("UPDATE albums 1 (version)", "UPDATE album_pictures 1 p1 1 (picture)"));
        assertThat(changed(album, loaded -> loaded.remarks.put(new Key("front"), "mended"))
                        .planned())
                .isEqualTo(ground.expected("UPDATE albums 1 (version)", "UPDATE album_remarks 1 front (remark)"));

        assertThat(changed(
                                album,
                                loaded -> loaded.pictures.put(
                                        new Place("p2", 1), loaded.pictures.remove(new Place("p1", 1))))
                        .planned())
                .isEqualTo(ground.expected(
                        "DELETE album_pictures 1 p1 1", "UPDATE albums 1 (version)", "INSERT album_pictures 1 p2 1"));
        assertThat(changed(
                                album,
                                loaded -> loaded.remarks.put(new Key("back"), loaded.remarks.remove(new Key("front"))))
                        .planned())
                .isEqualTo(ground.expected(
                        "DELETE album_remarks 1 front", "UPDATE albums 1 (version)", "INSERT album_remarks 1 back"));
        assertThat(ground.rows("select \"key\", price from album_prices order by 1"))
                .containsExactly("LARGE 5", "SMALL 4");
        assertThat(ground.rows("select * from album_pictures")).containsExactly("1 p2 1 shark");
        assertThat(ground.rows("select \"key\", remark from album_remarks")).containsExactly("back mended");
        ground.assertVersion("albums", 1, 6);
    }

    @Test
    void collections_in_collections_come_back_equal_through_five_levels_and_leave_no_row() { // 46
        Album album = Album.of(1);
        album.deep.add(Map.of());
        album.deep.add(Map.of(
                "a",
                List.of(),
                "b",
                List.of(Map.of(), Map.of(1, Set.of(), 2, Set.of("x", "y")), Map.of(3, Set.of("x")))));
        ground.save(album);
        ground.assertStored(album, album.id);
        assertThat(ground.rows("select count(*) from album_deep_values_values_values_values"))
                .containsExactly("3");

        ground.commit(work -> work.remove(work.get(Album.class, album.id)));
        assertThat(ground.rows("select 1 from album_deep union all select 1 from album_deep_values"
                        + " union all select 1 from album_deep_values_values"
                        + " union all select 1 from album_deep_values_values_values"
                        + " union all select 1 from album_deep_values_values_values_values"))
                .isEmpty();
    }

    @Test
    void a_child_that_moves_to_another_root_is_one_update_and_changes_both() { // 47
        ground.save(Crate.of(1, "from", Box.of(11, "apples", Item.of(111, "Cox"))), Crate.of(2, "to"));
        try (SqlUnitOfWork work = ground.begin()) {
            Crate from = work.get(Crate.class, Ground.id(1));
            Crate to = work.get(Crate.class, Ground.id(2));
            to.boxes.add(from.boxes.removeFirst());
            assertThat(ground.commit(work).planned())
                    .isEqualTo(ground.expected(
                            "UPDATE crates 1 (version)",
                            "UPDATE crates 2 (version)",
                            "UPDATE crate_boxes 11 (crate_id)"));
            assertThat(work.plan().isEmpty()).isTrue();
            ground.assertStored(from, from.id);
            ground.assertStored(to, to.id);
        }
        assertThat(ground.rows("select b.crate_id, b.id, i.id from crate_boxes b join box_items i on i.box_id = b.id"))
                .containsExactly("2 11 111");
        ground.assertVersion("crates", 1, 2);
        ground.assertVersion("crates", 2, 2);
    }

    @Test
    void a_child_that_moves_survives_the_removal_of_its_old_root() { // 48
        for (boolean taken : List.of(false, true)) {
            empty();
            ground.save(Crate.of(1, "from", Box.of(11, "apples", Item.of(111, "Cox"))), Crate.of(2, "to"));
            ground.commit(work -> {
                Crate from = work.get(Crate.class, Ground.id(1));
                Crate to = work.get(Crate.class, Ground.id(2));
                to.boxes.add(from.boxes.getFirst());
                if (taken) {
                    from.boxes.clear();
                }
                work.remove(from);
            });
            assertThat(ground.rows(
                            "select b.crate_id, b.id, i.id from crate_boxes b join box_items i on i.box_id = b.id"))
                    .containsExactly("2 11 111");
            assertThat(ground.rows("select id from crates")).containsExactly("2");
        }
    }

    @Test
    void a_child_in_two_places_is_refused_with_both() { // 52
        Box twice = Box.of(11, "apples");
        assertThat(ground.refused(work -> work.add(Crate.of(1, "fruit", twice, Box.of(12, "pears"), twice))))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll(
                        "Crate.boxes[0]", "Crate.boxes[2]", Ground.id(1).toString());
        assertThat(ground.traffic().sent()).isEmpty();

        assertThat(ground.refused(work -> {
                    work.add(Crate.of(1, "fruit", Box.of(12, "pears"), twice));
                    work.add(Crate.of(2, "more", twice));
                }))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll(
                        "Crate.boxes[1]",
                        "Crate.boxes[0]",
                        "Crate[" + Ground.id(1) + "]",
                        Ground.id(2).toString());
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(ground.rows("select id from crates")).isEmpty();
    }

    @Test
    void a_child_in_two_collections_of_one_root_is_refused_with_both() { // 52
        Stop stop = Stop.of(11, "Ulm");
        Track track = Track.of(1, stop);
        track.depots = new ArrayList<>(List.of(stop));
        assertThat(ground.refused(work -> work.add(track)))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Track.stops[0]", "Track.depots[0]", track.id.toString());
        assertThat(ground.rows("select id from tracks")).isEmpty();
    }

    @Test
    void one_list_in_two_roots_is_two_sets_of_rows() { // 56
        Album one = Album.of(1);
        Album two = Album.of(2);
        one.titles.addAll(List.of("a", "b"));
        two.titles = one.titles;
        ground.save(one, two);
        changed(one, loaded -> loaded.titles.add("c"));
        assertThat(ground.rows("select album_id, title from album_titles order by album_id, position"))
                .containsExactly("1 a", "1 b", "1 c", "2 a", "2 b");
    }

    @Test
    void a_removed_root_that_was_never_loaded_takes_its_rows_along() { // 58
        Crate crate = stored();
        ground.save(Crate.of(2, "other", Box.of(21, "figs")));
        Committed committed = ground.commit(work -> work.remove(crate));
        assertThat(committed.receipt().rows())
                .containsExactly(
                        entry("item_marks", 3), entry("box_items", 4), entry("crate_boxes", 2), entry("crates", 1));
        assertThat(ground.rows("select id from crates union all select id from crate_boxes"
                        + " union all select id from box_items union all select id from item_marks"))
                .containsExactly("2", "21");
    }
}
