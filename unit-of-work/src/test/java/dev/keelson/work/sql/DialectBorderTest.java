package dev.keelson.work.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the main sources to it that only the classes of a dialect know what is peculiar to a database product. */
class DialectBorderTest {

    /** The classes of the dialects, and the one that chooses the catalogue of each. */
    private static final Pattern DIALECT =
            Pattern.compile("sql/(Postgres|H2)\\w+|sql/(Dialect|Errors|StatementProfile)|schema/CatalogueSource");

    /** A text that has the form of an SQLSTATE, or of the start of one. */
    private static final Pattern STATE =
            Pattern.compile("\"(?=[0-9A-Z]*[0-9])[0-9A-Z]{5}\"|\"(08|23|40|57P)[0-9A-Z]*\"");

    private static final Pattern PARTICULAR = Pattern.compile("[!=]=\\s*(StatementProfile|SQLDialect)\\b"
            + "|(StatementProfile|SQLDialect)\\.\\w+\\s*[!=]="
            + "|(StatementProfile\\.\\w+|SQLDialect\\.\\w+)\\.equals|\\.equals\\((StatementProfile|SQLDialect)\\."
            + "|\\b(PostgresDialect|H2Dialect)\\b"
            + "|case (POSTGRES|PORTABLE|H2)\\b");

    @Test
    void no_sqlstate_stands_outside_of_the_dialects() {
        assertThat(found(STATE)).isEmpty();
    }

    @Test
    void nobody_but_the_dialects_asks_which_dialect_it_is() {
        assertThat(found(PARTICULAR)) // every other dialect quotes all names
                .containsExactly("sql/Names: boolean plain = PLAIN.matcher(name).matches()"
                        + " && !PostgresDialect.isReserved(name);");
    }

    @ParameterizedTest
    @ValueSource(strings = {"if (\"23505\".equals(state))", "state.startsWith(\"57P\")", "case \"55P03\" ->"})
    void a_state_would_be_found(String line) {
        assertThat(STATE.matcher(line).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile == StatementProfile.H2 && folded",
                "profile.dialect() != SQLDialect.POSTGRES",
                "dialect instanceof H2Dialect",
                "case POSTGRES -> 1"
            })
    void a_question_for_a_particular_dialect_would_be_found(String line) {
        assertThat(PARTICULAR.matcher(line).find()).isTrue();
    }

    private static List<String> found(Pattern wanted) {
        Path root = Path.of("src/main/java/dev/keelson/work");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(file -> {
                String name =
                        root.relativize(file).toString().replace('\\', '/').replace(".java", "");
                if (!DIALECT.matcher(name).matches()) {
                    lines(file).stream()
                            .filter(line -> wanted.matcher(line).find())
                            .forEach(line -> found.add(name + ": " + line.strip()));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
