package dev.keelson.work.model;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;

/**
 * A value in one column. Immutable.
 *
 * @param column the column's position in the row
 * @param type what a column value must fit
 * @param converter the value's way to the column and back
 */
public record ScalarContent(int column, ColumnType type, ScalarConverter<Object> converter) implements ColumnContent {}
