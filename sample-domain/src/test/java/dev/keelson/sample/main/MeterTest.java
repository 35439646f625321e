package dev.keelson.sample.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void what_is_printed_is_what_passed_over_the_wire() {
        try (WireCounter wire = WireCounter.start();
                TestDatabase database = TestDatabase.create()) {
            DataSource pool = database.through(wire);
            Meter meter = new Meter(wire, screen);
            meter.step("Ask twice");
            meter.measured("ask", 2, () -> ask(pool, "select 1", "select 2"));
            meter.summary();

            assertThat(meter.kept()).isTrue();
            assertThat(meter.sent()).containsExactly("select 1", "select 2");
            assertThat(printed())
                    .containsPattern("wire +ask +2 statements +2 round trips")
                    .containsPattern("Ask twice +2 +2 +kept");
        }
    }

    @Test
    void a_promise_that_is_not_kept_is_told_where_it_breaks_and_at_the_end() {
        try (WireCounter wire = WireCounter.start();
                TestDatabase database = TestDatabase.create()) {
            DataSource pool = database.through(wire);
            Meter meter = new Meter(wire, screen);
            meter.step("Ask twice");
            meter.measured("ask", 1, () -> ask(pool, "select 1", "select 2"));
            meter.step("Ask for nothing");
            meter.promise("the sky is green", false);
            meter.summary();

            assertThat(meter.kept()).isFalse();
            assertThat(printed())
                    .contains("BROKEN  ask takes 1 round trip\n", "BROKEN  the sky is green\n")
                    .containsPattern("Ask twice +2 +2 +BROKEN")
                    .containsPattern("Ask for nothing +0 +0 +BROKEN");
        }
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static int ask(DataSource pool, String... questions) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String question : questions) {
                statement.execute(question);
            }
            return questions.length;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
