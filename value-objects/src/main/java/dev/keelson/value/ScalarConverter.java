package dev.keelson.value;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A converter to exactly one column, with a path that needs no reader and writer. Immutable; thread-safe if its
 * functions are.
 *
 * @param <V> the class of the values
 */
public final class ScalarConverter<V> implements ValueConverter<V> {

    private final Class<V> valueType;
    private final ColumnType columnType;
    private final Class<?> columnClass;
    private final boolean mayBeShared;
    private final Function<? super V, ?> to;
    private final Function<Object, ? extends V> from;
    private final List<ColumnSpec> columns;
    private final boolean plain;
    private final boolean comparesValues;

    private ScalarConverter(
            Class<V> valueType,
            ColumnType columnType,
            Function<? super V, ?> to,
            Function<Object, ? extends V> from,
            boolean plain,
            boolean comparesValues) {
        this.valueType = Objects.requireNonNull(valueType, "valueType");
        this.columnType = Objects.requireNonNull(columnType, "columnType");
        this.columnClass = columnType.javaType();
        this.mayBeShared = OwnValues.areCopied(columnType);
        this.to = Objects.requireNonNull(to, "to");
        this.from = Objects.requireNonNull(from, "from");
        this.columns = List.of(ColumnSpec.of(columnType));
        this.plain = plain;
        this.comparesValues = comparesValues;
    }

    /**
     * Returns a converter of two functions.
     *
     * @param valueType the class of the values
     * @param columnType the type of the column
     * @param to from a value to what the column type fits; never null
     * @param from from a column value, of the column type's Java class, to a value; never null
     * @param <V> the class of the values
     */
    public static <V> ScalarConverter<V> of(
            Class<V> valueType, ColumnType columnType, Function<? super V, ?> to, Function<Object, ? extends V> from) {
        return new ScalarConverter<>(valueType, columnType, to, from, false, false);
    }

    /** Returns the converter of a class whose values are column values as they are. */
    static <V> ScalarConverter<V> plain(Class<V> type, ColumnType column) {
        return new ScalarConverter<>(type, column, Function.identity(), type::cast, true, false);
    }

    /** Returns the same converter for a column of another type, which holds the same class of column values. */
    public ScalarConverter<V> in(ColumnType column) {
        return new ScalarConverter<>(valueType, column, to, from, plain, comparesValues);
    }

    /** Returns the same converter, by which values count as changed by {@code equals}; see {@link #comparesValues}. */
    public ScalarConverter<V> comparingValues() {
        return new ScalarConverter<>(valueType, columnType, to, from, plain, true);
    }

    /** Returns whether values are column values as they are. */
    public boolean isPlain() {
        return plain;
    }

    @Override
    public boolean comparesValues() {
        return comparesValues;
    }

    /** Returns the class of the values. */
    public Class<V> valueType() {
        return valueType;
    }

    /** Returns the type of the column, if the mapping does not say otherwise. */
    public ColumnType columnType() {
        return columnType;
    }

    /**
     * Returns the column value, a copy of its own, already {@linkplain ColumnType#fit fitted} to {@link #columnType()}; where the actual
     * column is of another type, the caller fits it to that one again.
     *
     * @throws IllegalArgumentException if the column type cannot hold the value
     */
    public Object toColumn(V value) {
        return columnType.fit(unfitted(value));
    }

    /** Returns the column value, a copy of its own, whether a column can hold it or not: a column may be compared with what it cannot hold. */
    public Object unfitted(V value) {
        Object columnValue = to.apply(value);
        if (columnValue == null) {
            throw new IllegalArgumentException("its converter gave null for a value that is there");
        }
        return mayBeShared ? OwnValues.of(columnValue) : columnValue;
    }

    /** Returns the function to what the column type fits, as it was given; arrays that it makes may be the value's own. */
    public Function<? super V, ?> function() {
        return to;
    }

    /**
     * Returns the value of a column value, which may come from a column of another type if it fits
     * {@link #columnType()} exactly: a {@code Long} property reads an {@code integer} column.
     *
     * @throws IllegalArgumentException if it does not make a value
     */
    @SuppressWarnings("unchecked") // of a plain converter both are of one class
    public V fromColumn(Object columnValue) {
        boolean fits = columnValue.getClass() == columnClass || columnClass.isInstance(columnValue);
        if (plain && fits) {
            return (V) columnValue;
        }
        V value = from.apply(fits ? columnValue : columnType.fit(columnValue));
        if (value == null) {
            throw new IllegalArgumentException("its converter gave null for a column value that is there");
        }
        return value;
    }

    @Override
    public List<ColumnSpec> columns() {
        return columns;
    }

    @Override
    public void write(V value, ColumnWriter writer) {
        writer.set(0, toColumn(value));
    }

    @Override
    public V read(ColumnReader reader) {
        return fromColumn(reader.required(0, Object.class));
    }

    @Override
    public String toString() {
        return valueType.getSimpleName() + " <-> " + columnType;
    }
}
