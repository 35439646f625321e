package dev.keelson.value;

import org.jspecify.annotations.Nullable;

/** Ranges as PostgreSQL writes and reads them: {@code [2026-01-01,2027-01-01)}, {@code empty}. */
final class RangeText {

    private static final String EMPTY = "empty";

    private RangeText() {}

    static String write(ColumnType type, Range<?> range) {
        if (range.isEmpty()) {
            return EMPTY;
        }
        return (range.lowerInclusive() ? "[" : "(")
                + bound(type, range.lower())
                + ","
                + bound(type, range.upper())
                + (range.upperInclusive() ? "]" : ")");
    }

    private static String bound(ColumnType type, @Nullable Object bound) {
        return bound == null ? "" : "\"" + ColumnText.write(type.element(), bound) + "\"";
    }

    static Object read(ColumnType type, String text) {
        int comma = text.indexOf(',');
        if (text.equals(EMPTY)) {
            return Range.empty();
        }
        if (comma < 1) {
            throw new IllegalArgumentException("it is no text of a range");
        }
        return Range.of(
                bound(type, text.substring(1, comma)),
                text.charAt(0) == '[',
                bound(type, text.substring(comma + 1, text.length() - 1)),
                text.endsWith("]"));
    }

    /** No bound of the six types has a comma, quote or backslash in it. */
    private static @Nullable Object bound(ColumnType type, String quoted) {
        String bound = quoted.replace("\"", "");
        return bound.isEmpty() ? null : ColumnText.read(type.element(), bound);
    }
}
