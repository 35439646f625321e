package dev.keelson.work.database;

import dev.keelson.value.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dates and timestamps within arrays. The driver sends such elements by {@code toString()}, which PostgreSQL understands for
 * the years 1 to 9999 only; here they are written as it writes them itself, with the era.
 */
final class ArrayTexts {

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd G")
            .toFormatter(Locale.ENGLISH);

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendPattern(" HH:mm:ss.SSSSSS")
            .toFormatter(Locale.ENGLISH);

    private ArrayTexts() {}

    /** The elements as the driver is to send them: texts where they are dates or timestamps, else as they are. */
    static @Nullable Object[] of(ColumnType type, @Nullable Object[] elements) {
        return switch (type.kind()) {
            case DATE -> texts(elements, value -> DATE.format((LocalDate) value));
            case TIMESTAMP -> texts(elements, value -> TIMESTAMP.format((LocalDateTime) value));
            case TIMESTAMPTZ ->
                texts(elements, value -> TIMESTAMP.format(((Instant) value).atOffset(ZoneOffset.UTC)) + "Z");
            default -> elements;
        };
    }

    private static @Nullable Object[] texts(@Nullable Object[] elements, Function<Object, String> text) {
        @Nullable Object[] texts = new Object[elements.length];
        for (int i = 0; i < texts.length; i++) {
            Object element = elements[i];
            texts[i] = element == null ? null : text.apply(element);
        }
        return texts;
    }
}
