package dev.keelson.value;

import java.util.function.Function;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Takes jOOQ's converters, which a code base may have already for its generated tables. */
public final class JooqConverters {

    private JooqConverters() {}

    /**
     * Returns a converter to one column that asks jOOQ's, for which values are never null here.
     *
     * @param converter jOOQ's converter; its database type is the column's Java class, a type that
     *     {@link StandardConverters} knows, or jOOQ's JSON or JSONB
     * @param column the type of the column
     * @param <T> jOOQ's database type
     * @param <U> the class of the values
     * @throws IllegalArgumentException if the database type is none of these
     */
    public static <T, U> ScalarConverter<U> of(Converter<T, U> converter, ColumnType column) {
        ScalarConverter<T> database = database(converter.fromType(), column);
        return ScalarConverter.of(
                converter.toType(),
                column,
                value -> database.toColumn(present(converter.to(value))),
                columnValue -> converter.from(database.fromColumn(columnValue)));
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("its converter gave null for a value that is there");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // each branch is taken for one T only
    private static <T> ScalarConverter<T> database(Class<T> type, ColumnType column) {
        if (type == column.javaType()) {
            return ScalarConverter.of(type, column, Function.identity(), type::cast);
        }
        if (type == JSONB.class) {
            return (ScalarConverter<T>)
                    ScalarConverter.of(JSONB.class, column, JSONB::data, text -> JSONB.valueOf((String) text));
        }
        if (type == JSON.class) {
            return (ScalarConverter<T>)
                    ScalarConverter.of(JSON.class, column, JSON::data, text -> JSON.valueOf((String) text));
        }
        return (ScalarConverter<T>) StandardConverters.find(type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot use a jOOQ converter of type %s for a column %s: nothing converts between them."
                                        .formatted(type.getName(), column)
                                + " Base the converter on " + column.javaType().getName()
                                + ", or write a ValueConverter."));
    }
}
