package dev.keelson.sample.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents quote is what stands in the sources, and what they say is printed is printed. */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- quote (\\S+) (\\S+) -->\\n```(?:java|xml|sql)\\n(.*?)\\n```", Pattern.DOTALL);
    private static final String WHOLE = "whole";
    private static final Pattern OUTPUT =
            Pattern.compile("<!-- output of ./run -->\\n```text\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @Test
    void every_quotation_is_the_marked_region_of_its_source() throws IOException {
        int quotations = 0;
        for (Path document : documents()) {
            Matcher quote = QUOTE.matcher(Files.readString(document));
            while (quote.find()) {
                quotations++;
                assertThat(quote.group(3))
                        .as("%s quotes %s %s", document, quote.group(1), quote.group(2))
                        .isEqualTo(region(ROOT.resolve(quote.group(1)), quote.group(2)));
            }
        }
        assertThat(quotations).isGreaterThanOrEqualTo(5);
    }

    @Test
    void the_output_shown_is_what_the_main_job_prints() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Main.run(new PrintStream(printed, true, StandardCharsets.UTF_8));
        String text = printed.toString(StandardCharsets.UTF_8);

        List<String> shown = new ArrayList<>();
        for (Path document : documents()) {
            Matcher output = OUTPUT.matcher(Files.readString(document));
            while (output.find()) {
                shown.add(output.group(1));
            }
        }

        assertThat(shown)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(part -> assertThat(text).contains(part));
    }

    @Test
    void every_link_between_documents_leads_to_a_file_and_every_anchor_to_a_heading() throws IOException {
        List<String> dead = new ArrayList<>();
        int anchors = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(prose(document));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                if (!Files.exists(target)) {
                    dead.add(document + " -> " + link.group(1));
                } else if (link.group(2) != null) {
                    anchors++;
                    if (!anchors(target).contains(link.group(2))) {
                        dead.add(document + " -> " + target + "#" + link.group(2));
                    }
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(anchors).isGreaterThan(50);
    }

    /** The anchors that a forge gives the headings of a document; of two alike the second ends with {@code -1}. */
    private static Set<String> anchors(Path document) throws IOException {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher heading = HEADING.matcher(prose(document));
        while (heading.find()) {
            String anchor = heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-');
            int times = seen.merge(anchor, 1, Integer::sum);
            anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
        }
        return anchors;
    }

    private static String prose(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).replaceAll("");
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md") || path.endsWith("llms.txt"))
                    .sorted()
                    .forEach(documents::add);
        }
        return documents;
    }

    private static String region(Path source, String name) throws IOException {
        if (name.equals(WHOLE)) {
            return Files.readString(source).stripTrailing();
        }
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(source)) {
            if (line.strip().equals("// region " + name)) {
                inside = true;
            } else if (inside && line.strip().equals("// endregion")) {
                break;
            } else if (inside) {
                lines.add(line);
            }
        }
        assertThat(lines).as("region %s of %s", name, source).isNotEmpty();
        return String.join("\n", lines).stripIndent();
    }
}
