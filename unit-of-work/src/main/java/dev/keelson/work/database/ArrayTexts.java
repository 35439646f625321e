package dev.keelson.work.database;

import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements of arrays for which the driver has no form, or one that PostgreSQL does not understand for all of them, such as
 * dates before the year 1: they are written as it writes them itself.
 */
final class ArrayTexts {

    private ArrayTexts() {}

    /** The elements as the driver is to send them. */
    static @Nullable Object[] of(ColumnType type, @Nullable Object[] elements) {
        return switch (type.kind()) {
            case DATE, TIMESTAMP, TIMESTAMPTZ, ARRAY, RANGE -> texts(type, elements);
            default -> elements;
        };
    }

    /** The elements as they are sent in binary form: those that are made of several values are texts there, too. */
    static List<? extends @Nullable Object> ofComposites(ColumnType type, List<? extends @Nullable Object> elements) {
        return switch (type.kind()) {
            case ARRAY, RANGE -> Arrays.asList(texts(type, elements.toArray()));
            default -> elements;
        };
    }

    private static @Nullable Object[] texts(ColumnType type, @Nullable Object[] elements) {
        @Nullable Object[] texts = new Object[elements.length];
        for (int i = 0; i < texts.length; i++) {
            Object element = elements[i];
            texts[i] = element == null ? null : ColumnText.write(type, element);
        }
        return texts;
    }
}
