package dev.keelson.sample.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void the_scenario_keeps_its_promises_and_fits_a_plain_terminal() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        boolean kept = Main.run(new PrintStream(printed, true, StandardCharsets.UTF_8));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(kept).as(text).isTrue();
        assertThat(text.lines()).hasSizeBetween(60, 170).allMatch(line -> line.length() <= Screen.WIDTH);
        assertThat(text.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
        assertThat(text).doesNotContain("BROKEN");
    }
}
