package dev.keelson.work.model;

/**
 * One object, at most, in a row of a table of its own that hangs on the row of its owner. No row, no object. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Dependent Mapping (262).
 *
 * @param table the table of the part
 * @param element what it is within its row
 */
public record PartContent(TableModel table, ColumnContent element) implements Content {}
