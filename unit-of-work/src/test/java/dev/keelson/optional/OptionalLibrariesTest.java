package dev.keelson.optional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is optional is: Keelson stores, finds and reads without it. */
class OptionalLibrariesTest {

    /** How the names of their jars begin. */
    private static final List<String> OPTIONAL = List.of(
            "jackson-",
            "tink-",
            "guice-",
            "guava-",
            "HikariCP-",
            "caffeine-",
            "micrometer-",
            "jmolecules-",
            "moneta-",
            "money-api-");

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(Keelson.builder().map(Parcel.class).schema().ddl());
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void works_without_all_that_is_optional() throws Exception {
        assertIsAsWithAll(toldWithout(OPTIONAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jackson-",
                "tink-",
                "guice-",
                "HikariCP-",
                "caffeine-",
                "micrometer-",
                "jmolecules-",
                "money-api-"
            })
    @EnabledIfSystemProperty(named = "keelson.soak", matches = "true")
    void works_without_each_of_them(String library) throws Exception {
        assertIsAsWithAll(toldWithout(List.of(library)));
    }

    @Test
    void a_cached_aggregate_without_caffeine_is_a_fault_that_names_the_library() throws Exception {
        assertThat(toldWithout(List.of("caffeine-")).get(2)).contains("Caffeine is not on the class path");
    }

    private static void assertIsAsWithAll(List<String> told) {
        assertThat(told.get(0)).isEqualTo("1970-01-01T00:00:00Z [Content[what=book, weight=0.40]]");
        assertThat(Integer.parseInt(told.get(1))).isPositive();
    }

    /** What the program tells on this class path without these jars. */
    private static List<String> toldWithout(List<String> libraries) throws Exception {
        List<URL> kept = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (libraries.stream().anyMatch(name::startsWith)) {
                left.add(name);
            } else {
                kept.add(Path.of(entry).toUri().toURL());
            }
        }
        assertThat(left).as("jars that were left out").hasSizeGreaterThanOrEqualTo(libraries.size());
        try (URLClassLoader loader =
                new URLClassLoader(kept.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object program = loader.loadClass(Program.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return program(program)
                    .apply(
                            database.application().getJdbcUrl(),
                            database.application().getUsername());
        }
    }

    @SuppressWarnings("unchecked") // its types are the JDK's, which both loaders share
    private static BiFunction<String, String, List<String>> program(Object made) {
        return (BiFunction<String, String, List<String>>) made;
    }
}
