package dev.keelson.work.mapping;

import dev.keelson.work.scan.MethodReferences;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Corrections for a collection or map whose elements have a table of their own. Used by one thread, at {@code build()}.
 */
public final class CollectionConfig extends ObjectConfig<CollectionConfig> {

    private final PropertyConfig element = new PropertyConfig();
    private String positionColumn = "position";
    private List<String> sorting = List.of();
    private boolean unordered;
    private List<String> parentColumns = List.of();
    private @Nullable String identifier;
    private boolean localIdentifier;
    private @Nullable String keyColumn;
    private @Nullable String nodeColumn;
    private boolean recursive;
    private @Nullable CollectionConfig inner;

    public CollectionConfig() {}

    @Override
    CollectionConfig self() {
        return this;
    }

    /** The column of an element's place in its list, counted from 0; by convention {@code position}. */
    public CollectionConfig positionColumn(String name) {
        this.positionColumn = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * The list has no place of its own for each element: it is sorted by these properties of its elements when it is loaded, as
     * the database sorts. A minus before a path turns its order: {@code sortedBy("-priority", "name")}.
     */
    public CollectionConfig sortedBy(String... paths) {
        this.sorting = List.of(paths);
        return this;
    }

    /** The order of the list means nothing, and is not kept. */
    public CollectionConfig unordered() {
        this.unordered = true;
        return this;
    }

    /**
     * The foreign key columns to the parent, in the order of its key; by convention {@code order_id} for a child of {@code
     * Order}.
     */
    public CollectionConfig parentColumn(String... names) {
        this.parentColumns = List.of(names);
        return this;
    }

    /** The property that identifies an element in its table; by convention {@code id}. */
    public CollectionConfig id(String path) {
        this.identifier = Objects.requireNonNull(path, "path");
        return this;
    }

    /** The property that identifies an element in its table, by its accessor. */
    public <T> CollectionConfig id(PropertyGetter<T, ?> property) {
        return id(MethodReferences.property(property).name());
    }

    /** Identifiers tell elements of one parent apart, and elements of two parents may share them. */
    public CollectionConfig localId() {
        this.localIdentifier = true;
        return this;
    }

    /** The column of an element that is a single value; by convention the collection's name in the singular. */
    public CollectionConfig column(String name) {
        element.column(name);
        return this;
    }

    /** How an element lies in its row, where it is a value: its column, converter, type or foreign key. */
    public CollectionConfig element(Consumer<PropertyConfig> correction) {
        correction.accept(element);
        return this;
    }

    /** The column of a map's key, or what the names of its columns start with; by convention {@code key}. */
    public CollectionConfig keyColumn(String name) {
        this.keyColumn = Objects.requireNonNull(name, "name");
        return this;
    }

    /** The column of the parent node in a tree; by convention {@code parent_id}. */
    public CollectionConfig nodeColumn(String name) {
        this.nodeColumn = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Of a tree's rows only those at the top name the owner of the tree, as older schemas have it. */
    public CollectionConfig recursive() {
        this.recursive = true;
        return this;
    }

    /** Corrects the collections that are this one's elements. */
    public CollectionConfig elements(Consumer<CollectionConfig> correction) {
        if (inner == null) {
            inner = new CollectionConfig();
        }
        correction.accept(inner);
        return this;
    }

    public PropertyConfig element() {
        return element;
    }

    public String positionColumn() {
        return positionColumn;
    }

    public List<String> sorting() {
        return sorting;
    }

    /** Whether the elements of a list have a column for their place. */
    public boolean hasPosition() {
        return !unordered && sorting.isEmpty();
    }

    public List<String> parentColumns() {
        return parentColumns;
    }

    public @Nullable String identifier() {
        return identifier;
    }

    public boolean hasLocalIdentifier() {
        return localIdentifier;
    }

    public String keyColumn() {
        return keyColumn == null ? "key" : keyColumn;
    }

    public @Nullable String nodeColumn() {
        return nodeColumn;
    }

    public boolean isRecursive() {
        return recursive;
    }

    public CollectionConfig inner() {
        return inner == null ? new CollectionConfig() : inner;
    }
}
