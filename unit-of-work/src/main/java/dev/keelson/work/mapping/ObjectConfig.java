package dev.keelson.work.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Corrections for the properties of one class. Properties are named by path ("shippingAddress.city"), since a domain
 * class need not expose accessors; a path that leads nowhere is a fault of {@code build()}. Used by one thread.
 *
 * @param <C> the configuration itself, for chaining
 */
public abstract sealed class ObjectConfig<C extends ObjectConfig<C>> permits AggregateConfig, CollectionConfig {

    private final Map<String, PropertyConfig> properties = new LinkedHashMap<>();
    private final Map<String, CollectionConfig> collections = new LinkedHashMap<>();
    private @Nullable List<String> constructor;
    private @Nullable String table;

    ObjectConfig() {}

    abstract C self();

    /** The table, {@code "schema.table"} where it lies in another schema than the connection's own. */
    public C table(String name) {
        this.table = name;
        return self();
    }

    /** Corrects a property that lies in columns of its object's own row. */
    public C property(String path, Consumer<PropertyConfig> correction) {
        correction.accept(properties.computeIfAbsent(path, unused -> new PropertyConfig()));
        return self();
    }

    /** Corrects a collection of entities, or says that a collection holds entities. */
    public C children(String path, Consumer<CollectionConfig> correction) {
        correction.accept(collections.computeIfAbsent(path, unused -> new CollectionConfig()));
        return self();
    }

    /** Corrects a collection of values. */
    public C values(String path, Consumer<CollectionConfig> correction) {
        return children(path, correction);
    }

    /**
     * The constructor that takes just these properties, in this order. Needed only where the names of its parameters
     * cannot be told from the class file, or where several would do.
     */
    public C constructor(String... properties) {
        this.constructor = List.of(properties);
        return self();
    }

    @Nullable
    String table() {
        return table;
    }

    @Nullable
    List<String> constructor() {
        return constructor;
    }

    Map<String, PropertyConfig> properties() {
        return properties;
    }

    Map<String, CollectionConfig> collections() {
        return collections;
    }
}
