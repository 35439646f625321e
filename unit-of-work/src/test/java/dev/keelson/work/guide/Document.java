package dev.keelson.work.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docs/mapping.md} and its pages, as far as they are made. Immutable. */
final class Document {

    private static final Path ROOT = Path.of("..");
    private static final Path INDEX = ROOT.resolve("docs/mapping.md");
    private static final Path PAGES = ROOT.resolve("docs/mapping");
    private static final Pattern MADE =
            Pattern.compile("(<!-- guide (\\S+) -->\\n```(?:sql|text)\\n)(.*?)```", Pattern.DOTALL);
    private static final Pattern QUOTED =
            Pattern.compile("(<!-- quote (\\S+) (\\S+) -->\\n```java\\n)(.*?)```", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("^```", Pattern.MULTILINE);

    private final String text;

    private Document(String text) {
        this.text = text;
    }

    static Document read() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path page : pages()) {
            text.append(Files.readString(page));
        }
        return new Document(text.toString());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return Stream.concat(Stream.of(INDEX), pages.sorted()).toList();
        }
    }

    /** The blocks with tables, statements and messages, by name. */
    Map<String, String> made() {
        Map<String, String> blocks = new TreeMap<>();
        MADE.matcher(text)
                .results()
                .forEach(block ->
                        blocks.merge(block.group(2), block.group(3).stripTrailing(), (one, other) -> "two blocks"));
        return blocks;
    }

    /** How many blocks nobody proves. */
    long unproved() {
        long proved = MADE.matcher(text).results().count()
                + QUOTED.matcher(text).results().count();
        return FENCE.matcher(text).results().count() / 2 - proved;
    }

    /** Writes the pages anew: quotations from their sources, the other blocks as given. */
    static void rewrite(Map<String, String> blocks) throws IOException {
        for (Path page : pages()) {
            rewrite(page, blocks);
        }
    }

    private static void rewrite(Path page, Map<String, String> blocks) throws IOException {
        String text = Files.readString(page);
        text = MADE.matcher(text)
                .replaceAll(block -> body(
                        block,
                        blocks.getOrDefault(block.group(2), block.group(3).stripTrailing())));
        text = QUOTED.matcher(text)
                .replaceAll(quote -> body(quote, region(ROOT.resolve(quote.group(2)), quote.group(3))));
        Files.writeString(page, text);
    }

    private static String body(MatchResult block, String content) {
        return Matcher.quoteReplacement(block.group(1) + content + "\n```");
    }

    private static String region(Path source, String name) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : lines(source)) {
            if (line.strip().equals("// region " + name)) {
                inside = true;
            } else if (inside && line.strip().equals("// endregion")) {
                break;
            } else if (inside) {
                lines.add(line);
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("There is no region " + name + " in " + source);
        }
        return String.join("\n", lines).stripIndent();
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException missing) {
            throw new IllegalArgumentException("Cannot quote " + source, missing);
        }
    }
}
