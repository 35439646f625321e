package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commit can be read in a minute: one method, each stage a line of its own. */
class SpineTest {

    private static final int MOST_LINES = 25;

    @Test
    void the_spine_is_one_method_of_at_most_25_lines_that_names_every_stage_in_order() throws IOException {
        List<String> spine = method("Attempted attempt(Attempt attempt, Session work) {");

        assertThat(spine).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(String.join("\n", spine))
                .containsSubsequence(
                        "List<Tracked> tracked =",
                        "ChangeSet changes = engine.differ().diff(",
                        "ChangeSet decided = engine.policies().apply(",
                        "RowPlan plan = engine.planner().plan(",
                        "CommitScript script = engine.renderer().render(",
                        "CommitOutcome outcome = ",
                        "tracker.accept(");
    }

    private static List<String> method(String signature) throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/main/java/dev/keelson/work/Commit.java"));
        int from = -1;
        for (int i = 0; i < source.size(); i++) {
            if (source.get(i).strip().equals(signature)) {
                from = i;
            }
        }
        assertThat(from).as("the line of '%s'", signature).isNotNegative();
        int to = from;
        while (!source.get(to).equals("    }")) {
            to++;
        }
        return source.subList(from, to + 1);
    }
}
