package dev.keelson.kernel.error;

import java.io.Serial;

/**
 * A unit of work would send more statements than it may: usually one load per element of a loop. Units of work have no
 * budget yet, so nothing throws it so far.
 */
public final class StatementBudgetExceededException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int budget;

    /**
     * Makes the exception.
     *
     * @param budget the number of statements allowed
     * @param attempted what the statement beyond it was for, such as {@code "load Order[42]"}
     */
    public StatementBudgetExceededException(int budget, String attempted) {
        super("Cannot %s: the unit of work has used its budget of %d statements. Mostly a loop loads one aggregate at"
                        .formatted(attempted, budget)
                + " a time; load them together with getAll, findAll or a query, or raise the budget.");
        this.budget = budget;
    }

    /** Returns the number of statements allowed. */
    public int budget() {
        return budget;
    }
}
