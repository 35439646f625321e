package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A unit of work would send more statements than it may: usually one load per element of a loop. The statement beyond the budget was
 * not sent. Nothing has a budget unless somebody gave it one.
 */
public final class StatementBudgetExceededException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int budget;
    private final int counted;
    private final transient Map<String, Integer> purposes;

    /**
     * Makes the exception.
     *
     * @param budget the number of statements allowed
     * @param counted how many were sent
     * @param attempted what the statement beyond it was for, such as {@code "load Order[42]"}
     * @param purposes what most of them were for, as {@code "load Order"}, each with their number
     */
    public StatementBudgetExceededException(int budget, int counted, String attempted, Map<String, Integer> purposes) {
        super("Cannot %s: the unit of work has used its budget of %d statements%s. Mostly a loop loads one aggregate at"
                        .formatted(attempted, budget, told(purposes))
                + " a time; load them together with getAll, findAll or a query, or raise the budget.");
        this.budget = budget;
        this.counted = counted;
        this.purposes = Collections.unmodifiableMap(new LinkedHashMap<>(purposes));
    }

    private static String told(Map<String, Integer> purposes) {
        return purposes.isEmpty()
                ? ""
                : purposes.entrySet().stream()
                        .map(purpose -> purpose.getKey() + " (" + purpose.getValue() + ")")
                        .collect(Collectors.joining(", ", ", mostly to ", ""));
    }

    /** Returns the number of statements allowed. */
    public int budget() {
        return budget;
    }

    /** Returns how many were sent; a commit counts as one. */
    public int counted() {
        return counted;
    }

    /** Returns what most of them were for, without identifiers, each with their number, the most frequent first. */
    public Map<String, Integer> purposes() {
        return purposes;
    }
}
