package dev.keelson.work.imports;

import java.util.Objects;

/**
 * A row that an import went past since it cannot be stored. Immutable.
 *
 * @param number the row's number, from 1
 * @param aggregate the aggregate, such as {@code "Product[42]"}; its class alone where it has no identifier
 * @param cause why
 */
public record RefusedRow(long number, String aggregate, RuntimeException cause) {

    /** Guards against null. */
    public RefusedRow {
        Objects.requireNonNull(aggregate, "aggregate");
        Objects.requireNonNull(cause, "cause");
    }
}
