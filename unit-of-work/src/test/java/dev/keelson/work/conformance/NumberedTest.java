package dev.keelson.work.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test method with the number of a behaviour behind it: {@code void name() { // 59}. A class that is wholly about one has it
 * at the end of its Javadoc, in brackets.
 *
 * @param testClass its class, as "shapes/ReferencesConformanceTest"
 * @param everywhere whether its class runs in each {@link Variant}
 * @param number the behaviour
 * @param disabled what is missing for it, or empty
 * @param excepted where it cannot run, as "H2" or "tenant + soft delete", or empty
 * @param because why it cannot, or empty
 */
record NumberedTest(
        String testClass, boolean everywhere, int number, String disabled, String excepted, String because) {

    private static final Path SOURCES = Path.of("src/test/java/dev/keelson/work");
    private static final String POLICIES = "tenant + soft delete";
    private static final Pattern NUMBERS = Pattern.compile("\\) (?:throws [\\w., ]+ )?\\{ // (\\d+(?:, \\d+)*)\\n");
    private static final Pattern NUMBER_OF_CLASS =
            Pattern.compile(" \\((\\d+)\\) \\*/\\n(?:@[^\\n]*\\n)*(?:final )?class ");
    private static final Pattern NOT_ON = Pattern.compile(
            "@NotOn\\(\\s*(?:value = Backend\\.(\\w+)|policies = true),\\s*because = (.*?)\\)\\n", Pattern.DOTALL);
    private static final Pattern DISABLED = Pattern.compile("@Disabled\\((.*?)\\)\\n", Pattern.DOTALL);

    /** All there are in this module. */
    static List<NumberedTest> all() throws IOException {
        List<NumberedTest> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                    .sorted()
                    .toList()) {
                in(file, all);
            }
        }
        return all;
    }

    private static void in(Path file, List<NumberedTest> all) throws IOException {
        String source = Files.readString(file);
        String name = SOURCES.relativize(file).toString().replace('\\', '/').replace(".java", "");
        boolean everywhere = source.contains("@ParameterizedClass\n@EnumSource(Variant.class)\n");
        Matcher whole = NUMBER_OF_CLASS.matcher(source);
        if (whole.find()) {
            all.add(new NumberedTest(name, everywhere, Integer.parseInt(whole.group(1)), "", "", ""));
        }
        Matcher numbers = NUMBERS.matcher(source);
        while (numbers.find()) {
            String head = source.substring(source.lastIndexOf("\n\n", numbers.start()), numbers.start());
            if (!head.contains("Test\n")) {
                throw new IllegalStateException(
                        "A number in " + file + " stands behind something that is no test:" + head);
            }
            Matcher disabled = DISABLED.matcher(head);
            String missing = disabled.find() ? text(disabled.group(1)) : "";
            Matcher notOn = NOT_ON.matcher(head);
            boolean excepted = notOn.find();
            for (String number : numbers.group(1).split(", ")) {
                all.add(new NumberedTest(
                        name,
                        everywhere,
                        Integer.parseInt(number),
                        missing,
                        excepted ? Objects.requireNonNullElse(notOn.group(1), POLICIES) : "",
                        excepted ? text(notOn.group(2)) : ""));
            }
        }
    }

    /** Whether it runs in this variant, if its class does. */
    boolean runsOn(Variant variant) {
        return excepted.equals(POLICIES)
                ? !variant.hasPolicies()
                : !excepted.equals(variant.backend().name());
    }

    /** What a literal says, be it in pieces. */
    private static String text(String literal) {
        return literal.strip().replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("^\"|\"$", "");
    }
}
