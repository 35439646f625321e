package dev.keelson.work.mapping;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.scan.CreatorChoice;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Corrections for one property that lies in columns of its object's own row. Used by one thread, at {@code build()}. */
public final class PropertyConfig {

    /** What a property that holds an object of the aggregate's own, or a root, is. */
    enum Role {
        BACK_REFERENCE,
        REFERENCE,
        SIBLING
    }

    private final HierarchyConfig hierarchy = new HierarchyConfig();
    private @Nullable String column;
    private @Nullable String prefix;
    private @Nullable ValueConverter<?> converter;
    private @Nullable ColumnType type;
    private @Nullable Boolean optional;
    private boolean foreignKey = true;
    private @Nullable Class<?> references;
    private @Nullable Role role;
    private @Nullable CreatorChoice creator;

    PropertyConfig() {}

    /** The column of a single value; by convention the property's name in snake case. */
    public PropertyConfig column(String name) {
        this.column = name;
        return this;
    }

    /** What the column names of a value object start with; by convention its property's name and an underscore. */
    public PropertyConfig prefix(String start) {
        this.prefix = start;
        return this;
    }

    /** Stores the value by this converter, in as many columns as it has. */
    public PropertyConfig converter(ValueConverter<?> chosen) {
        this.converter = chosen;
        return this;
    }

    /** The exact column type of a single value, such as {@code ColumnType.numeric(19, 2)}. */
    public PropertyConfig type(ColumnType exact) {
        this.type = exact;
        return this;
    }

    /** The value may be absent. */
    public PropertyConfig optional() {
        this.optional = true;
        return this;
    }

    /** The value is never absent. */
    public PropertyConfig required() {
        this.optional = false;
        return this;
    }

    /** Whether a reference to another aggregate gets a foreign key in generated DDL; it does by convention. */
    public PropertyConfig foreignKey(boolean generated) {
        this.foreignKey = generated;
        return this;
    }

    /** The value identifies an aggregate of this root, which its class alone does not tell, such as a UUID. */
    public PropertyConfig references(Class<?> root) {
        this.references = root;
        return this;
    }

    /** The object is the one that this one lies in; needed where several could be. */
    public PropertyConfig backReference() {
        this.role = Role.BACK_REFERENCE;
        return this;
    }

    /** The object is the root of another aggregate, though one of the same class is around it. */
    public PropertyConfig reference() {
        this.role = Role.REFERENCE;
        return this;
    }

    /** The object is an entity that lies elsewhere in the same aggregate; the row holds its identifier. */
    public PropertyConfig sibling() {
        this.role = Role.SIBLING;
        return this;
    }

    /** The constructor of a value object that takes just these properties, in this order. */
    public PropertyConfig constructor(String... properties) {
        this.creator = new CreatorChoice(null, List.of(properties));
        return this;
    }

    /** The static factory method of a value object of this name that takes just these properties, in this order. */
    public PropertyConfig factory(String method, String... properties) {
        this.creator = new CreatorChoice(method, List.of(properties));
        return this;
    }

    /** The column that tells the classes of the value apart; by convention the property's name and {@code _type}. */
    public PropertyConfig discriminator(String name) {
        return discriminator(name, ColumnType.text());
    }

    /** The column that tells the classes of the value apart, and its type. */
    public PropertyConfig discriminator(String name, ColumnType columnType) {
        hierarchy.discriminator(name, columnType);
        return this;
    }

    /** The concrete classes that the value may be of; those of sealed ones are found without. */
    public PropertyConfig subtypes(Class<?>... types) {
        hierarchy.subtypes(types);
        return this;
    }

    /** Corrections for one class that the value may be of. */
    public PropertyConfig subtype(Class<?> valueType, Consumer<SubtypeConfig> correction) {
        hierarchy.subtype(valueType, correction);
        return this;
    }

    HierarchyConfig hierarchy() {
        return hierarchy;
    }

    @Nullable
    String column() {
        return column;
    }

    @Nullable
    String prefix() {
        return prefix;
    }

    @Nullable
    ValueConverter<?> converter() {
        return converter;
    }

    @Nullable
    ColumnType type() {
        return type;
    }

    @Nullable
    Boolean isOptional() {
        return optional;
    }

    boolean hasForeignKey() {
        return foreignKey;
    }

    @Nullable
    Class<?> references() {
        return references;
    }

    @Nullable
    Role role() {
        return role;
    }

    @Nullable
    CreatorChoice creator() {
        return creator;
    }
}
