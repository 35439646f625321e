package dev.keelson.sample.main;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks text into lines. */
final class Wrap {

    /** What begins a line of SQL, outside of parentheses. */
    private static final Pattern CLAUSE =
            Pattern.compile(" (?=(?:from|where|having|union all|order by|for no key update|set|values|returning)\\b)"
                    + "|(?<=union all) |(?<=\\),) (?=\\w+ as \\()|(?<=\\)) (?=select\\b)");

    private Wrap() {}

    /** Lines of at most so many characters, broken between words. */
    static List<String> words(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split("(?<=\\S) ", -1)) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line = new StringBuilder();
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /**
     * A statement, a clause a line, without the quotes that its plain names do not need. Of a list of columns that is
     * longer than a line, the end is counted only.
     */
    static List<String> sql(String statement, int width) {
        String plain = statement.replaceAll("\"([a-z_][a-z0-9_]*)\"", "$1").replaceAll("\\s+", " ");
        List<String> lines = new ArrayList<>();
        for (String clause : clauses(plain.strip())) {
            boolean isLongList = clause.startsWith("select ") && clause.length() > width;
            lines.addAll(isLongList ? List.of(shortened(clause, width)) : words(clause, width));
        }
        return lines;
    }

    private static List<String> clauses(String sql) {
        List<String> clauses = new ArrayList<>();
        int from = 0;
        var boundary = CLAUSE.matcher(sql);
        while (boundary.find()) {
            String before = sql.substring(from, boundary.start());
            if (count(before, '(') == count(before, ')')) {
                clauses.add(before);
                from = boundary.end();
            }
        }
        clauses.add(sql.substring(from));
        return clauses;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static String shortened(String list, int width) {
        String[] columns = list.split(", ", -1);
        StringBuilder line = new StringBuilder(columns[0]);
        int shown = 1;
        while (shown < columns.length && line.length() + 2 + columns[shown].length() < width - 16) {
            line.append(", ").append(columns[shown]);
            shown++;
        }
        return line + ", ... (%d more)".formatted(columns.length - shown);
    }
}
