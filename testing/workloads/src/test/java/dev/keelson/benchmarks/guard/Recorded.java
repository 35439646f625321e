package dev.keelson.benchmarks.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures as they are recorded, in a file that people read.
 *
 * @param java the feature release of the JDK on which the allocations were measured
 * @param takings by workload
 */
record Recorded(int java, Map<String, Takings> takings) {

    /** How to record what is found now. */
    static final String COMMAND = "mvn -q -Pfast -pl testing/workloads -am -Dtest=GuardTest -Dkeelson.record=true test";

    private static final Path FILE = Path.of("figures.md");
    private static final String JAVA = "Recorded on Java ";

    static Recorded read() {
        try {
            int java = 0;
            Map<String, Takings> takings = new LinkedHashMap<>();
            for (String line : Files.readAllLines(FILE)) {
                if (line.startsWith(JAVA)) {
                    java = Integer.parseInt(line.substring(JAVA.length()).replaceAll("\\D.*", ""));
                } else if (line.startsWith("| W")) {
                    Takings own = Takings.parse(line);
                    takings.put(own.workload(), own);
                }
            }
            return new Recorded(java, takings);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE.toAbsolutePath() + ". To make it: " + COMMAND, e);
        }
    }

    static void write(Collection<Takings> found) {
        List<String> lines = new ArrayList<>();
        lines.add("# What a workload takes");
        lines.add("");
        lines.add("What one task of a workload takes Keelson, once statements are prepared and code is compiled;");
        lines.add("[benchmarks](../../benchmarks/README.md) says what each does. `GuardTest` compares: counts must be"
                + " the same, bytes");
        lines.add("on the wire within 2 %, allocations within 10 %, more or less. If a change is meant, record anew and"
                + " commit:");
        lines.add("");
        lines.add("```");
        lines.add(COMMAND);
        lines.add("```");
        lines.add("");
        lines.add(JAVA + Runtime.version().feature() + "; on another release allocations are not compared.");
        lines.add("");
        lines.addAll(Takings.HEADING);
        found.forEach(takings -> lines.add(takings.line()));
        try {
            Files.write(FILE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + FILE.toAbsolutePath(), e);
        }
    }
}
