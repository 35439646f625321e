package dev.keelson.value;

import org.jspecify.annotations.Nullable;

/** Takes the values of a converter's columns, in the order of {@link ValueConverter#columns()}. Not to be kept. */
@FunctionalInterface
public interface ColumnWriter {

    /**
     * Sets the value of a column, which the framework {@linkplain ColumnType#fit fits} to the actual column. A column
     * not set is null.
     *
     * @param index the index in {@link ValueConverter#columns()}, from 0
     * @param value the value, or null
     */
    void set(int index, @Nullable Object value);
}
