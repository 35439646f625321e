package dev.keelson.work.model;

/**
 * Where the value of a property lies: in columns of its object's own row, in rows of another table, or in the place of the
 * object itself. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Metadata Mapping (306).
 */
public sealed interface Content
        permits ColumnContent, CollectionContent, TreeContent, PartContent, ParentContent, RefsContent {}
