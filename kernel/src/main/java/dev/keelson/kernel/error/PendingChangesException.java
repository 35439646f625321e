package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.List;

/** A query would not see changes that this unit of work holds and has not committed. A query never writes. */
public final class PendingChangesException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> tables;
    private final transient List<String> aggregates;

    /**
     * Makes the exception.
     *
     * @param tables the tables that the query reads and that have pending changes
     * @param aggregates the aggregates changed, such as {@code "Order[42]"}
     */
    public PendingChangesException(List<String> tables, List<String> aggregates) {
        super("Cannot query %s: this unit of work holds uncommitted changes of %s, which the database does not know."
                        .formatted(String.join(", ", tables), String.join(", ", aggregates))
                + " Commit first, query before changing, or say seeingDatabase() to get the stored state.");
        this.tables = List.copyOf(tables);
        this.aggregates = List.copyOf(aggregates);
    }

    /** Returns the tables that the query reads and that have pending changes. */
    public List<String> tables() {
        return tables;
    }

    /** Returns the aggregates changed, such as {@code "Order[42]"}. */
    public List<String> aggregates() {
        return aggregates;
    }
}
