package dev.keelson.work.load;

import dev.keelson.work.row.AggregateRows;

/**
 * An aggregate that was read, and the rows it was made of. The rows are its snapshot: nothing is read twice.
 *
 * @param aggregate the root
 * @param rows every row, in the order of the object
 */
public record Loaded(Object aggregate, AggregateRows rows) {}
