package dev.keelson.kernel.error;

import java.io.Serial;

/** The unit of work cannot do this now: it is closed, failed, or in use by another thread. */
public final class UnitOfWorkStateException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String attempted;
    private final String state;

    /**
     * Makes the exception.
     *
     * @param attempted what was attempted, such as {@code "commit"} or {@code "load Order[42]"}
     * @param state the state found, such as {@code "closed"}
     * @param mend what to do, as a clause without full stop
     */
    public UnitOfWorkStateException(String attempted, String state, String mend) {
        super("Cannot %s: the unit of work is %s. %s.".formatted(attempted, state, mend));
        this.attempted = attempted;
        this.state = state;
    }

    /** Returns what was attempted. */
    public String attempted() {
        return attempted;
    }

    /** Returns the state found. */
    public String state() {
        return state;
    }
}
