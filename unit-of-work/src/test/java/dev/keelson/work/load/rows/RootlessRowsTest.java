package dev.keelson.work.load.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.load.select.Slots;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.RowLimit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who asks for one root reads what hangs on it by the same statement, whose branches a server may send in any order. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class RootlessRowsTest {

    private record City() {}

    private static final AggregateModel CITY = HandMade.of(City.class)
            .root("cities", "id integer : key", "name text")
            .child("cities", "parks", "city_id integer : key parent", "name text : key")
            .model();

    private record Forest() {}

    private static final AggregateModel FOREST = HandMade.of(Forest.class)
            .root("forests", "id integer : key")
            .recursive("forests", "trees", "id integer : key", "forest_id integer : parent", "tree_id integer : node")
            .model();

    private static final String ROOT = "(0, 7, 'Oslo')";
    private static final String PARKS = "(1, 7, 'North'), (1, 7, 'South')";

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static String read(String rows, int most) {
        return read(CITY, rows, most);
    }

    private static String read(AggregateModel model, String rows, int most) {
        List<AggregateModel> members = List.of(model);
        try (Connection connection = database.application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("values " + rows)) {
            LoadedRows read = new Reading(
                            members, new Slots(members), Reading.Kind.ONE, null, null, new RowLimit(most), type -> "")
                    .read(result)
                    .get(0);
            return read.roots() + " " + read.ofTable(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void the_root_may_come_at_any_place() {
        String whole = "[cities[7]] [parks[[7, North]], parks[[7, South]]]";
        assertThat(read(ROOT + ", " + PARKS, 3)).isEqualTo(whole);
        assertThat(read(PARKS + ", " + ROOT, 3)).isEqualTo(whole);
        assertThat(read("(1, 7, 'North'), " + ROOT + ", (1, 7, 'South')", 3)).isEqualTo(whole);
    }

    @Test
    void what_hangs_on_no_root_is_dropped_and_counts_for_nobody() {
        assertThat(read(PARKS, 3)).isEqualTo("[] []");
        assertThat(read(PARKS, 1)).isEqualTo("[] []");
    }

    @Test
    void an_aggregate_above_the_limit_is_told_wherever_its_root_comes() {
        for (String rows : List.of(ROOT + ", " + PARKS, PARKS + ", " + ROOT)) {
            assertThatThrownBy(() -> read(rows, 2))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("City[7]")
                    .hasMessageContaining("more than 2 rows (cities 1, parks 2 so far)");
        }
    }

    @Test
    void a_tree_that_is_too_deep_is_told_of_a_root_alone() {
        String root = "(0, 7, null, null, null)";
        String trees = "(1, 8, 7, null, 1), (1, 9, null, 8, -1)";
        assertThat(read(FOREST, trees, 3)).isEqualTo("[] []");
        for (String rows : List.of(root + ", " + trees, trees + ", " + root)) {
            assertThatThrownBy(() -> read(FOREST, rows, 3))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining("Forest[7]")
                    .hasMessageContaining("the tree in trees is deeper than 100 levels");
        }
    }
}
