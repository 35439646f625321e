package dev.keelson.tried;

import static dev.keelson.testing.Scenario.emitted;
import static dev.keelson.testing.Scenario.given;
import static dev.keelson.testing.Scenario.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.ExpectRoundTrips;
import dev.keelson.testing.KeelsonTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit with the other JUnit, and on a machine for which there is no PostgreSQL. */
class OtherClassesTest {

    private static final Predicate<String> KIT =
            name -> name.startsWith("dev.keelson.testing.") || name.startsWith("dev.keelson.tried.");
    private static final Predicate<String> RIG = name -> name.startsWith("dev.keelson.testing.rig.");
    private static final Predicate<String> JUNIT = name -> name.startsWith("org.junit.");

    @KeelsonTest(map = Account.class)
    static class Sample {

        @Test
        @ExpectRoundTrips(1)
        void counts(UnitOfWorkFactory units, WorkContext context) {
            units.run(context, work -> work.add(Account.of("ada", 1)));
        }

        @Test
        @ExpectRoundTrips(0)
        void counts_wrongly(UnitOfWorkFactory units, WorkContext context) {
            units.run(context, work -> work.add(Account.of("ada", 1)));
        }

        @Test
        void leaves_a_unit_of_work(UnitOfWorkFactory units, WorkContext context) {
            units.begin(context);
        }

        @Test
        void tells_a_scenario() {
            given(Account.of("ada", 1))
                    .when(account -> account.withdraw(1))
                    .then(emitted(Account.Withdrawn.class), stored());
        }
    }

    @Test
    void it_works_with_junit_6_as_it_does_with_junit_5() throws ReflectiveOperationException, IOException {
        List<Path> six = new ArrayList<>(List.of(pathOf(KeelsonTest.class), pathOf(Sample.class)));
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("keelson.other.junit", "target/other-junit")))) {
            jars.forEach(six::add);
        }
        OtherClasses junit6 = new OtherClasses(six, KIT.and(RIG.negate()).or(JUNIT), name -> false);
        assertThat(junit6.loadClass("org.junit.jupiter.api.Test")
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .contains("junit-jupiter-api-6.");

        Map<String, String> outcomes = junit6.play(Sample.class);

        assertThat(outcomes)
                .containsOnlyKeys("counts", "counts_wrongly", "leaves_a_unit_of_work", "tells_a_scenario")
                .containsEntry("counts", "")
                .containsEntry("tells_a_scenario", "");
        assertThat(outcomes.get("counts_wrongly")).contains("0 round trips expected, 1 taken");
        assertThat(outcomes.get("leaves_a_unit_of_work")).contains("was not closed");
        assertThat(Played.outcomes(Sample.class).keySet()).isEqualTo(outcomes.keySet());
    }

    private static Path pathOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Test
    void a_machine_without_postgresql_is_told_for_each_class_what_is_missing() throws ReflectiveOperationException {
        OtherClasses bare = new OtherClasses(
                OtherClasses.classPath(), KIT.or(name -> name.startsWith("io.zonky.")), name -> name.endsWith(".txz"));

        for (int run = 1; run <= 2; run++) {
            assertThat(bare.play(Sample.class).values())
                    .as("run %s", run)
                    .singleElement()
                    .asString()
                    .startsWith("ExtensionConfigurationException: Cannot start a PostgreSQL for tests: ")
                    .contains("binaries")
                    .contains("Or bring a database: KeelsonStage.ownDatabase().");
        }
    }
}
