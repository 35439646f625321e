package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.BothWays;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Targets;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.shapes.Shape.Leaf;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is surely unchanged, told value by value or by one method handle, has the very rows that are remembered; and that is told of
 * most shapes. The seed is printed; {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats a run.
 */
class UnchangedTest {

    @RegisterExtension
    static final Stage stage = new Stage();

    private static final int STATES = Boolean.getBoolean("keelson.soak") ? 1_000 : 10;
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());
    private static final Set<String> TOLD = new TreeSet<>();

    @BeforeAll
    static void tellSeed() {
        System.out.println("UnchangedTest: " + STATES + " states of each shape, of seed " + SEED);
    }

    static Stream<Shape<?, ?>> shapes() {
        return AllShapes.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void what_is_surely_unchanged_has_the_rows_that_are_remembered(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        Chance chance = Chance.of(SEED + shape.name().hashCode());
        try (SqlUnitOfWork work = staged.begin()) {
            for (int n = 0; n < STATES; n++) {
                compare(staged, work, chance);
            }
        }
    }

    private static <A, I> void compare(Staged<A, I> staged, SqlUnitOfWork work, Chance chance) {
        Shape<A, I> shape = staged.shape();
        Cast cast = new Cast(shape.others().apply(chance));
        A state = shape.states().of(chance, shape.ids().apply(chance, work), cast);
        AggregateModel model = staged.keelson().model().find(state.getClass()).orElseThrow();
        if (new BothWays(model).isSure(state, rows(model, state))) {
            TOLD.add(shape.name());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void what_changed_in_one_leaf_is_not_surely_unchanged(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        try (SqlUnitOfWork work = staged.begin()) {
            change(staged, work);
        }
    }

    private static <A, I> void change(Staged<A, I> staged, SqlUnitOfWork work) {
        Shape<A, I> shape = staged.shape();
        for (Leaf<A> leaf : shape.leaves()) {
            Chance chance = Chance.full(SEED);
            Cast cast = new Cast(shape.others().apply(chance));
            A state = shape.states().of(chance, shape.ids().apply(chance, work), cast);
            AggregateModel model =
                    staged.keelson().model().find(state.getClass()).orElseThrow();
            AggregateRows rows = rows(model, state);

            A changed = leaf.change().of(state, cast);

            boolean sure = new BothWays(model).isSure(changed, rows);
            assertThat(sure && !leaf.written().isEmpty()).as(leaf.name()).isFalse();
        }
    }

    private static AggregateRows rows(AggregateModel model, Object state) {
        return new Dehydrator().begin().added(model, state, Targets.ANY).rows();
    }

    @AfterAll
    static void most_shapes_are_told_of() {
        assertThat(TOLD).hasSizeGreaterThan((int) AllShapes.stream().count() / 2);
    }
}
