package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shapes.Shape.Leaf;
import dev.keelson.work.shapes.Staged.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every shape, shown on one state of each that leaves nothing out. */
class ShapeContractTest {

    @RegisterExtension
    static final Stage stage = new Stage();

    private static final Pattern TABLE = Pattern.compile("create table (\\S+) ");

    static Stream<Shape<?, ?>> shapes() {
        return AllShapes.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void lies_in_the_tables_that_convention_and_configuration_name(Shape<?, ?> shape) {
        KeelsonBuilder builder = Keelson.builder();
        shape.mapping().accept(builder);
        List<String> made = TABLE.matcher(builder.schema().ddl())
                .results()
                .map((MatchResult result) -> result.group(1).replace("\"", ""))
                .toList();
        List<String> expected = new ArrayList<>(shape.tables());
        expected.addAll(shape.beside());
        expected.add("keelson_commits");

        assertThat(made).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void comes_back_as_it_was_by_one_statement_and_one_more_for_each_level_of_references(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        comesBack(staged);
    }

    private static <A, I> void comesBack(Staged<A, I> staged) {
        Stored<I> stored = staged.store(staged.full("comes back"));
        try (SqlUnitOfWork work = staged.begin()) {
            A loaded = work.get(staged.shape().type(), stored.id());

            assertThat(staged.shape().text(loaded)).isEqualTo(stored.state());
            assertThat(staged.wire().counts().roundTrips())
                    .as("round trips")
                    .isEqualTo(1 + staged.shape().levels());
            assertThat(staged.wire().counts().statements())
                    .as("statements")
                    .isEqualTo(1 + staged.shape().levels());
            assertThat(work.get(staged.shape().type(), stored.id()))
                    .as("asked again")
                    .isSameAs(loaded);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void what_was_only_loaded_is_committed_by_sending_nothing(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        nothingToWrite(staged);
    }

    private static <A, I> void nothingToWrite(Staged<A, I> staged) {
        Stored<I> stored = staged.store(staged.full("nothing"));
        try (SqlUnitOfWork work = staged.begin()) {
            work.get(staged.shape().type(), stored.id());
            staged.wire().reset();

            assertThat(work.plan()).hasToString("nothing to commit");
            assertThat(work.commit().isEmpty()).isTrue();
            assertThat(staged.wire().counts().bytesUp()).isZero();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_leaf_that_changes_is_one_update_and_the_version_of_its_root() {
        return shapes().flatMap(ShapeContractTest::leaves);
    }

    private static <A, I> Stream<DynamicTest> leaves(Shape<A, I> shape) {
        return shape.leaves().stream()
                .map(leaf -> dynamicTest(shape.name() + ": " + leaf.name(), () -> leaf(stage.of(shape), leaf)));
    }

    private static <A, I> void leaf(Staged<A, I> staged, Leaf<A> leaf) {
        Stored<I> stored = staged.store(staged.full(leaf.name()));
        try (SqlUnitOfWork work = staged.begin()) {
            Cast cast = staged.cast(work, stored);
            A loaded = work.get(staged.shape().type(), stored.id());
            A next = leaf.change().of(loaded, cast);
            if (next != loaded) {
                work.replace(next);
            }
            String expected = staged.shape().text(next);
            List<String> planned = Staged.planned(work);
            staged.wire().reset();
            CommitReceipt receipt = work.commit();
            List<String> sent = staged.wire().transcript();

            assertThat(planned).as("planned").isEqualTo(expectedWrites(staged.shape(), leaf));
            assertThat(staged.written())
                    .as("written")
                    .isEqualTo(planned.stream().distinct().toList());
            assertThat(staged.wire().counts().roundTrips())
                    .as("round trips of %s", sent)
                    .isEqualTo(1);
            assertThat(receipt.roundTrips()).isEqualTo(1);
            assertThat(staged.load(stored)).isEqualTo(expected).isNotEqualTo(stored.state());
        }
    }

    /** What the leaf writes, and the root's version in the root's own update or in one of its own. */
    private static List<String> expectedWrites(Shape<?, ?> shape, Leaf<?> leaf) {
        List<String> writes = new ArrayList<>(leaf.written());
        if (!shape.version().isEmpty()) {
            String root = "update " + shape.tables().get(0) + " (";
            String own = writes.stream()
                    .filter(write -> write.startsWith(root))
                    .findFirst()
                    .orElse(root + ")");
            writes.remove(own);
            List<String> columns = new ArrayList<>(
                    List.of(own.substring(root.length(), own.length() - 1).split(", ")));
            columns.removeIf(String::isEmpty);
            columns.add(shape.version());
            columns.sort(null);
            writes.add(root + String.join(", ", columns) + ")");
        }
        writes.sort(null);
        return writes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void a_removed_one_leaves_no_row_in_any_of_its_tables(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        leavesNoRow(staged);
    }

    private static <A, I> void leavesNoRow(Staged<A, I> staged) {
        var before = staged.rows();
        Stored<I> stored = staged.store(staged.full("leaves"));
        staged.rows().forEach((table, rows) -> assertThat(rows).as(table).isGreaterThan(before.get(table)));
        try (SqlUnitOfWork work = staged.begin()) {
            A loaded = work.get(staged.shape().type(), stored.id());
            stored.joined().forEach(joined -> work.remove(Staged.again(work, joined)));
            stored.others().stream()
                    .filter(staged.shape().type()::isInstance)
                    .forEach(other -> work.remove(Staged.again(work, other)));
            work.remove(loaded);
            staged.wire().reset();
            work.commit();

            assertThat(staged.wire().counts().roundTrips())
                    .as("round trips of %s", staged.wire().transcript())
                    .isEqualTo(1);
            assertThat(work.find(staged.shape().type(), stored.id())).isEmpty();
        }
        assertThat(staged.rows()).isEqualTo(before);
    }
}
