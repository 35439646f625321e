package dev.keelson.work.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random programs over a model with every shape. After each commit all rows of all tables, versions and tenants among them, are
 * those of the oracle; what was planned, and what the database saw written, is the least that leads there.
 *
 * <p>More than the least is written only where it must be: of rows that wait for each other in a circle, of references or of
 * unique values, some are written in two steps, and where more than three unique values of one kind pass from row to row, so
 * are those that give one up. Rows of which a parent has one at the most do not move from parent to parent, but are
 * deleted and inserted.
 *
 * <p>Every program has a seed of its own, and a failure names it and tells all that the program did. {@code
 * -Dkeelson.test.jvm="-Dkeelson.seed=... -Dkeelson.programs=1"} runs it again. What programs found is kept in {@link FoundByProgramsTest}.
 */
class RandomProgramsTest {

    /** The databases and executors that every program runs on; it must do and leave the same on all of them. */
    private static final List<Function<Setting, Backend>> BACKENDS = List.of(
            setting -> new PostgresBackend(setting, false),
            setting -> new PostgresBackend(setting, true),
            H2Backend::new);

    private static final int PROGRAMS = Integer.getInteger(
            "keelson.programs", Boolean.getBoolean("keelson.soak") ? 5_000 / Setting.values().length + 1 : 17);

    @ParameterizedTest
    @EnumSource
    void what_is_stored_is_what_the_oracle_says_and_the_least_is_written_for_it(Setting setting) {
        long first = Long.getLong("keelson.seed", System.nanoTime());
        System.out.println("RandomProgramsTest " + setting + " seed " + first);
        List<Backend> backends = new ArrayList<>();
        try {
            BACKENDS.forEach(backend -> backends.add(backend.apply(setting)));
            List<Collection<Row>> besides = new ArrayList<>();
            for (Backend backend : backends) {
                besides.add(
                        setting.hasTenants() ? new Program(first, backend, "theirs", List.of()).begun() : List.of());
            }
            for (int n = 0; n < PROGRAMS; n++) {
                List<List<String>> told = new ArrayList<>();
                for (int i = 0; i < backends.size(); i++) {
                    told.add(new Program(first + n, backends.get(i), setting.hasTenants() ? "ours" : "", besides.get(i))
                            .run());
                }
                if (n % 20 == 0) { // the same once more
                    told.add(new Program(
                                    first + n,
                                    backends.getFirst(),
                                    setting.hasTenants() ? "ours" : "",
                                    besides.getFirst())
                            .run());
                    backends.forEach(Backend::rest);
                }
                assertThat(told).as("of seed %d", first + n).containsOnly(told.getFirst());
            }
        } finally {
            backends.forEach(Backend::close);
        }
    }
}
