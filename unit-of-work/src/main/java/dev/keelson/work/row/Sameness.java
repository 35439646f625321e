package dev.keelson.work.row;

/**
 * Tells whether two rows mean the same in a column, though its values differ: the same JSON written otherwise, a duration
 * that somebody stored as {@code PT60S}. Asked only where they differ. Thread-safe.
 */
@FunctionalInterface
public interface Sameness {

    /**
     * Whether a change from one to the other is none.
     *
     * @param before the row as remembered; its column is not null
     * @param after the row as it is now; its column is not null
     */
    boolean same(Row before, Row after);
}
