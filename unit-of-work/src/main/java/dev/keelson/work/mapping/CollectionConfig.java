package dev.keelson.work.mapping;

import org.jspecify.annotations.Nullable;

/** Corrections for a collection whose elements have a table of their own. Used by one thread, at {@code build()}. */
public final class CollectionConfig extends ObjectConfig<CollectionConfig> {

    private @Nullable String positionColumn;
    private @Nullable String parentColumn;
    private @Nullable String identifier;
    private @Nullable String column;

    CollectionConfig() {}

    @Override
    CollectionConfig self() {
        return this;
    }

    /** The column of an element's place in its list, counted from 0; by convention {@code position}. */
    public CollectionConfig positionColumn(String name) {
        this.positionColumn = name;
        return this;
    }

    /** The foreign key column to the parent; by convention {@code order_id} for a child of {@code Order}. */
    public CollectionConfig parentColumn(String name) {
        this.parentColumn = name;
        return this;
    }

    /** The property that identifies an element in its table; by convention {@code id}. */
    public CollectionConfig id(String property) {
        this.identifier = property;
        return this;
    }

    /** The column of an element that is a single value; by convention the collection's name in the singular. */
    public CollectionConfig column(String name) {
        this.column = name;
        return this;
    }

    @Nullable
    String positionColumn() {
        return positionColumn;
    }

    @Nullable
    String parentColumn() {
        return parentColumn;
    }

    @Nullable
    String identifier() {
        return identifier;
    }

    @Nullable
    String column() {
        return column;
    }
}
