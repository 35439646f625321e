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
    private final Function<? super V, ?> to;
    private final Function<Object, ? extends V> from;
    private final List<ColumnSpec> columns;

    private ScalarConverter(
            Class<V> valueType, ColumnType columnType, Function<? super V, ?> to, Function<Object, ? extends V> from) {
        this.valueType = Objects.requireNonNull(valueType, "valueType");
        this.columnType = Objects.requireNonNull(columnType, "columnType");
        this.to = Objects.requireNonNull(to, "to");
        this.from = Objects.requireNonNull(from, "from");
        this.columns = List.of(ColumnSpec.of(columnType));
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
        return new ScalarConverter<>(valueType, columnType, to, from);
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
     * Returns the column value, already {@linkplain ColumnType#fit fitted} to {@link #columnType()}; where the actual
     * column is of another type, the caller fits it to that one again.
     *
     * @throws IllegalArgumentException if the column type cannot hold the value
     */
    public Object toColumn(V value) {
        Object columnValue = to.apply(value);
        if (columnValue == null) {
            throw new IllegalArgumentException("its converter gave null for a value that is there");
        }
        return columnType.fit(columnValue);
    }

    /**
     * Returns the value of a column value, which may come from a column of another type if it fits
     * {@link #columnType()} exactly: a {@code Long} property reads an {@code integer} column.
     *
     * @throws IllegalArgumentException if it does not make a value
     */
    public V fromColumn(Object columnValue) {
        V value = from.apply(columnType.javaType().isInstance(columnValue) ? columnValue : columnType.fit(columnValue));
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
