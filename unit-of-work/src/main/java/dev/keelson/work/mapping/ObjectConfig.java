package dev.keelson.work.mapping;

import dev.keelson.value.ColumnType;
import dev.keelson.work.scan.CreatorChoice;
import dev.keelson.work.scan.MethodReferences;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Corrections for the properties of one class. Properties are named by path ("shippingAddress.city"), since a domain
 * class need not expose accessors, or by {@code Order::total} where it does; a path that leads nowhere is a fault of {@code
 * build()}. Used by one thread.
 *
 * @param <C> the configuration itself, for chaining
 */
public abstract sealed class ObjectConfig<C extends ObjectConfig<C>>
        permits AggregateConfig, CollectionConfig, PartConfig, SubtypeConfig {

    private final Map<String, PropertyConfig> properties = new LinkedHashMap<>();
    private final Map<String, CollectionConfig> collections = new LinkedHashMap<>();
    private final Map<String, PartConfig> parts = new LinkedHashMap<>();
    private final Map<String, RefsConfig> refs = new LinkedHashMap<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private final Map<String, Class<?>> declaredBy = new HashMap<>();
    private final HierarchyConfig hierarchy = new HierarchyConfig();
    private @Nullable CreatorChoice creator;
    private @Nullable String table;

    ObjectConfig() {}

    abstract C self();

    /** The table, {@code "schema.table"} where it lies in another schema than the connection's own. */
    public C table(String name) {
        this.table = Objects.requireNonNull(name, "name");
        return self();
    }

    /** Corrects a property that lies in columns of its object's own row. */
    public C property(String path, Consumer<PropertyConfig> correction) {
        correction.accept(properties.computeIfAbsent(path, unused -> new PropertyConfig()));
        return self();
    }

    /** Corrects a property that lies in columns of its object's own row, by its accessor: {@code Order::total}. */
    public <T> C property(PropertyGetter<T, ?> property, Consumer<PropertyConfig> correction) {
        return property(path(property), correction);
    }

    /** Corrects a collection of entities. */
    public C children(String path, Consumer<CollectionConfig> correction) {
        correction.accept(collections.computeIfAbsent(path, unused -> new CollectionConfig()));
        return self();
    }

    /** Corrects a collection of entities, by its accessor: {@code Order::lines}. */
    public <T> C children(PropertyGetter<T, ?> property, Consumer<CollectionConfig> correction) {
        return children(path(property), correction);
    }

    /** Corrects a collection or map of values. */
    public C values(String path, Consumer<CollectionConfig> correction) {
        return children(path, correction);
    }

    /** Corrects a collection or map of values, by its accessor. */
    public <T> C values(PropertyGetter<T, ?> property, Consumer<CollectionConfig> correction) {
        return children(path(property), correction);
    }

    /** Puts a part, which would be embedded by convention, into a table of its own. */
    public C part(String path, Consumer<PartConfig> correction) {
        correction.accept(parts.computeIfAbsent(path, unused -> new PartConfig()));
        return self();
    }

    /** Puts a part into a table of its own, by its accessor. */
    public <T> C part(PropertyGetter<T, ?> property, Consumer<PartConfig> correction) {
        return part(path(property), correction);
    }

    /** Says how a {@link dev.keelson.kernel.Refs} finds the other aggregates. */
    public C refs(String path, Consumer<RefsConfig> correction) {
        correction.accept(refs.computeIfAbsent(path, unused -> new RefsConfig()));
        return self();
    }

    /** Says how a {@link dev.keelson.kernel.Refs} finds the other aggregates, by its accessor. */
    public <T> C refs(PropertyGetter<T, ?> property, Consumer<RefsConfig> correction) {
        return refs(path(property), correction);
    }

    /** Leaves properties out: they are neither stored nor set. */
    public C ignore(String... paths) {
        ignored.addAll(List.of(paths));
        return self();
    }

    /** Leaves a property out, by its accessor. */
    public <T> C ignore(PropertyGetter<T, ?> property) {
        return ignore(path(property));
    }

    /**
     * The constructor that takes just these properties, in this order. Needed only where the names of its parameters
     * cannot be told from the class file, or where several would do.
     */
    public C constructor(String... properties) {
        this.creator = new CreatorChoice(null, List.of(properties));
        return self();
    }

    /** The static factory method of this name that takes just these properties, in this order. */
    public C factory(String method, String... properties) {
        this.creator = new CreatorChoice(method, List.of(properties));
        return self();
    }

    /** How the classes of the hierarchy lie in tables; in a single one by convention. */
    public C inheritance(Inheritance inheritance) {
        hierarchy.inheritance(inheritance);
        return self();
    }

    /** The column that tells the classes of the hierarchy apart; by convention {@code payment_type} for {@code Payment}. */
    public C discriminator(String column) {
        return discriminator(column, ColumnType.text());
    }

    /** The column that tells the classes of the hierarchy apart, and its type. */
    public C discriminator(String column, ColumnType type) {
        hierarchy.discriminator(column, type);
        return self();
    }

    /** The concrete classes of the hierarchy; those of sealed ones are found without. */
    public C subtypes(Class<?>... types) {
        hierarchy.subtypes(types);
        return self();
    }

    /** Corrections for one class of the hierarchy. */
    public C subtype(Class<?> type, Consumer<SubtypeConfig> correction) {
        hierarchy.subtype(type, correction);
        return self();
    }

    private String path(PropertyGetter<?, ?> getter) {
        MethodReferences.Property property = MethodReferences.property(getter);
        declaredBy.put(property.name(), property.declaringClass());
        return property.name();
    }

    /** The classes whose accessors were given for paths. */
    public Map<String, Class<?>> declaredBy() {
        return declaredBy;
    }

    public @Nullable String table() {
        return table;
    }

    public @Nullable CreatorChoice creator() {
        return creator;
    }

    public HierarchyConfig hierarchy() {
        return hierarchy;
    }

    public Map<String, PropertyConfig> properties() {
        return properties;
    }

    public Map<String, CollectionConfig> collections() {
        return collections;
    }

    public Map<String, PartConfig> parts() {
        return parts;
    }

    public Map<String, RefsConfig> refs() {
        return refs;
    }

    public Set<String> ignored() {
        return ignored;
    }

    /** Whether a property is left out. */
    boolean ignores(String path) {
        return ignored.contains(path);
    }
}
