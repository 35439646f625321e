package dev.keelson.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes converters of enums: by the constants' names, or by codes that survive a renaming. Never by ordinal, which
 * changes its meaning when a constant is inserted.
 */
public final class EnumConverters {

    private EnumConverters() {}

    /**
     * Returns a converter to the constants' names in a text column.
     *
     * @param type the enum
     * @param <E> the enum
     */
    public static <E extends Enum<E>> ScalarConverter<E> byName(Class<E> type) {
        return byCode(type, ColumnType.text(), Enum::name);
    }

    /**
     * Returns a converter to a code of each constant.
     *
     * @param type the enum
     * @param column the type of the column
     * @param code the code of a constant, text or number, never null
     * @param <E> the enum
     * @throws IllegalArgumentException if two constants have the same code, or one does not fit the column
     */
    public static <E extends Enum<E>> ScalarConverter<E> byCode(
            Class<E> type, ColumnType column, Function<? super E, ?> code) {
        Map<Object, E> constants = new HashMap<>();
        for (E constant : type.getEnumConstants()) {
            E other = constants.put(normal(column.fit(Objects.requireNonNull(code.apply(constant), "code"))), constant);
            if (other != null) {
                throw new IllegalArgumentException(
                        "Cannot convert %s by code: %s and %s have the same code. Give each constant its own."
                                .formatted(type.getSimpleName(), other, constant));
            }
        }
        return ScalarConverter.of(type, column, code, columnValue -> {
            E constant = constants.get(normal(columnValue));
            if (constant == null) {
                throw new IllegalArgumentException("it is '%s', and %s has only %s"
                        .formatted(
                                columnValue,
                                type.getSimpleName(),
                                constants.keySet().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .toList()));
            }
            return constant;
        });
    }

    /** Drops the padding of {@code character(n)}. */
    private static Object normal(Object columnValue) {
        return columnValue instanceof String text && text.endsWith(" ") ? text.stripTrailing() : columnValue;
    }
}
