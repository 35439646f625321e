package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database refused the commit by a constraint. Nothing was written; in the default mode the unit of work may be
 * mended and committed again.
 */
public final class ConstraintViolationException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String constraint;
    private final String table;
    private final transient List<String> candidates;
    private final @Nullable String path;
    private final boolean byHiddenRow;

    /**
     * Makes the exception.
     *
     * @param constraint the constraint's name, or the column's for NOT NULL
     * @param table the table it lies on
     * @param candidates the aggregates whose rows may have violated it, such as {@code "Order[42]"}
     * @param path the property concerned, such as {@code "Order.number"}, or null if not known
     * @param cause what the driver threw, or null
     */
    public ConstraintViolationException(
            String constraint,
            String table,
            List<String> candidates,
            @Nullable String path,
            @Nullable Throwable cause) {
        this(constraint, table, candidates, path, false, cause);
    }

    private ConstraintViolationException(
            String constraint,
            String table,
            List<String> candidates,
            @Nullable String path,
            boolean byHiddenRow,
            @Nullable Throwable cause) {
        super(message(constraint, table, candidates, path, byHiddenRow), cause);
        this.constraint = constraint;
        this.table = table;
        this.candidates = List.copyOf(candidates);
        this.path = path;
        this.byHiddenRow = byHiddenRow;
    }

    /** Returns the same with the finding that a row stands in the way which was removed, and is kept hidden. */
    public ConstraintViolationException byHiddenRow() {
        return new ConstraintViolationException(constraint, table, candidates, path, true, getCause());
    }

    /** Returns the constraint's name, or the column's for NOT NULL. */
    public String constraint() {
        return constraint;
    }

    /** Returns the table that the constraint lies on. */
    public String table() {
        return table;
    }

    /** Returns the aggregates whose rows may have violated it; one if the database said which. */
    public List<String> candidates() {
        return candidates;
    }

    /** Tells whether a row stands in the way that was removed, and is kept hidden; found out after the failure. */
    public boolean isByHiddenRow() {
        return byHiddenRow;
    }

    /** Returns the property concerned, such as {@code "Order.number"}, if known. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    private static String message(
            String constraint, String table, List<String> candidates, @Nullable String path, boolean byHiddenRow) {
        String subject = switch (candidates.size()) {
            case 0 -> "";
            case 1 -> " " + candidates.get(0);
            default -> " (one of " + String.join(", ", candidates) + ")";
        };
        String others = byHiddenRow
                ? "A hidden row of that table, which was removed and is kept, forbids"
                : "Other rows, perhaps of another transaction, forbid";
        String mend = byHiddenRow
                ? "restore or purge what is hidden, change the state and commit again,"
                : "change the state and commit again,";
        return "Cannot commit%s: constraint %s on table %s is violated%s. %s this state; nothing was written: %s or catch"
                        .formatted(subject, constraint, table, path == null ? "" : " by " + path, others, mend)
                + " this exception by its constraint and tell the user.";
    }
}
