package dev.keelson.work.row;

import org.jspecify.annotations.Nullable;

/**
 * Stands in a row for a value that could not be read, so that other rows can be, and the message may name the property.
 * Immutable.
 *
 * @param problem why, as a clause without the value
 * @param cause what said so, or null
 */
public record Unreadable(String problem, @Nullable Throwable cause) {

    /** Says that a value is unreadable, and shows nothing of it. */
    @SuppressWarnings("serial") // goes no further than the exception that it is the cause of
    public static final class Refusal extends IllegalArgumentException {

        private Refusal(String problem, @Nullable Throwable cause) {
            super(problem, cause);
        }
    }

    /** What whoever needs the value throws. */
    public Refusal refusal() {
        return new Refusal(problem, cause);
    }

    @Override
    public String toString() {
        return "<unreadable>";
    }
}
