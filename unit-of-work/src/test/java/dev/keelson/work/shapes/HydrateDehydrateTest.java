package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.hydrate.Relations;
import dev.keelson.work.hydrate.Targets;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is taken apart and put together again is what it was, in whatever order the rows come; and its rows are those that it
 * was taken apart into. The seed is printed; {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats a run.
 */
class HydrateDehydrateTest {

    @RegisterExtension
    static final Stage stage = new Stage();

    private static final int STATES = Boolean.getBoolean("keelson.soak") ? 2_000 : 20;
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());

    @BeforeAll
    static void tellSeed() {
        System.out.println("HydrateDehydrateTest: " + STATES + " states of each shape, of seed " + SEED);
    }

    static Stream<Shape<?, ?>> shapes() {
        return AllShapes.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void the_object_made_of_the_rows_of_an_object_is_like_it(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        Chance chance = Chance.of(SEED + shape.name().hashCode());
        try (SqlUnitOfWork work = staged.begin()) {
            for (int n = 0; n < STATES; n++) {
                thereAndBack(staged, work, chance, "state %d of %s, seed %d".formatted(n, shape, SEED));
            }
        }
    }

    private static <A, I> void thereAndBack(Staged<A, I> staged, SqlUnitOfWork work, Chance chance, String where) {
        Shape<A, I> shape = staged.shape();
        Cast cast = new Cast(shape.others().apply(chance));
        A state = shape.states().of(chance, shape.ids().apply(chance, work), cast);
        if (!cast.joined().isEmpty()) {
            return; // a circle of aggregates is closed by a load, which makes all of them
        }
        DomainModel models = staged.keelson().model();
        AggregateModel model = models.find(state.getClass()).orElseThrow();
        AggregateRows rows =
                new Dehydrator().begin().added(model, state, Targets.ANY).rows();
        if (model.root().version() >= 0) {
            rows = rows.withRoot(rows.root().with(model.root().version(), firstVersion(model)));
        }
        AggregateRows.Builder taken = new AggregateRows.Builder(rows.tables());

        Object made = new Hydrator()
                .hydrate(
                        model,
                        rows.root(),
                        new RowsInMemory(rows, new Random(SEED)),
                        new Neighbours(models, cast.all(Object.class)),
                        taken);
        AggregateRows again = taken.build();

        assertThat(shape.text(made)).as(where).isEqualTo(shape.text(state));
        for (int table = 0; table < rows.tables(); table++) {
            assertThat(told(again.of(table)))
                    .as("rows of table %d, %s", table, where)
                    .containsExactlyInAnyOrderElementsOf(told(rows.of(table)));
        }
    }

    private static Object firstVersion(AggregateModel model) {
        return model.root().column(model.root().version()).type().fit(1L);
    }

    private static List<String> told(List<Row> rows) {
        List<String> told = new ArrayList<>();
        for (Row row : rows) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < row.type().width(); column++) {
                values.add(StateText.of(row.get(column)));
            }
            told.add(values.toString());
        }
        return told;
    }

    /** The aggregates that another one refers to, at hand. */
    private static final class Neighbours implements Relations {

        private final Map<Object, Object> byKey = new HashMap<>();

        Neighbours(DomainModel models, List<Object> neighbours) {
            Dehydrator dehydrator = new Dehydrator();
            for (Object neighbour : neighbours) {
                AggregateModel model = models.find(neighbour.getClass()).orElseThrow();
                Object id = dehydrator.identifier(model, neighbour);
                byKey.put(List.of(model.family(), Row.keyOf(dehydrator.key(model, id))), neighbour);
            }
        }

        @Override
        public Object target(ReferenceContent reference, Row row, Consumer<Object> later) {
            Object target =
                    byKey.get(List.of(reference.target().get().first().family(), row.keyOf(reference.columns())));
            if (target == null) {
                throw new AssertionError("no neighbour for " + row);
            }
            return target;
        }

        @Override
        public Ref<Object> ref(ReferenceContent reference, Row row, Object id) {
            return Ref.of(id);
        }

        @Override
        public Refs<Object> refs(RefsContent refs) {
            return Refs.none();
        }

        @Override
        public void made(Object root) {
            // nobody waits for it
        }
    }
}
