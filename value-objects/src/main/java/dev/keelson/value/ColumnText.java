package dev.keelson.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * Column values as the text that PostgreSQL writes and reads for them in any session: elements of arrays, bounds of
 * ranges, and what is encrypted travel so. The same value always has the same text.
 */
public final class ColumnText {

    private static final String BYTES = "\\x";

    private ColumnText() {}

    /**
     * Returns the text of a value.
     *
     * @param type the type of its column
     * @param value the value in the column's normal form
     */
    public static String write(ColumnType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> (Boolean) value ? "t" : "f";
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, UUID, TIME -> value.toString();
            case TEXT, VARCHAR, CHAR, JSONB, JSON, ENUM, OTHER -> (String) value;
            case BYTEA -> BYTES + HexFormat.of().formatHex((byte[]) value);
            case DATE -> TimeText.write((LocalDate) value);
            case TIMESTAMP -> TimeText.write((LocalDateTime) value);
            case TIMESTAMPTZ -> TimeText.write((Instant) value);
            case ARRAY -> ArrayText.write(type, value);
            case RANGE -> RangeText.write(type, (Range<?>) value);
        };
    }

    /**
     * Returns the value of a text.
     *
     * @param type the type of its column
     * @param text as {@link #write} or PostgreSQL writes it, in the date style ISO
     * @throws IllegalArgumentException if it is the text of no such value, or of one that Java has no object for, such
     *     as infinite dates
     */
    public static Object read(ColumnType type, String text) {
        return switch (type.kind()) {
            case BOOLEAN -> truth(text);
            case SMALLINT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case NUMERIC -> decimal(text);
            case REAL -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case UUID -> UUID.fromString(text);
            case TEXT, VARCHAR, JSONB, JSON, ENUM, OTHER -> text;
            case CHAR -> unpadded(text);
            case BYTEA -> bytes(text);
            case DATE -> TimeText.date(text);
            case TIME -> time(text);
            case TIMESTAMP -> TimeText.timestamp(text);
            case TIMESTAMPTZ -> TimeText.instant(text);
            case ARRAY -> ArrayText.read(type, text);
            case RANGE -> RangeText.read(type, text);
        };
    }

    /** Returns the text of a {@code character(n)} without the blanks that fill it up, which mean nothing there. */
    public static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalArgumentException("it is no boolean");
        };
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notFinite) {
            throw new IllegalArgumentException(
                    "it is %s, and Java has no such decimal".formatted(text.toLowerCase(Locale.ROOT)), notFinite);
        }
    }

    private static LocalTime time(String text) {
        if (text.startsWith("24:")) {
            throw new IllegalArgumentException("it is 24:00:00, and Java's days end before it");
        }
        return LocalTime.parse(text);
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith(BYTES)) {
            throw new IllegalArgumentException("its bytes are not in hexadecimal form");
        }
        return HexFormat.of().parseHex(text, BYTES.length(), text.length());
    }
}
