package dev.keelson.sample.main;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Prints for a plain terminal of 100 columns, in ASCII. Leaves out what differs from run to run and says nothing:
 * identifiers are {@code ...}. For one thread.
 */
final class Screen {

    static final int WIDTH = 100;

    private static final int MARGIN = 12;
    /** How wide the column of text is. */
    static final int TEXT = WIDTH - MARGIN;

    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final PrintStream out;
    private int step;

    Screen(PrintStream out) {
        this.out = out;
    }

    /** A title between two lines. */
    void title(String text) {
        rule('=');
        line(" " + text);
        rule('=');
    }

    /** Begins the next step. */
    void heading(String text) {
        step++;
        String start = " %d. %s ".formatted(step, text);
        line("");
        line(start + "-".repeat(Math.max(0, WIDTH - start.length())));
    }

    /** Text in a column, wrapped, with a word in the margin. */
    void row(String word, String text) {
        List<String> lines = Wrap.words(IDENTIFIER.matcher(text).replaceAll("..."), TEXT);
        for (int i = 0; i < lines.size(); i++) {
            line("    %-8s%s".formatted(i == 0 ? word : "", lines.get(i)));
        }
    }

    /** A statement in the column, clause by clause. */
    void sql(String statement) {
        row("sql", String.join("\n", Wrap.sql(statement, TEXT)));
    }

    /** A line as it is. */
    void line(String text) {
        out.println(text.stripTrailing());
    }

    /** A line across. */
    void rule(char of) {
        line(String.valueOf(of).repeat(WIDTH));
    }
}
