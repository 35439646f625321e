package dev.keelson.work.model;

/**
 * An object whose properties lie in columns of the row that holds it. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Embedded Value (268).
 *
 * @param shape the object's own properties, with their columns in this row
 * @param presence the position of a column that is null just when the object is, or -1 where it is never null
 */
public record EmbeddedContent(Shape shape, int presence) implements ColumnContent {}
