package dev.keelson.benchmarks.contestant;

/** Thrown by a contestant that has no way to do what a workload asks; its reason stands in the table. */
public final class CannotRun extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Says why.
     *
     * @param reason a clause for the table, such as {@code "it has no joined tables"}
     */
    public CannotRun(String reason) {
        super(reason);
    }

    /** The clause for the table. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
