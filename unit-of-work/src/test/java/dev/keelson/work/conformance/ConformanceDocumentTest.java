package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.conformance.Behaviours.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/conformance.md} says of each behaviour which tests hold Keelson to it, and in which variants: that is read
 * off the tests. {@code -Dkeelson.guide=write} writes it anew.
 */
@SuppressWarnings("NullAway.Init")
class ConformanceDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/conformance.md");
    private static final String SOURCES = "../unit-of-work/src/test/java/dev/keelson/work/";
    private static final String LATER = "later: ";
    private static final String NONE = "none: ";
    private static final String OPENING = """
        # Conformance: 120 behaviours of a unit of work

        What the test suites of the established mappers hold a unit of work to, put in our own words. Each behaviour is a test,
        on a real PostgreSQL, of the rows that are left, the statements that were sent, the state in memory, and, of errors,
        class, property, id and table. This table is read off those tests by another test; it claims only what is run.

        | column | |
        |---|---|
        | unversioned, versioned | commits are one message to PostgreSQL |
        | plain | commits are plain statements to PostgreSQL, of aggregates with versions; that the rows are written one by one as planned is compared too |
        | H2 | the same on H2, with versions and without |
        | tenant + soft delete | as versioned, of a tenant beside whom another has rows of the same keys, which stay as they are; what is removed is hidden, and each root tells who wrote it. The rows that are compared are those that everyone sees who does not ask for others. All of it is run by plain statements and under row-level security, too |

        | cell | |
        |---|---|
        | `yes` | a test of this variant exists, and passes |
        | `part` | one exists, and so does one that is disabled or cannot run there: see the note |
        | `no` | it cannot be so there: see the note |
        | `later` | what it needs is not built: see the note |
        | `none` | decided against: see the note |
        | `-` | no test of this variant yet |
        """;

    private static Behaviours behaviours;
    private static List<NumberedTest> tests;

    private final List<String> notes = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        behaviours = Behaviours.read();
        tests = NumberedTest.all();
    }

    @Test
    void the_behaviours_are_120_and_each_number_behind_a_test_is_one_of_them() {
        assertThat(behaviours.groups().values().stream()
                        .flatMap(List::stream)
                        .map(Behaviour::number)
                        .toList())
                .isEqualTo(IntStream.rangeClosed(1, 120).boxed().toList());
        assertThat(tests).allSatisfy(test -> assertThat(test.number()).isBetween(1, 120));
    }

    @Test
    void the_document_claims_what_the_tests_run() throws IOException {
        String document = document();
        if ("write".equals(System.getProperty("keelson.guide"))) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(DOCUMENT)
                .as("docs/conformance.md; -Dkeelson.guide=write writes it anew")
                .content()
                .isEqualTo(document);
    }

    private String document() {
        StringBuilder text = new StringBuilder(OPENING);
        behaviours.groups().forEach((group, all) -> {
            text.append("\n## ").append(group);
            text.append("\n\n| n | behaviour | unversioned | versioned | plain | H2 | tenant + soft delete | test |");
            text.append("\n|---|---|---|---|---|---|---|---|\n");
            all.forEach(behaviour -> text.append(row(behaviour)));
        });
        text.append("\n## Notes\n\n");
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    private String row(Behaviour behaviour) {
        List<NumberedTest> own = tests.stream()
                .filter(test -> test.number() == behaviour.number())
                .toList();
        String classes = own.stream()
                .map(NumberedTest::testClass)
                .distinct()
                .map(name -> "[" + name.substring(name.indexOf('/') + 1) + "](" + SOURCES + name + ".java)")
                .collect(Collectors.joining(", "));
        note(behaviour, own);
        return "| %d | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        behaviour.number(),
                        behaviour.title(),
                        cell(behaviour, own, Variant.UNVERSIONED),
                        cell(behaviour, own, Variant.VERSIONED),
                        cell(behaviour, own, Variant.VERSIONED_PLAIN),
                        cell(behaviour, own, Variant.VERSIONED_H2),
                        cell(behaviour, own, Variant.VERSIONED_POLICIES),
                        classes);
    }

    private void note(Behaviour behaviour, List<NumberedTest> own) {
        if (own.isEmpty() && !behaviour.absence().isEmpty()) {
            String reason = behaviour.absence();
            notes.add(behaviour.number() + ": " + reason.substring(reason.indexOf(' ') + 1) + ".");
        }
        own.stream()
                .map(NumberedTest::disabled)
                .filter(missing -> !missing.isEmpty())
                .distinct()
                .forEach(missing -> notes.add(behaviour.number() + ": " + missing + "."));
        own.stream()
                .filter(test -> !test.excepted().isEmpty())
                .map(test -> behaviour.number() + ", not on " + test.excepted() + ": " + test.because() + ".")
                .distinct()
                .forEach(notes::add);
    }

    private static String cell(Behaviour behaviour, List<NumberedTest> own, Variant variant) {
        if (own.isEmpty()) {
            return behaviour.absence().startsWith(LATER)
                    ? "later"
                    : behaviour.absence().startsWith(NONE) ? "none" : "-";
        }
        List<NumberedTest> here =
                own.stream().filter(test -> behaviours.runs(test, variant)).toList();
        List<NumberedTest> able =
                here.stream().filter(test -> test.runsOn(variant)).toList();
        boolean some = able.stream().anyMatch(test -> test.disabled().isEmpty());
        boolean disabled = able.stream().anyMatch(test -> !test.disabled().isEmpty());
        boolean excepted = able.size() < here.size();
        if (some) {
            return disabled || excepted ? "part" : "yes";
        }
        return disabled ? "later" : excepted ? "no" : "-";
    }
}
