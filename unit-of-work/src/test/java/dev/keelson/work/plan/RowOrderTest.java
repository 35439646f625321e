package dev.keelson.work.plan;

import static dev.keelson.work.model.Blueprint.aggregate;
import static dev.keelson.work.model.Blueprint.model;
import static dev.keelson.work.model.Blueprint.table;
import static dev.keelson.work.plan.RowDesk.delete;
import static dev.keelson.work.plan.RowDesk.insert;
import static dev.keelson.work.plan.RowDesk.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.Change;
import dev.keelson.work.model.Blueprint;
import dev.keelson.work.model.DomainModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order of rows that hang together in ways that tables alone do not tell. */
@NullMarked
class RowOrderTest {

    private static final ColumnType INT = ColumnType.integer();

    private static final Blueprint ROOTS = table("roots", "Root").key("id", INT).version(ColumnType.bigint());

    private static final Blueprint CARDS =
            table("cards", "Root.card").key("id", INT).column("number", ColumnType.text());

    static {
        CARDS.parent(ROOTS, "id");
    }

    /** A tree: its nodes name their owner and the node above. */
    private static final Blueprint NODES =
            table("nodes", "Root.nodes").key("id", INT).column("root_id", INT).optional("parent_id", INT);

    static {
        NODES.parent(ROOTS, "root_id").refers(NODES, "parent_id");
    }

    private static final Blueprint NOTES =
            table("notes", "Root.nodes.notes").key("node_id", INT).key("position", INT);

    static {
        NOTES.parent(NODES, "node_id");
    }

    /** At most one a root. */
    private static final Blueprint PARTS =
            table("parts", "Root.part").key("id", INT).column("root_id", INT).unique("root_id");

    static {
        PARTS.parent(ROOTS, "root_id");
    }

    private static final Blueprint GUESTS =
            table("guests", "Guest").key("id", INT).optional("part_id", INT).refers(PARTS, "part_id");

    /** Elements that name the one before and the one after. */
    private static final Blueprint LINKS = table("links", "Root.links")
            .key("id", INT)
            .column("root_id", INT)
            .optional("previous_id", INT)
            .optional("next_id", INT);

    static {
        LINKS.parent(ROOTS, "root_id").refers(LINKS, "previous_id").refers(LINKS, "next_id");
    }

    /** Two types of roots, one of which can do without the other. */
    private static final Blueprint FIRMS = table("firms", "Firm").key("id", INT).optional("head_id", INT);

    private static final Blueprint PEOPLE =
            table("people", "Person").key("id", INT).column("firm_id", INT);

    static {
        FIRMS.refers(PEOPLE, "head_id");
        PEOPLE.refers(FIRMS, "firm_id");
    }

    /** Two types of roots that cannot do without each other. */
    private static final Blueprint HENS = table("hens", "Hen").key("id", INT).column("egg_id", INT);

    private static final Blueprint EGGS = table("eggs", "Egg").key("id", INT).column("hen_id", INT);

    static {
        HENS.refers(EGGS, "egg_id");
        EGGS.refers(HENS, "hen_id");
    }

    private static final DomainModel MODEL = model(
            aggregate(Object.class, ROOTS, CARDS, NODES, NOTES, PARTS, LINKS),
            aggregate(Object.class, GUESTS),
            aggregate(Object.class, FIRMS),
            aggregate(Object.class, PEOPLE),
            aggregate(Object.class, HENS),
            aggregate(Object.class, EGGS));

    private static final RowDesk DESK = new RowDesk(MODEL);

    private static List<Change> planned(List<Change> changes) {
        return DESK.plan(changes).writes();
    }

    private static List<String> order(Change... changes) {
        return DESK.writes(changes);
    }

    /** How many statements the rows of a plan need: neighbours of one kind share one. */
    private static long statements(List<Change> changes) {
        return IntStream.range(0, changes.size())
                .filter(i -> i == 0 || !statement(changes.get(i)).equals(statement(changes.get(i - 1))))
                .count();
    }

    private static String statement(Change change) {
        return change.kind() + change.table() + change.columns().keySet();
    }

    @Test
    void a_joined_row_goes_after_its_base_and_is_deleted_before_it_and_many_share_a_statement() { // 33
        assertThat(order(insert(CARDS, 1, "x"), insert(ROOTS, 1, 1L), insert(CARDS, 2, "x"), insert(ROOTS, 2, 1L)))
                .containsExactly("INSERT roots 1", "INSERT roots 2", "INSERT cards 1", "INSERT cards 2");
        assertThat(order(delete(ROOTS, 1, 1L), delete(CARDS, 1, "x"), delete(ROOTS, 2, 1L), delete(CARDS, 2, "x")))
                .containsExactly("DELETE cards 1", "DELETE cards 2", "DELETE roots 1", "DELETE roots 2");
    }

    @Test
    void a_tree_is_inserted_from_the_top_and_deleted_from_the_leaves() {
        assertThat(order(insert(NODES, 3, 1, 2), insert(NODES, 2, 1, 1), insert(NODES, 1, 1, null)))
                .containsExactly("INSERT nodes 1", "INSERT nodes 2", "INSERT nodes 3");
        assertThat(order(delete(NODES, 1, 1, null), delete(NODES, 3, 1, 2), delete(NODES, 2, 1, 1)))
                .containsExactly("DELETE nodes 3", "DELETE nodes 2", "DELETE nodes 1");
    }

    @Test
    void a_node_moves_from_one_that_goes_to_one_that_comes() {
        assertThat(order(delete(NODES, 1, 1, null), update(NODES.row(2, 1, 1), 2, 3), insert(NODES, 3, 1, null)))
                .containsExactly("INSERT nodes 3", "UPDATE nodes 2 {parent_id=3}", "DELETE nodes 1");
    }

    /** A tree in any shape with a note for each node, its rows in any order. */
    private static List<Change> tree(int size, boolean deep, boolean deleted, Random random) {
        List<Change> changes = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            Integer parent = id == 1 ? null : Integer.valueOf(deep ? id - 1 : 1 + random.nextInt(id - 1));
            changes.add(deleted ? delete(NODES, id, 1, parent) : insert(NODES, id, 1, parent));
            changes.add(deleted ? delete(NOTES, id, 0) : insert(NOTES, id, 0));
        }
        Collections.shuffle(changes, random);
        changes.add(deleted ? delete(ROOTS, 1, 1L) : insert(ROOTS, 1, 1L));
        return changes;
    }

    @Test
    void a_tree_of_any_depth_needs_one_statement_a_table() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (boolean deep : List.of(true, false)) {
            for (boolean deleted : List.of(true, false)) {
                assertThat(statements(planned(tree(200, deep, deleted, random))))
                        .as("seed %s", seed)
                        .isEqualTo(3);
            }
        }
    }

    @Test
    @Timeout(20)
    void the_time_grows_with_the_rows_and_not_with_their_square() {
        Random random = new Random(1);
        assertThat(planned(tree(100_000, true, false, random))).hasSize(200_001);
        assertThat(planned(tree(100_000, true, true, random))).hasSize(200_001);
    }

    @Test
    void references_that_move_to_new_rows_do_not_cost_a_statement_each() {
        List<Change> changes = new ArrayList<>();
        for (int id = 1; id <= 50; id++) {
            changes.add(update(PEOPLE.row(id, id), 1, 100 + id));
            changes.add(insert(FIRMS, 100 + id, null));
            changes.add(delete(FIRMS, id, null));
        }
        assertThat(statements(planned(changes))).isEqualTo(3);
    }

    @Test
    void a_part_is_deleted_before_another_takes_its_place() { // 49
        assertThat(order(insert(PARTS, 2, 1), delete(PARTS, 1, 1), update(ROOTS.row(1, 1L), 1, 2L)))
                .containsExactly("DELETE parts 1", "UPDATE roots 1 {version=2}", "INSERT parts 2");
    }

    @Test
    void also_where_something_still_refers_to_the_part_that_goes() {
        assertThat(order(insert(PARTS, 2, 1), update(GUESTS.row(1, 1), 1, 2), delete(PARTS, 1, 1)))
                .containsExactly(
                        "UPDATE guests 1 {part_id=null}",
                        "DELETE parts 1",
                        "INSERT parts 2",
                        "UPDATE guests 1 {part_id=2}");
    }

    @Test
    void a_circle_is_opened_where_a_reference_may_be_absent_whichever_row_comes_first() { // 17
        List<String> opened = List.of("INSERT firms 1", "INSERT people 1", "UPDATE firms 1 {head_id=1}");
        assertThat(order(insert(FIRMS, 1, 1), insert(PEOPLE, 1, 1))).isEqualTo(opened);
        assertThat(order(insert(PEOPLE, 1, 1), insert(FIRMS, 1, 1))).isEqualTo(opened);
    }

    @Test
    void the_first_write_of_an_opened_circle_leaves_the_reference_out_and_the_second_writes_nothing_else() {
        List<Change> changes = planned(List.of(insert(FIRMS, 1, 1), insert(PEOPLE, 1, 1)));
        assertThat(changes.get(0).row()).isEqualTo(FIRMS.row(1, null));
        assertThat(changes.get(0).owner().root()).isEqualTo(changes.get(0).row());
        assertThat(changes.get(2).row()).isEqualTo(FIRMS.row(1, 1));
        assertThat(changes.get(2).reasons()).containsExactly("Firm.head_id null -> 1");
    }

    @Test
    void rows_in_a_circle_are_deleted_once_one_has_let_go_of_the_other() {
        assertThat(order(delete(FIRMS, 1, 1), delete(PEOPLE, 1, 1)))
                .containsExactly("UPDATE firms 1 {head_id=null}", "DELETE people 1", "DELETE firms 1");
    }

    @Test
    void an_update_in_a_circle_is_written_in_two_steps() {
        // person 1 goes, person 2 comes and needs the firm's next head to be free of the old one
        Change moved = update(FIRMS.row(1, 1), 1, 2);
        assertThat(order(moved, delete(PEOPLE, 1, 1), insert(PEOPLE, 2, 1)))
                .containsExactly("INSERT people 2", "UPDATE firms 1 {head_id=2}", "DELETE people 1");
        Change sameSeat = insert(PEOPLE, 1, 1);
        assertThat(order(update(FIRMS.row(1, 1), 1, 1), delete(PEOPLE, 1, 1), sameSeat))
                .containsExactly(
                        "UPDATE firms 1 {head_id=null}",
                        "DELETE people 1",
                        "INSERT people 1",
                        "UPDATE firms 1 {head_id=1}");
    }

    @Test
    void elements_that_name_each_other_need_two_statements_however_many_they_are() {
        int size = 200;
        List<Change> inserts = new ArrayList<>();
        List<Change> deletes = new ArrayList<>();
        for (int id = 1; id <= size; id++) {
            Integer previous = id == 1 ? null : Integer.valueOf(id - 1);
            Integer next = id == size ? null : Integer.valueOf(id + 1);
            inserts.add(insert(LINKS, id, 1, previous, next));
            deletes.add(delete(LINKS, id, 1, previous, next));
        }
        assertThat(statements(planned(inserts))).isEqualTo(2);
        assertThat(planned(inserts)).hasSize(2 * size - 1);
        assertThat(statements(planned(deletes))).isEqualTo(2);
    }

    @Test
    void a_circle_that_cannot_be_opened_is_told_edge_by_edge() { // 18
        assertThatThrownBy(() -> order(insert(HENS, 1, 2), insert(EGGS, 2, 1)))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("INSERT hens[1] refers by egg_id to eggs[2]")
                .hasMessageContaining("INSERT eggs[2] refers by hen_id to hens[1]");
    }

    @Test
    void rows_that_only_hang_on_a_circle_are_not_torn() {
        assertThat(order(insert(FIRMS, 1, 1), insert(PEOPLE, 1, 1), insert(PEOPLE, 2, 1), insert(FIRMS, 2, 2)))
                .containsExactly(
                        "INSERT firms 1",
                        "INSERT people 1",
                        "INSERT people 2",
                        "INSERT firms 2",
                        "UPDATE firms 1 {head_id=1}");
    }
}
