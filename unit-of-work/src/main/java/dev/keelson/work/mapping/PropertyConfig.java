package dev.keelson.work.mapping;

import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnType;
import dev.keelson.value.JooqConverters;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.scan.CreatorChoice;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.Converter;
import org.jspecify.annotations.Nullable;

/** Corrections for one property that lies in columns of its object's own row. Used by one thread, at {@code build()}. */
public final class PropertyConfig {

    /** What a property that holds an object of the aggregate's own, or a root, is. */
    public enum Role {
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
    private @Nullable Boolean foreignKey;
    private @Nullable Class<?> references;
    private @Nullable Role role;
    private @Nullable CreatorChoice creator;
    private Form form = Form.PLAIN;
    private @Nullable ColumnCipher cipher;
    private Writer writer = Writer.APPLICATION;
    private @Nullable Boolean strictTime;

    /** What a value that could lie in many ways is laid as, where configuration says so. */
    public enum Form {
        PLAIN,
        ARRAY,
        JSON,
        NATIVE_ENUM
    }

    public PropertyConfig() {}

    /** The column of a single value; by convention the property's name in snake case. */
    public PropertyConfig column(String name) {
        this.column = Objects.requireNonNull(name, "name");
        return this;
    }

    /** What the column names of a value object start with; by convention its property's name and an underscore. */
    public PropertyConfig prefix(String start) {
        this.prefix = Objects.requireNonNull(start, "start");
        return this;
    }

    /** Stores the value by this converter, in as many columns as it has. */
    public PropertyConfig converter(ValueConverter<?> chosen) {
        this.converter = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    /**
     * Stores the value by a converter of jOOQ's, in one column.
     *
     * @param column the type of the column
     */
    public <T, U> PropertyConfig converter(Converter<T, U> chosen, ColumnType column) {
        return converter(JooqConverters.of(chosen, column));
    }

    /** Stores a list or set of single values in one array column, rather than in a table of its own. */
    public PropertyConfig array() {
        this.form = Form.ARRAY;
        return this;
    }

    /**
     * Stores the value, of whatever class, as JSON in one column, {@code jsonb} unless {@link #type} says {@code json} or
     * {@code text}. By Jackson, with a mapper that writes equal values alike; for another mapper see {@code
     * dev.keelson.value.json.JsonConverters}.
     */
    public PropertyConfig json() {
        this.form = Form.JSON;
        return this;
    }

    /**
     * Stores an enum, by the names of its constants, in a column of an enum type of the database, named after the enum
     * unless {@link #type} says otherwise.
     */
    public PropertyConfig nativeEnum() {
        this.form = Form.NATIVE_ENUM;
        return this;
    }

    /**
     * Stores the value encrypted, in a {@code bytea} column, bound to tenant, table, column and the key of its row; {@link
     * #type} then says what it must fit before. It counts as changed when the value is, not when a key is. It can be no
     * identifier, and conditions cannot see into it.
     */
    public PropertyConfig encrypted(ColumnCipher by) {
        this.cipher = Objects.requireNonNull(by, "by");
        return this;
    }

    /**
     * Where a new object has no value, its row is inserted without the column; what the database made of it is read back
     * in the same round trip and set. A value that is there goes first.
     */
    public PropertyConfig databaseDefault() {
        this.writer = Writer.DEFAULT;
        return this;
    }

    /**
     * The database alone makes the value, as a generated column or a trigger does: it is never written, read back after
     * each insert and update of its row, and set. Changing it in the domain is an error.
     */
    public PropertyConfig generated() {
        this.writer = Writer.DATABASE;
        return this;
    }

    /**
     * Whether a time that its column cannot hold exactly is refused, or its fraction of a second is cut; it is as the builder
     * says by convention.
     */
    public PropertyConfig strictTime(boolean refused) {
        this.strictTime = refused;
        return this;
    }

    /** The exact column type of a single value, such as {@code ColumnType.numeric(19, 2)}. */
    public PropertyConfig type(ColumnType exact) {
        this.type = Objects.requireNonNull(exact, "exact");
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

    /** Whether a reference to another aggregate gets a foreign key in generated DDL; it is as the builder says by convention. */
    public PropertyConfig foreignKey(boolean generated) {
        this.foreignKey = generated;
        return this;
    }

    /** The value identifies an aggregate of this root, which its class alone does not tell, such as a UUID. */
    public PropertyConfig references(Class<?> root) {
        this.references = Objects.requireNonNull(root, "root");
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

    public HierarchyConfig hierarchy() {
        return hierarchy;
    }

    public @Nullable String column() {
        return column;
    }

    /** What the names of columns start with, where nothing else was said. */
    public String startOr(String convention) {
        return prefix == null ? convention : prefix;
    }

    public @Nullable ValueConverter<?> converter() {
        return converter;
    }

    public @Nullable ColumnType type() {
        return type;
    }

    public @Nullable Boolean isOptional() {
        return optional;
    }

    /** Whether it has a foreign key, where the builder says this of all. */
    public boolean hasForeignKey(boolean builders) {
        return foreignKey == null ? builders : foreignKey;
    }

    public @Nullable Class<?> references() {
        return references;
    }

    public @Nullable Role role() {
        return role;
    }

    public Form form() {
        return form;
    }

    /** Whether the value lies in columns, whatever its class suggests. */
    public boolean isColumns() {
        return converter != null || form != Form.PLAIN;
    }

    public @Nullable ColumnCipher cipher() {
        return cipher;
    }

    public Writer writer() {
        return writer;
    }

    /** Whether no time is cut, where the builder says this of all. */
    public boolean isStrictTime(boolean builders) {
        return strictTime == null ? builders : strictTime;
    }

    public @Nullable CreatorChoice creator() {
        return creator;
    }
}
