package dev.keelson.work.row;

/** The object of a row, which takes what the database filled in. */
@FunctionalInterface
public interface Receiver {

    /**
     * Takes the values of some columns; tells whether it did, which an object of final fields cannot unless another one
     * can be put in its place.
     *
     * @param row the whole row as it is now
     * @param columns the positions of the columns that were filled
     */
    boolean take(Row row, int[] columns);
}
