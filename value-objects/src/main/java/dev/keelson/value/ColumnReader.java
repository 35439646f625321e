package dev.keelson.value;

import org.jspecify.annotations.Nullable;

/** Gives a converter the values of its columns, in the order of {@link ValueConverter#columns()}. Not to be kept. */
@FunctionalInterface
public interface ColumnReader {

    /**
     * Returns the value of a column, of its type's {@linkplain ColumnType#javaType() Java class}, or null.
     *
     * @param index the index in {@link ValueConverter#columns()}, from 0
     */
    @Nullable
    Object get(int index);

    /**
     * Returns the value of a column that is never null.
     *
     * @param index the index in {@link ValueConverter#columns()}, from 0
     * @param type the class expected
     * @param <T> the class expected
     * @throws IllegalArgumentException if the value is null or of another class
     */
    default <T> T required(int index, Class<T> type) {
        Object value = get(index);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("column %d of the converter holds %s where it needs a %s"
                    .formatted(
                            index,
                            value == null ? "null" : "a " + value.getClass().getSimpleName(),
                            type.getSimpleName()));
        }
        return type.cast(value);
    }
}
