package dev.keelson.work.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What {@code conformance.txt} says: the behaviours by group, and the variants of classes that do not run in all. */
final class Behaviours {

    /**
     * One behaviour.
     *
     * @param absence why nothing of it is built, as "later: reason" or "none: reason", or empty
     */
    record Behaviour(int number, String title, String absence) {}

    private static final String CLASSES = "classes";

    private final Map<String, List<Behaviour>> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> variants = new LinkedHashMap<>();

    private Behaviours() {}

    static Behaviours read() throws IOException {
        Behaviours behaviours = new Behaviours();
        String group = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                group = line.substring(1, line.length() - 1);
            } else if (group.equals(CLASSES)) {
                List<String> words = List.of(line.split(" "));
                behaviours.variants.put(words.getFirst(), words.subList(1, words.size()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split(" \\| ", -1);
                behaviours
                        .groups
                        .computeIfAbsent(group, unused -> new ArrayList<>())
                        .add(new Behaviour(Integer.parseInt(cells[0]), cells[1], cells.length > 2 ? cells[2] : ""));
            }
        }
        return behaviours;
    }

    private static String text() throws IOException {
        try (InputStream in = Behaviours.class.getResourceAsStream("/conformance.txt")) {
            return new String(Objects.requireNonNull(in, "conformance.txt").readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Map<String, List<Behaviour>> groups() {
        return groups;
    }

    /** Whether the class of this test runs in this variant. */
    boolean runs(NumberedTest test, Variant variant) {
        if (test.everywhere()) {
            return true;
        }
        List<String> said = variants.get(test.testClass());
        if (said == null) {
            throw new IllegalStateException(
                    "Say in conformance.txt, under [classes], in which variants " + test.testClass() + " runs.");
        }
        return said.contains(variant.name().toLowerCase(Locale.ROOT));
    }
}
