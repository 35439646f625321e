package dev.keelson.work.hydrate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The writes that a commit consists of, each as it would be sent by itself and uncounted, a few rows one by one, so that what is
 * written can be told without regard to the form it is sent in.
 */
public final class Unfolded {

    private static final Pattern SHORT = Pattern.compile("with (token|root) as \\(.*");
    private static final Pattern NAME = Pattern.compile("(\\w+) as \\(");
    private static final Pattern COUNTED = Pattern.compile("with (w_*|w\\w*_) as \\(.*");
    private static final Pattern GIVEN =
            Pattern.compile(" (?:from|using) \\(values (.*)\\) as (u\\w*) \\(c0(?:, c\\d+)*\\)");
    private static final Pattern ROW = Pattern.compile("\\(((?:cast\\([^)]*\\)|[^()])*)\\)");
    private static final Pattern ALIAS = Pattern.compile(" as c\\d+(?=,|$)");
    private static final Pattern MARK = Pattern.compile("\\$(\\d+)");
    private static final Pattern EXPECTED = Pattern.compile(" and [^ ]+\\.([^ .]+) = \\$\\d+\\)$");

    private Unfolded() {}

    /** Statements as they were sent, but for those of the short form, counted ones, and those of a few rows. */
    public static List<String> of(List<String> sent) {
        List<String> statements = new ArrayList<>();
        for (String statement : sent) {
            Matcher counted = COUNTED.matcher(statement);
            if (SHORT.matcher(statement).matches()) {
                unfold(statement, statements);
            } else if (counted.matches()) {
                int from = counted.end(1) + " as (".length();
                String write = statement.substring(from, closing(statement, from));
                oneByOne(uncounted(ALIAS.matcher(write).replaceAll("")), statements);
            } else {
                oneByOne(statement, statements);
            }
        }
        return statements;
    }

    private static String uncounted(String write) {
        return write.replaceFirst(" returning 1$", "");
    }

    /** A statement for each of a few rows that one is given value by value. */
    private static void oneByOne(String statement, List<String> statements) {
        Matcher given = GIVEN.matcher(statement);
        if (!given.find()) {
            statements.add(statement);
            return;
        }
        String alias = given.group(2) + ".c";
        Matcher row = ROW.matcher(given.group(1));
        String rest = given.replaceFirst("");
        while (row.find()) {
            String one = rest;
            String[] values = row.group(1).split(", (?![^(]*\\))");
            for (int column = values.length - 1; column >= 0; column--) {
                one = one.replace(alias + column, values[column]);
            }
            statements.add(inOrder(one));
        }
    }

    /** The same text with its parameters numbered as they come. */
    private static String inOrder(String text) {
        int[] number = {0};
        return MARK.matcher(text).replaceAll(found -> "\\$" + ++number[0]);
    }

    private static void unfold(String whole, List<String> statements) {
        Matcher name = NAME.matcher(whole);
        int root = -1;
        int first = statements.size();
        boolean onlyInserts = !whole.contains(" as (update ") && !whole.contains(" as (delete ");
        int at = "with ".length();
        while (name.find(at) && name.start() == at) {
            int end = closing(whole, name.end());
            String part = uncounted(whole.substring(name.end(), end));
            if (name.group(1).equals("root") && part.startsWith("update ")) {
                root = statements.size();
                statements.add(inOrder(unconditional(part)));
            } else {
                List<String> rows = new ArrayList<>();
                oneByOne(inOrder(part), rows);
                if (part.startsWith("delete ")) { // by habit these go first
                    statements.addAll(root, rows);
                    root += rows.size();
                } else if (onlyInserts
                        && name.group(1).charAt(0) == 'w') { // nothing reads these, and the last goes first
                    statements.addAll(first + 1, rows);
                } else {
                    statements.addAll(rows);
                }
            }
            at = end + (whole.startsWith("), ", end) ? 3 : 2);
        }
    }

    /** The place of the bracket that closes the one before this place. */
    private static int closing(String text, int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
        }
        throw new IllegalArgumentException("unclosed: " + text);
    }

    /** The update of a root without the condition on its version, which it raises. */
    private static String unconditional(String update) {
        Matcher expected = EXPECTED.matcher(update);
        String values = update.substring(0, update.indexOf(" where "));
        if (!expected.find() || !values.contains(expected.group(1) + " = $")) {
            return update;
        }
        String rest = update.substring(0, expected.start());
        return rest.substring(rest.indexOf(" where (")).contains(" and ")
                ? rest + ")"
                : rest.replace(" where (", " where ");
    }
}
