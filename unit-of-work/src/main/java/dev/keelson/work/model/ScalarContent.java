package dev.keelson.work.model;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;

/**
 * A value in one column. Immutable.
 *
 * @param column the column's position in the row
 * @param type what a column value must fit; where it is encrypted, before it is
 * @param converter the value's way to the column and back
 * @param exactness how far what is stored is held to be what was given
 * @param encrypted whether the column holds it encrypted
 */
public record ScalarContent(
        int column, ColumnType type, ScalarConverter<Object> converter, Exactness exactness, boolean encrypted)
        implements ColumnContent {

    /** The converter's own type stands for one that equals it, so that it is known at a glance. */
    public ScalarContent {
        type = type.equals(converter.columnType()) ? converter.columnType() : type;
    }

    /** A value whose converter is known to be exact. */
    public ScalarContent(int column, ColumnType type, ScalarConverter<Object> converter) {
        this(column, type, converter, Exactness.TRUSTED, false);
    }

    /**
     * What the column is to store of a value, before it is encrypted.
     *
     * @throws IllegalArgumentException if the column cannot hold it
     */
    @SuppressWarnings("ReferenceEquality") // the one type where both are the same
    public Object toColumn(Object value) {
        Object fitted = converter.toColumn(value);
        return type == converter.columnType() ? fitted : type.fit(fitted);
    }
}
