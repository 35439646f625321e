package dev.keelson.work.mapping;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ValueConverter;
import org.jspecify.annotations.Nullable;

/** Corrections for one property. Used by one thread, at {@code build()}. */
public final class PropertyConfig {

    private @Nullable String column;
    private @Nullable String prefix;
    private @Nullable ValueConverter<?> converter;
    private @Nullable ColumnType type;
    private @Nullable Boolean optional;
    private boolean foreignKey = true;

    PropertyConfig() {}

    /** The column of a single value; by convention the property's name in snake case. */
    public PropertyConfig column(String name) {
        this.column = name;
        return this;
    }

    /** What the column names of a value object start with; by convention its property's name and an underscore. */
    public PropertyConfig prefix(String prefix) {
        this.prefix = prefix;
        return this;
    }

    /** Stores the value by this converter, in as many columns as it has. */
    public PropertyConfig converter(ValueConverter<?> converter) {
        this.converter = converter;
        return this;
    }

    /** The exact column type of a single value, such as {@code ColumnType.numeric(19, 2)}. */
    public PropertyConfig type(ColumnType type) {
        this.type = type;
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

    /** Whether an identifier of another aggregate gets a foreign key in generated DDL; it does by convention. */
    public PropertyConfig foreignKey(boolean generated) {
        this.foreignKey = generated;
        return this;
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
}
