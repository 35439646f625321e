package dev.keelson.kernel.error;

import java.io.Serial;

/**
 * A unit of work has sent the same load again and again, each time for one aggregate: N + 1 statements where a few would do. It is
 * thrown where repeated loads are to fail, as in tests; elsewhere the same is a warning. The last of them was not sent.
 */
public final class RepeatedLoadException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String purpose;
    private final int times;
    private final String line;

    /**
     * Makes the exception.
     *
     * @param purpose what the load is for, such as {@code "load Order"}
     * @param times how many of them there would be with this one
     * @param line the line of code that asked for it, and those that called that
     */
    public RepeatedLoadException(String purpose, int times, String line) {
        super("Cannot %s: %s".formatted(purpose, finding(times, line)));
        this.purpose = purpose;
        this.times = times;
        this.line = line;
    }

    private static String finding(int times, String line) {
        return ("the unit of work sends the same load %d times, each for one thing, the last asked by %s. Mostly a"
            + " loop loads one aggregate at a time; load them together before it with findAll, getAll or a query, or"
            + " fetch what they refer to.")
                .formatted(times, line);
    }

    /** Returns what the load is for, without an identifier. */
    public String purpose() {
        return purpose;
    }

    /** Returns how many of them there would have been. */
    public int times() {
        return times;
    }

    /** Returns the line of code that asked for it, as a stack trace tells it, and the lines that called that. */
    public String line() {
        return line;
    }
}
