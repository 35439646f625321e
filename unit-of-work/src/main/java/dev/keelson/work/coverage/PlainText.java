package dev.keelson.work.coverage;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.SQL;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of plain SQL may do where it stands: as an expression it is taken as it is, unless it has words that read a table, or ends
 * before its own end. Immutable.
 *
 * @param text in small letters, without what stands in quotes
 * @param around what it is: a statement, a table, an expression
 */
record PlainText(String text, @Nullable QueryPart around) {

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'");

    /** Words by which plain SQL may read a table. */
    private static final Pattern READS = Pattern.compile("\\b(select|from|join|table|with|execute|merge)\\b");

    /** Words by which a statement does more than read. */
    private static final Pattern WRITES = Pattern.compile(
            "\\b(insert|update|delete|merge|truncate|call|do|explain|copy|alter|create|drop|grant|revoke|refresh|vacuum|lock|set_config|set|reset)\\b|;");

    /** What makes the rest of the statement another than it looks. */
    private static final Pattern HIDES = Pattern.compile(";|--|/\\*|\\$\\w*\\$");

    static PlainText of(SQL plain, @Nullable QueryPart around) {
        String text = QUOTED.matcher(plain.toString()).replaceAll("''").toLowerCase(Locale.ROOT);
        return new PlainText(text, around);
    }

    /** Whether it is a statement that may write. */
    boolean writes() {
        return around instanceof Query && WRITES.matcher(text).find();
    }

    /**
     * Whether nobody can tell what it reads.
     *
     * @param restricted the names of tables that are restricted
     */
    boolean isOpaque(Collection<String> restricted) {
        boolean ofTable = around instanceof Table<?> && (text.indexOf('"') >= 0 || namesOne(restricted));
        return ofTable || READS.matcher(text).find() || HIDES.matcher(text).find() || !isClosed();
    }

    private boolean namesOne(Collection<String> restricted) {
        for (String table : restricted) {
            if (Pattern.compile("\\b" + Pattern.quote(table) + "\\b")
                    .matcher(text)
                    .find()) {
                return true;
            }
        }
        return false;
    }

    /** Whether each parenthesis has its other one, and each quote. */
    private boolean isClosed() {
        int open = 0;
        for (int i = 0; i < text.length() && open >= 0; i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return open == 0 && !text.replace("''", "").contains("'");
    }
}
