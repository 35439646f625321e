package dev.keelson.work.mapping.column;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.value.JsonText;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.Sameness;
import dev.keelson.work.row.Sealed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When two values of a column mean the same. What is remembered may have been written by others, or before a converter
 * changed: it means the same as what it would be written as today. JSON means the same whatever its blanks and the order of
 * its keys. Where a converter says so, its values are asked instead.
 */
final class Samenesses {

    private Samenesses() {}

    /** For a value in one column; null where different values always differ. */
    static @Nullable Sameness of(int column, ColumnType type, ScalarConverter<Object> converter) {
        if (converter.comparesValues()) {
            return (before, after) -> read(before, column, converter).equals(read(after, column, converter));
        }
        boolean json = type.kind() == Kind.JSONB || type.kind() == Kind.JSON;
        if (converter.isPlain()) {
            return json ? (before, after) -> sameJson(before, after, column) : null;
        }
        return (before, after) ->
                (json && sameJson(before, after, column)) || isWrittenAs(before, after, column, type, converter);
    }

    /** For one column of a value in several. */
    static Sameness of(int first, int count, int column, ValueConverter<Object> converter) {
        return (before, after) -> {
            try {
                Object value = converter.read(index -> plain(before, first + index));
                if (converter.comparesValues()) {
                    return Objects.equals(value, converter.read(index -> plain(after, first + index)));
                }
                @Nullable Object[] written = new Object[count];
                converter.write(
                        value,
                        (index, part) -> written[index] = part == null
                                ? null
                                : converter.columns().get(index).type().fit(part));
                return Objects.deepEquals(written[column - first], after.get(column));
            } catch (RuntimeException unreadable) {
                return false; // what cannot be read is not what stands there now
            }
        };
    }

    private static boolean isWrittenAs(
            Row before, Row after, int column, ColumnType type, ScalarConverter<Object> converter) {
        try {
            Object written = type.fit(converter.toColumn(read(before, column, converter)));
            return Objects.deepEquals(written, plain(after, column));
        } catch (RuntimeException unreadable) {
            return false; // what cannot be read is not what stands there now
        }
    }

    private static boolean sameJson(Row before, Row after, int column) {
        return plain(before, column) instanceof String one
                && plain(after, column) instanceof String other
                && JsonText.same(one, other);
    }

    private static Object read(Row row, int column, ScalarConverter<Object> converter) {
        return converter.fromColumn(Objects.requireNonNull(plain(row, column)));
    }

    private static @Nullable Object plain(Row row, int column) {
        Object value = row.get(column);
        return value instanceof Sealed sealed ? sealed.plain() : value;
    }
}
