package dev.keelson.work.render;

/**
 * How many rows a statement is to write. Immutable.
 *
 * @param counted whether it fails on the server if it writes another number
 * @param rows how many they are, or 0 where a value that is given tells
 */
record Expected(boolean counted, int rows) {

    /** As many as there are, and nobody counts. */
    static final Expected ANY = new Expected(false, 0);
}
