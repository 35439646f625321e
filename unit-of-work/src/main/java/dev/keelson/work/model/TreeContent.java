package dev.keelson.work.model;

/**
 * A collection within an element of a collection, of the same elements: the children of a node in a tree. Its rows lie in
 * the table of the outermost collection and name their parent node. Immutable.
 *
 * @param table the place of that table; the outermost collection is {@link AggregateModel#tree} of it
 * @param container the kind of collection the domain has
 */
public record TreeContent(int table, Container container) implements Content {}
