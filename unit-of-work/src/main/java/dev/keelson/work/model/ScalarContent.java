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

    /** A value whose converter is known to be exact. */
    public ScalarContent(int column, ColumnType type, ScalarConverter<Object> converter) {
        this(column, type, converter, Exactness.TRUSTED, false);
    }
}
