package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The statements that {@code docs/commit-log.md} shows are those of the schema, and run. */
class CommitLogGuideTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "commit-log.md");
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson = Keelson.builder();
        CommitModels.map(keelson);
        return keelson;
    }

    @Test
    void its_statements_are_those_of_the_schema_and_run() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher found = SQL.matcher(Files.readString(DOCUMENT));
        while (found.find()) {
            blocks.add(found.group(1));
        }
        String ddl = mapped().schema().ddl();
        String table = blocks.get(0);
        String partitions = blocks.get(1);
        String authors = blocks.get(2);
        String index = blocks.get(3);
        String watch = blocks.get(4);

        assertThat(blocks).hasSize(5);
        assertThat(ddl).contains(table.replaceAll("\\s+\\z", ""));
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(ddl.replace(table.replaceAll(";\\s+\\z", ""), partitions.replaceAll(";\\s+\\z", "")));
            assertThatNoException()
                    .isThrownBy(
                            () -> mapped().dataSource(database.application()).build());
            assertThat(database.query(watch)).hasSize(1);

            database.execute("drop table keelson_commits", table, "alter table keelson_commits drop author", authors);
            database.execute("drop index keelson_commits_at_idx", index);
            assertThatNoException()
                    .isThrownBy(
                            () -> mapped().dataSource(database.application()).build());
            assertThat(database.query(watch).getFirst().getFirst()).isEqualTo(0L);
        }
    }
}
