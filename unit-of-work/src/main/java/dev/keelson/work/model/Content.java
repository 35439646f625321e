package dev.keelson.work.model;

/**
 * Where the value of a property lies: in columns of its object's own row, or in rows of another table. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Metadata Mapping (306).
 */
public sealed interface Content permits ColumnContent, CollectionContent {}
