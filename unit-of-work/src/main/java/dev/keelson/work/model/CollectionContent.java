package dev.keelson.work.model;

import org.jspecify.annotations.Nullable;

/**
 * A collection or map whose elements are rows of a table of their own. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Dependent Mapping (262), Association Table Mapping (248).
 *
 * @param table the table of the elements
 * @param element what an element is: a value in columns of its row, or in turn a collection whose rows hang on it
 * @param key where the key of a map's entry lies in the element's row; null for what is no map
 * @param container the kind of collection the domain has
 */
public record CollectionContent(
        TableModel table, Content element, @Nullable ColumnContent key, Container container) implements Content {}
