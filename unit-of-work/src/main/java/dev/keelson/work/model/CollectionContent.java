package dev.keelson.work.model;

/**
 * A collection whose elements are rows of a table of their own. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Dependent Mapping (262).
 *
 * @param table the table of the elements
 * @param element what an element is within its row
 * @param container the kind of collection the domain has
 */
public record CollectionContent(TableModel table, ColumnContent element, Container container) implements Content {

    /** The kinds of collection that a property may be declared as. */
    public enum Container {
        LIST,
        SET
    }
}
