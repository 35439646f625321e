package dev.keelson.kernel.error;

import dev.keelson.kernel.RowOperation.Kind;
import java.io.Serial;
import java.util.List;

/**
 * The database wrote other rows than a commit gave it, and raised no error. Nothing was committed. Rows that are gone are
 * told by {@link StaleAggregateException} instead; here they are still there, or never came: a trigger, a rule or a row-level
 * security policy refused them in silence, or one key stands for several rows. {@code call} and {@code run} do not try again.
 */
public final class RowCountException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String table;
    private final int expected;
    private final long found;
    private final transient List<String> candidates;

    /**
     * Makes the exception.
     *
     * @param kind what was to be done with the rows: {@link Kind#INSERT}, {@link Kind#UPDATE}, {@link Kind#DELETE} or
     *     {@link Kind#HIDE}
     * @param table the table that the rows are of
     * @param expected how many rows were to be written
     * @param found how many were
     * @param candidates the aggregates whose rows they are, such as {@code "Order[42]"}
     */
    public RowCountException(Kind kind, String table, int expected, long found, List<String> candidates) {
        super(message(kind, table, expected, found, candidates));
        this.kind = kind;
        this.table = table;
        this.expected = expected;
        this.found = found;
        this.candidates = List.copyOf(candidates);
    }

    /** Returns what was to be done with the rows. */
    public Kind kind() {
        return kind;
    }

    /** Returns the table that the rows are of. */
    public String table() {
        return table;
    }

    /** Returns how many rows were to be written. */
    public int expected() {
        return expected;
    }

    /** Returns how many rows were written before the commit was stopped. */
    public long found() {
        return found;
    }

    /** Returns the aggregates whose rows they are, such as {@code "Order[42]"}. */
    public List<String> candidates() {
        return candidates;
    }

    private static String message(Kind kind, String table, int expected, long found, List<String> candidates) {
        String subject = switch (candidates.size()) {
            case 0 -> "";
            case 1 -> " " + candidates.get(0);
            default -> " (one of " + String.join(", ", candidates) + ")";
        };
        String finding = "Cannot commit%s: %s of table %s %s to be %s, and the database %s %d without an error."
                .formatted(
                        subject, rows(expected), table, expected == 1 ? "was" : "were", done(kind), done(kind), found);
        String cause = found > expected
                ? " Several rows have the key of one, which no constraint of the table forbids. Nothing was committed;"
                        + " remove the rows that are there twice, and give the table a unique constraint on its key."
                : " A trigger of the table that returns null, a rule, or a row-level security policy refused the others"
                        + " in silence, or a delete of this commit took them along by a foreign key that cascades."
                        + " Nothing was committed; let the table raise an error where it refuses a row, or do not write"
                        + " the row.";
        return finding + cause;
    }

    private static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private static String done(Kind kind) {
        return switch (kind) {
            case INSERT -> "inserted";
            case UPDATE -> "updated";
            case DELETE -> "deleted";
            case HIDE -> "hidden";
            case RESTORE -> "restored";
            case GUARD -> "locked";
        };
    }
}
