package dev.keelson.work.model;

/**
 * An object whose properties lie in columns of the row that holds it. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Embedded Value (268).
 *
 * @param object the object's own properties, with their columns in this row
 * @param first the position of its first column
 * @param count how many columns it takes
 * @param presence the position of a column that is null just when the object is, or -1 where it is never null
 */
public record EmbeddedContent(ObjectModel object, int first, int count, int presence) implements ColumnContent {}
