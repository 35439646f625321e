package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shapes.Shape.Leaf;
import dev.keelson.work.shapes.Staged.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commits by plain statements leave the same rows as commits by one message, whatever the shape, on PostgreSQL as on H2, and
 * what is loaded from them is the same. The seed is printed; {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats a run.
 */
class PortableShapesTest {

    @RegisterExtension
    static final Stage stage = Stage.own();

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int STATES = SOAK ? 60 : 1;
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());

    private static final Map<String, List<String>> rows = new HashMap<>();

    /** Shapes that H2 cannot have, or has otherwise. */
    private static final Map<String, String> NOT_ON_H2 = Map.of(
            "value of every type", "it keeps 0.0 for -0.0",
            "value of every type, in children", "it keeps 0.0 for -0.0",
            "identifier by the column's own sequence", "it does not tell what an identity column draws from");

    @BeforeAll
    static void tellSeed() {
        System.out.println("PortableShapesTest: " + STATES + " states of each shape, of seed " + SEED);
    }

    static Stream<Shape<?, ?>> shapes() {
        return AllShapes.stream();
    }

    static Stream<Shape<?, ?>> shapesOnH2() {
        return AllShapes.stream().filter(shape -> !NOT_ON_H2.containsKey(shape.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void plain_statements_leave_the_rows_of_one_message(Shape<?, ?> shape) {
        assertThat(rows(shape, Backend.PORTABLE)).isEqualTo(rows(shape, Backend.POSTGRES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapesOnH2")
    void h2_has_the_rows_of_postgresql(Shape<?, ?> shape) {
        assertThat(rows(shape, Backend.H2)).isEqualTo(rows(shape, Backend.POSTGRES));
    }

    /** What is in the tables after the same states were stored and changed, and others changed in one leaf and removed. */
    private static List<String> rows(Shape<?, ?> shape, Backend backend) {
        return rows.computeIfAbsent(shape.name() + " on " + backend, unused -> run(shape, backend));
    }

    private static <A, I> List<String> run(Shape<A, I> shape, Backend backend) {
        Staged<A, I> staged = stage.of(shape, backend);
        Chance chance = Chance.of(SEED + shape.name().hashCode());
        for (int n = 0; n < STATES; n++) {
            String where = "state %d of %s on %s, seed %d".formatted(n, shape, backend, SEED);
            storeAndChange(staged, chance, where, n);
        }
        return TableText.of(staged);
    }

    private static <A, I> void storeAndChange(Staged<A, I> staged, Chance chance, String where, int n) {
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
        for (Leaf<A> leaf : leaves(staged.shape(), n)) {
            Stored<I> full = staged.store(staged.full(leaf.name() + n + SEED));
            change(staged, full, leaf);
            remove(staged, full);
        }
    }

    /** All that a shape knows, or one by chance where time is short. */
    private static <A, I> List<Leaf<A>> leaves(Shape<A, I> shape, int n) {
        List<Leaf<A>> all = shape.leaves();
        return SOAK || all.isEmpty() ? all : List.of(all.get(Math.floorMod(SEED + n, all.size())));
    }

    private static <A, I> void change(Staged<A, I> staged, Stored<I> stored, Leaf<A> leaf) {
        try (SqlUnitOfWork work = staged.begin()) {
            A loaded = work.get(staged.shape().type(), stored.id());
            A next = leaf.change().of(loaded, staged.cast(work, stored));
            if (next != loaded) {
                work.replace(next);
            }
            String expected = staged.shape().text(next);
            work.commit();
            comesBack(staged, stored, expected, leaf.name());
        }
    }

    private static <A, I> void remove(Staged<A, I> staged, Stored<I> stored) {
        try (SqlUnitOfWork work = staged.begin()) {
            A loaded = work.get(staged.shape().type(), stored.id());
            stored.joined().forEach(joined -> work.remove(Staged.again(work, joined)));
            stored.others().stream()
                    .filter(staged.shape().type()::isInstance)
                    .forEach(other -> work.remove(Staged.again(work, other)));
            work.remove(loaded);
            work.commit();
        }
    }

    private static <A, I> void comesBack(Staged<A, I> staged, Stored<I> stored, String state, String where) {
        try (SqlUnitOfWork work = staged.begin()) {
            A loaded = work.get(staged.shape().type(), stored.id());
            assertThat(withoutZeros(staged.shape().text(loaded))).as(where).isEqualTo(withoutZeros(state));
            assertThat(work.plan()).as("plan after load, " + where).hasToString("nothing to commit");
        }
    }

    /** H2's decimals without a scale end in no zeros. */
    private static String withoutZeros(String state) {
        return state.replaceAll("(\\d\\.\\d*?)0+\\b", "$1").replaceAll("(\\d)\\.(?!\\d)", "$1");
    }
}
