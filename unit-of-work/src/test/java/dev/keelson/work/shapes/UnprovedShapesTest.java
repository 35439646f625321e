package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.database.Database;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.schema.Catalogue;
import dev.keelson.work.schema.IdentityProof;
import dev.keelson.work.schema.ProvedIdentity;
import dev.keelson.work.schema.SchemaWarning;
import dev.keelson.work.schema.Trial;
import dev.keelson.work.shapes.Staged.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever key is taken away from whatever table of whatever shape, it is told at start-up; and where a table of children lacks
 * one, a row that is there twice is an error of the load: no row is lost, and no two become one in silence. The seed is printed;
 * {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats a run.
 */
class UnprovedShapesTest {

    @RegisterExtension
    static final Stage stage = new Stage();

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int STATES = SOAK ? 10 : 1;
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());

    @BeforeAll
    static void tellSeed() {
        System.out.println("UnprovedShapesTest: " + STATES + " states of each shape, of seed " + SEED);
    }

    static Stream<Shape<?, ?>> shapes() {
        return AllShapes.stream();
    }

    /** The tables of a model, each with whether its rows are those of roots. */
    private static Map<String, Boolean> tables(DomainModel model) {
        Map<String, Boolean> tables = new LinkedHashMap<>();
        for (AggregateModel aggregate : model.aggregates()) {
            List<TableModel> extensions = aggregate.extensions();
            for (TableModel table : aggregate.tables()) {
                boolean ofRoot = table.parent() < 0 || extensions.contains(table);
                tables.merge(table.rowType().table().toString(), ofRoot, Boolean::logicalOr);
            }
        }
        return tables;
    }

    private static String quoted(String table) {
        return "\"" + table.replace(".", "\".\"") + "\"";
    }

    /** The statements that take all unique constraints and indexes from a table, with the foreign keys that need them. */
    private static String withoutKeys(Trial trial, String table) {
        return String.join(";", trial.texts("""
            select coalesce('alter table ' || i.indrelid::regclass || ' drop constraint ' || quote_ident(c.conname)
                || ' cascade', 'drop index ' || i.indexrelid::regclass)
            from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.conrelid = i.indrelid
                    and c.contype in ('p', 'u')
            where i.indisunique and i.indrelid = '%s'::regclass
            """.formatted(quoted(table))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void each_key_that_is_taken_away_is_told(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        DomainModel model = staged.keelson().model();
        try (Trial trial = new Trial(staged.owner())) {
            tables(model).forEach((table, ofRoot) -> {
                ProvedIdentity found = trial.after(withoutKeys(trial, table), () -> proved(trial, model));

                assertThat(found.faults())
                        .as("faults without a key of %s", table)
                        .hasSize(ofRoot ? 1 : 0)
                        .allSatisfy(fault -> tells(fault.problem(), fault.mend(), table));
                assertThat(found.warnings())
                        .as("warnings without a key of %s", table)
                        .extracting(SchemaWarning::table)
                        .containsOnly(ofRoot ? new String[0] : new String[] {table});
                assertThat(found.warnings()).allSatisfy(warning -> tells(warning.problem(), warning.mend(), table));
            });
        }
    }

    private static void tells(String problem, String mend, String table) {
        assertThat(problem).startsWith("nothing keeps two rows of " + table + " from having the same ");
        assertThat(mend).startsWith("add a constraint: alter table ").contains(" unique ");
    }

    private static ProvedIdentity proved(Trial trial, DomainModel model) {
        return new IdentityProof(new Policies(List.of()), Catalogue.read(new Database(trial.dataSource())))
                .prove(model, true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void a_row_that_is_there_twice_is_an_error_of_the_load(Shape<?, ?> shape) {
        Staged<?, ?> staged = stage.of(shape);
        List<String> children = new ArrayList<>(shape.tables());
        tables(staged.keelson().model()).forEach((table, ofRoot) -> {
            if (ofRoot) {
                children.remove(table);
            }
        });
        if (!children.isEmpty()) {
            assertThat(doubled(staged, children, staged.full("doubled")))
                    .as("tables with rows")
                    .containsExactlyInAnyOrderElementsOf(children);
            Chance chance = Chance.of(SEED + shape.name().hashCode());
            for (int n = 1; n < STATES; n++) {
                doubled(staged, children, chance);
            }
        }
    }

    /** The tables of which it had rows. */
    private static <A, I> Set<String> doubled(Staged<A, I> staged, List<String> children, Chance chance) {
        Set<String> filled = new LinkedHashSet<>();
        try (Trial trial = new Trial(staged.owner())) {
            Map<String, Set<String>> before = rows(trial, children);
            Stored<I> stored = staged.store(chance);
            Map<String, Set<String>> after = rows(trial, children);
            String keysGone =
                    children.stream().map(table -> withoutKeys(trial, table)).collect(Collectors.joining(";"));
            trial.after(keysGone, () -> {
                KeelsonBuilder builder = Keelson.builder();
                staged.shape().mapping().accept(builder);
                children.forEach(table -> builder.accept(table, "its key was taken away"));
                Keelson keelson = builder.dataSource(trial.dataSource()).build();
                assertThat(keelson.schema().accepted())
                        .extracting(accepted -> accepted.warning().table())
                        .containsOnly(children.toArray(String[]::new));
                for (String table : children) {
                    after.get(table).removeAll(before.get(table));
                    for (String row : after.get(table)) {
                        filled.add(table);
                        isRefused(keelson, staged, stored, trial, table, row);
                    }
                }
                return true;
            });
        }
        return filled;
    }

    private static <A, I> void isRefused(
            Keelson keelson, Staged<A, I> staged, Stored<I> stored, Trial trial, String table, String row) {
        trial.run("savepoint single; insert into " + quoted(table) + " (" + columns(trial, table)
                + ") overriding system value select " + columns(trial, table) + " from " + quoted(table)
                + " where ctid = '" + row + "'");
        try (SqlUnitOfWork work = keelson.begin(Staged.CONTEXT)) {
            assertThatThrownBy(() -> work.get(staged.shape().type(), stored.id()))
                    .as("row %s of %s twice", row, table)
                    .isInstanceOf(HydrationException.class)
                    .message()
                    .containsPattern(table + " has (more than one row of|\\d rows for it, of|\\d rows of) \\w+ \\S");
            assertThat(work.commit().isEmpty()).isTrue();
        }
        trial.run("rollback to single");
    }

    /** The columns that an insert may name. */
    private static String columns(Trial trial, String table) {
        return String.join(
                ", ",
                trial.texts("select quote_ident(attname) from pg_attribute where attrelid = '" + quoted(table)
                        + "'::regclass and attnum > 0 and not attisdropped and attgenerated = ''"));
    }

    private static Map<String, Set<String>> rows(Trial trial, List<String> tables) {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(table, new LinkedHashSet<>(trial.texts("select ctid from " + quoted(table)))));
        return rows;
    }
}
