package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.ModelBuilder;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
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

    record Leaf(int id, List<String> veins) {}

    record Plant(int id, List<Leaf> leaves) {}

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

    private static AggregateModel plants() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Plant.class, AggregateMapping.byConvention());
        return builder.build(LiveColumns.NONE).model().find(Plant.class).orElseThrow();
    }

    @Test
    void roots_go_by_their_place_and_children_to_their_parents() throws SQLException {
        AggregateModel model = plants();
        Slots slots = new Slots(model);
        LoadedRows rows = new LoadedRows(model);
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SCRAMBLED)) {
            rows.readOrdered(result, slots, 7);
        }
        assertThat(rows.roots()).extracting(Row::key).containsExactly(2, 1);
        Row first = rows.roots().get(1);
        assertThat(rows.of(model.tables().get(1), first)).extracting(Row::key).containsExactly(21, 11);
        assertThat(rows.of(model.tables().get(1), rows.roots().get(0))).isEmpty();
        Row leaf = rows.of(model.tables().get(1), first).get(0);
        assertThat(rows.of(model.tables().get(2), leaf))
                .extracting(row -> row.get(2))
                .containsExactly("b", "a");
    }
}
