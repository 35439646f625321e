package dev.keelson.work.load.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.load.select.Slots;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Rows are put together by what they say, in whatever order the server sends them. */
@NullMarked
class LoadedRowsTest {

    private record Plant() {}

    private static final AggregateModel PLANT = HandMade.of(Plant.class)
            .root("plants", "id integer : key", "version bigint")
            .child("plants", "leaves", "id integer : key", "plant_id integer : parent", "position integer")
            .child("leaves", "veins", "leaf_id integer : key parent", "position integer : key", "vein text")
            .model();

    /** Branch, integer, bigint, integer, integer, text, place: children before parents, the last root first. */
    private static final String SCRAMBLED = """
        values (2, 21, null::bigint, 1, null::integer, 'b', null::bigint),
               (1, 21, null, 1, 1, null, null),
               (0, 1, 1, null, null, null, 2),
               (2, 11, null, 0, null, 'z', null),
               (0, 2, 1, null, null, null, 1),
               (2, 21, null, 0, null, 'a', null),
               (1, 11, null, 1, 0, null, null)
        """;

    @Test
    void roots_go_by_their_place_and_children_to_their_parents() throws SQLException {
        LoadedRows rows = read(PLANT, Reading.Kind.PLACED, SCRAMBLED);
        assertThat(rows.roots()).extracting(Row::key).containsExactly(2, 1);
        Row first = rows.roots().get(1);
        assertThat(rows.of(PLANT.tables().get(1), first)).extracting(Row::key).containsExactly(21, 11);
        assertThat(rows.of(PLANT.tables().get(1), rows.roots().get(0))).isEmpty();
        Row leaf = rows.of(PLANT.tables().get(1), first).get(0);
        assertThat(rows.of(PLANT.tables().get(2), leaf))
                .extracting(row -> row.get(2))
                .containsExactly("b", "a");
    }

    private static final AggregateModel SORTED = HandMade.of(Plant.class)
            .root("plants", "id integer : key")
            .child("plants", "names", "plant_id integer : key parent", "name text : key asc")
            .child("plants", "parts", "id integer : key", "plant_id integer : parent", "within integer : node")
            .model();

    /** Branch, integer, text, integer, integer, place. */
    private static final String OF_A_SORTED_LIST_AND_A_TREE = """
        values (1, 1, 'b', null::integer, null::integer, 3),
               (2, 31, null, 1, 21, null),
               (1, 1, 'ä', null, null, 2),
               (2, 22, null, 1, null, null),
               (2, 21, null, 1, null, null),
               (1, 1, 'a', null, null, 1),
               (0, 1, null, null, null, null)
        """;

    @Test
    void sorted_rows_go_by_their_place_and_nodes_to_their_node() throws SQLException {
        LoadedRows rows = read(SORTED, Reading.Kind.ONE, OF_A_SORTED_LIST_AND_A_TREE);
        Row root = rows.roots().get(0);
        assertThat(rows.of(SORTED.tables().get(1), root))
                .extracting(row -> row.get(1))
                .containsExactly("a", "ä", "b");
        TableModel parts = SORTED.tables().get(2);
        assertThat(rows.of(parts, root)).extracting(Row::key).containsExactly(22, 21);
        assertThat(rows.ofNode(parts, rows.of(parts, root).get(1)))
                .extracting(Row::key)
                .containsExactly(31);
        assertThat(rows.ofNode(parts, rows.of(parts, root).get(0))).isEmpty();
    }

    private static LoadedRows read(AggregateModel model, Reading.Kind kind, String sql) throws SQLException {
        List<AggregateModel> members = List.of(model);
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return new Reading(members, new Slots(members), kind, null, null, new RowLimit(7), type -> "")
                    .read(result)
                    .get(0);
        }
    }
}
