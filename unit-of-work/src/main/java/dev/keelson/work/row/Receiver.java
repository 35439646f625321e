package dev.keelson.work.row;

import org.jspecify.annotations.Nullable;

/** The object of a row, which takes what the database filled in. */
@FunctionalInterface
public interface Receiver {

    /**
     * Takes the value of a column; tells whether it did, which an object of final fields cannot.
     *
     * @param column the position of the column in the row
     * @param value the value in its column's normal form
     */
    boolean take(int column, @Nullable Object value);
}
