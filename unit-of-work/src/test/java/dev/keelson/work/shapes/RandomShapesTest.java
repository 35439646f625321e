package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shapes.Staged.Stored;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever state an aggregate of whatever shape is in, it comes back as it was, after an insert as after a change, and
 * then there is nothing to commit. The seed is printed; {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats a run.
 */
class RandomShapesTest {

    @RegisterExtension
    static final Stage stage = new Stage();

    private static final int STATES = Boolean.getBoolean("keelson.soak") ? 200 : 3;
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());

    @BeforeAll
    static void tellSeed() {
        System.out.println("RandomShapesTest: " + STATES + " states of each shape, of seed " + SEED);
    }

    static Stream<Shape<?, ?>> shapes() {
        return AllShapes.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void every_state_comes_back_as_it_was_and_so_does_the_next(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        Chance chance = Chance.of(SEED + shape.name().hashCode());
        for (int n = 0; n < STATES; n++) {
            storeAndChange(staged, chance, "state %d of %s, seed %d".formatted(n, shape, SEED));
        }
    }

    private static <A, I> void storeAndChange(Staged<A, I> staged, Chance chance, String where) {
        Stored<I> stored = staged.store(chance);
        comesBack(staged, stored, stored.state(), where + ", stored");
        String next;
        try (SqlUnitOfWork work = staged.begin()) {
            Cast cast = staged.cast(work, stored);
            A state = staged.shape().states().of(chance, stored.id(), cast);
            next = staged.shape().text(state);
            cast.joined().forEach(work::add);
            work.replace(state);
            work.commit();
        }
        comesBack(staged, stored, next, where + ", changed");
    }

    private static <A, I> void comesBack(Staged<A, I> staged, Stored<I> stored, String state, String where) {
        try (SqlUnitOfWork work = staged.begin()) {
            A loaded = work.get(staged.shape().type(), stored.id());
            int statements = staged.wire().counts().statements();
            assertThat(staged.shape().text(loaded)).as(where).isEqualTo(state);
            assertThat(statements)
                    .as("statements, " + where)
                    .isBetween(1, 1 + staged.shape().levels());
            staged.wire().reset();
            work.commit();
            assertThat(staged.wire().statements())
                    .as("commit after load, " + where)
                    .isEmpty();
        }
    }
}
