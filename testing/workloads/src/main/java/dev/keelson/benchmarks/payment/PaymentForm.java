package dev.keelson.benchmarks.payment;

/** How the classes of a hierarchy lie in tables. */
public enum PaymentForm {
    /** All in one table, {@code payments}. */
    SINGLE,
    /** What all have in {@code joined_payments}, and what a kind has of its own in a table of its own. */
    JOINED
}
