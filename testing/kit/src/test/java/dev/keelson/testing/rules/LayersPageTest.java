package dev.keelson.testing.rules;

import static dev.keelson.testing.rules.Projects.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What docs/layers.md says is told is told of the messy projects, and each rule has its section there. */
class LayersPageTest {

    private static final Pattern TOLD = Pattern.compile("<!-- told -->\\n```text\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void every_message_shown_is_one_that_is_told() throws IOException {
        String told = told(() -> LayeringRules.in(Projects.MESSY).check(CLASSES))
                + told(() -> DddRules.in(Projects.MESSY).check(CLASSES))
                + told(() -> DddRules.in(Projects.MOLECULES + ".messy").check(CLASSES));

        List<String> shown = new ArrayList<>();
        Matcher message = TOLD.matcher(page());
        while (message.find()) {
            shown.add(inOneLine(message.group(1)));
        }

        assertThat(shown).hasSize(13).allSatisfy(one -> assertThat(told).contains(one));
    }

    @Test
    void every_rule_has_its_section() throws IOException {
        List<String> rules = new ArrayList<>();
        for (Class<?> type : List.of(LayeringRules.class, DddRules.class)) {
            for (var method : type.getMethods()) {
                if (method.getReturnType().getSimpleName().equals("ArchRule")
                        && !method.getName().equals("all")) {
                    rules.add("\n`" + method.getName() + "()`");
                }
            }
        }

        String page = page();
        assertThat(rules).hasSize(12).allSatisfy(rule -> assertThat(page).contains(rule));
    }

    private static String told(ThrowingCallable check) {
        return inOneLine(catchThrowable(check).getMessage());
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String page() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("kernel"))) {
            directory = directory.getParent();
        }
        return Files.readString(directory.resolve("docs/layers.md"));
    }
}
