package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table of costs in {@code docs/choosing.md}: a line for each use, a column for each form. Used by one thread. */
final class Costs {

    static final Path DOCUMENT = Path.of("..", "docs", "choosing.md");

    private final String name;
    private final List<String> forms;
    private final Map<String, List<Object>> lines = new LinkedHashMap<>();

    /** Makes an empty one, of the name that the document gives it. */
    Costs(String name, String... forms) {
        this.name = name;
        this.forms = List.of(forms);
    }

    /** Takes a line: a {@link Cost} for each form, or a text. */
    void line(String use, Object... costs) {
        lines.put(use, List.of(costs));
    }

    /** Says in what the table of the document differs, or writes it anew where that is asked. */
    void compare() throws IOException {
        if ("write".equals(System.getProperty("keelson.guide"))) {
            Files.writeString(DOCUMENT, shown().replaceFirst("$1" + Matcher.quoteReplacement(table())));
        }
        List<List<String>> shown = shown().group(2)
                .lines()
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
        assertThat(differences(shown))
                .as("costs of %s in %s; -Dkeelson.guide=write writes them anew", name, DOCUMENT)
                .isEmpty();
    }

    private Matcher shown() throws IOException {
        Matcher shown = Pattern.compile("(<!-- counted " + name + " -->\\n)((?:\\|.*\\n)*)")
                .matcher(Files.readString(DOCUMENT));
        assertThat(shown.find()).as("costs of %s in %s", name, DOCUMENT).isTrue();
        return shown;
    }

    private List<String> differences(List<List<String>> shown) {
        List<String> differences = new ArrayList<>();
        List<String> uses = shown.stream().skip(2).map(line -> line.get(0)).toList();
        if (!uses.equals(List.copyOf(lines.keySet()))) {
            differences.add("shown are %s, counted %s".formatted(uses, lines.keySet()));
            return differences;
        }
        for (List<String> line : shown.subList(2, shown.size())) {
            List<Object> found = lines.get(line.get(0));
            for (int i = 0; i < found.size(); i++) {
                String cell = line.get(i + 1);
                if (!(found.get(i) instanceof Cost cost
                        ? cost.isLike(cell)
                        : found.get(i).equals(cell))) {
                    differences.add(
                            "%s, %s: shown %s, found %s".formatted(line.get(0), forms.get(i), cell, found.get(i)));
                }
            }
        }
        return differences;
    }

    private String table() {
        String head = "| | " + String.join(" | ", forms) + " |\n|---|" + "---|".repeat(forms.size()) + "\n";
        return lines.entrySet().stream()
                .map(line -> "| " + line.getKey() + " | "
                        + line.getValue().stream().map(Object::toString).collect(Collectors.joining(" | ")) + " |\n")
                .collect(Collectors.joining("", head, ""));
    }
}
