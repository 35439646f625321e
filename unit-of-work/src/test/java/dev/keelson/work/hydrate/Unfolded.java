package dev.keelson.work.hydrate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The writes that a commit of one statement consists of, each as it would be sent by itself, so that what is written can be
 * told without regard to the form it is sent in.
 */
public final class Unfolded {

    private static final Pattern SHORT = Pattern.compile("with (token|root) as \\(.*");
    private static final Pattern NAME = Pattern.compile("(\\w+) as \\(");
    private static final Pattern MARK = Pattern.compile("\\$(\\d+)");
    private static final Pattern EXPECTED = Pattern.compile(" and [^ ]+\\.([^ .]+) = \\$\\d+\\)$");

    private Unfolded() {}

    /** Statements as they were sent, but for those of the short form. */
    public static List<String> of(List<String> sent) {
        List<String> statements = new ArrayList<>();
        for (String statement : sent) {
            if (SHORT.matcher(statement).matches()) {
                unfold(statement, statements);
            } else {
                statements.add(statement);
            }
        }
        return statements;
    }

    private static void unfold(String whole, List<String> statements) {
        Matcher name = NAME.matcher(whole);
        int root = -1;
        int at = "with ".length();
        while (name.find(at) && name.start() == at) {
            int end = closing(whole, name.end());
            String part = whole.substring(name.end(), end).replaceFirst(" returning 1 as done$", "");
            if (name.group(1).equals("root")) {
                root = statements.size();
                statements.add(renumbered(unconditional(part)));
            } else if (part.startsWith("delete ")) { // by habit these go first
                statements.add(root++, renumbered(part));
            } else {
                statements.add(renumbered(part));
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

    private static String renumbered(String part) {
        Matcher mark = MARK.matcher(part);
        int before = mark.find() ? Integer.parseInt(mark.group(1)) - 1 : 0;
        return mark.reset().replaceAll(found -> "\\$" + (Integer.parseInt(found.group(1)) - before));
    }
}
