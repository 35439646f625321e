package dev.keelson.work.mapping;

/**
 * How the classes of a hierarchy lie in tables.
 *
 * <p>Source: Fowler, PoEAA, Single Table Inheritance (278), Class Table Inheritance (285), Concrete Table Inheritance (293).
 */
public enum Inheritance {
    /**
     * All classes in one table, with a discriminator; columns that not all classes have take nulls. The convention, and the
     * fastest to load and to query.
     */
    SINGLE_TABLE,
    /**
     * What all have in common, and a discriminator, in one table; what a class adds in a table of its own with the same key.
     * For wide subclasses, and where the columns of each must be NOT NULL.
     */
    JOINED,
    /**
     * A table of its own for each concrete class, with all its columns; for roots only. Identifiers must be unique across
     * the tables: UUIDs, or all from one sequence.
     */
    TABLE_PER_CLASS
}
