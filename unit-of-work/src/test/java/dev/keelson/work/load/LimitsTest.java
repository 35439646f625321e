package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Compiled;
import dev.keelson.work.hydrate.Store;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too much for a load, and keys that the database thinks equal though Java does not. */
@NullMarked
class LimitsTest {

    record Tree(int id, List<Integer> leaves) {}

    static final class Price {
        private final BigDecimal id;
        private final List<String> notes = new ArrayList<>();

        Price(BigDecimal id) {
            this.id = id;
        }
    }

    @Test
    void more_than_a_hundred_thousand_rows_of_one_aggregate_are_an_error_with_counts() {
        try (Store store = Store.of(() -> Keelson.builder().map(Tree.class))) {
            store.save(new Tree(7, List.of()), new Tree(8, List.of(1)));
            store.database()
                    .execute("insert into tree_leaves (tree_id, position, leave)"
                            + " select 7, n, n from generate_series(0, 100000) n");
            try (SqlUnitOfWork work = store.begin()) {
                assertThatThrownBy(() -> work.find(Tree.class, 7))
                        .isInstanceOf(HydrationException.class)
                        .hasMessageContaining("Tree[7]")
                        .hasMessageContaining("more than 100,000 rows (trees 1, tree_leaves 100,000 so far)");
                assertThat(work.get(Tree.class, 8).leaves()).containsExactly(1);
            }
        }
    }

    @Test
    void more_columns_than_a_select_can_have_are_a_fault_of_the_mapping(@TempDir Path folder) {
        String source = "package elsewhere; public class Wide { int id; "
                + fields("int", "n") + " java.util.List<Part> parts = new java.util.ArrayList<>();"
                + " public static class Part { " + fields("String", "t") + " } }";
        Class<?> wide = Compiled.load(folder, "elsewhere.Wide", source);
        try (TestDatabase database = TestDatabase.create()) {
            KeelsonBuilder builder = Keelson.builder()
                    .map(wide)
                    .dataSource(database.application())
                    .validate(false);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("Wide: its load needs 1703 columns, and one statement has at most 1600");
        }
    }

    private static String fields(String type, String name) {
        return IntStream.range(0, 850)
                .mapToObj(n -> type + " " + name + n + ";")
                .collect(Collectors.joining(" "));
    }

    @Test
    void children_find_their_parents_by_keys_of_another_scale() {
        try (Store store = Store.of(() -> Keelson.builder().map(Price.class))) {
            store.save(new Price(new BigDecimal("1.50")), new Price(new BigDecimal("2.50")));
            store.database()
                    .execute(
                            "insert into price_notes values (1.5, 0, 'one')",
                            "insert into price_notes values (2.500, 0, 'two')");
            try (SqlUnitOfWork work = store.begin()) {
                assertThat(work.query(Price.class).list())
                        .extracting(price -> price.id + " " + price.notes)
                        .containsExactlyInAnyOrder("1.50 [one]", "2.50 [two]");
                work.discard();
            }
        }
    }
}
