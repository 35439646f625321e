package dev.keelson.value;

/** Fits text into text columns: what the server refuses or would change is refused here, before any SQL. */
final class TextFit {

    private TextFit() {}

    static Object fit(ColumnType type, Object value) {
        if (!(value instanceof String text)) {
            throw type.wrongClass(value);
        }
        int surrogates = surrogatePairs(text);
        if (type.kind() == ColumnType.Kind.ENUM
                && !type.labels().isEmpty()
                && !type.labels().contains(text)) {
            throw new IllegalArgumentException(
                    "it is none of the %d labels of %s".formatted(type.labels().size(), type));
        }
        if (type.size() == ColumnType.UNSIZED) {
            return text;
        }
        int length = text.length() - surrogates;
        if (length > type.size()) {
            throw new IllegalArgumentException("its %d code points do not fit %s".formatted(length, type));
        }
        if (type.kind() == ColumnType.Kind.CHAR && text.endsWith(" ")) {
            throw new IllegalArgumentException(
                    "it ends in a blank, which %s cannot tell from its padding".formatted(type));
        }
        return text;
    }

    /** JSON is checked where Jackson is there to do so; else what the server refuses, it refuses. */
    static Object json(ColumnType type, Object value) {
        Object text = fit(type, value);
        if (JsonText.isAvailable()) {
            JsonText.check((String) text);
        }
        return text;
    }

    /** Returns the number of surrogate pairs, after refusing what has no UTF-8 form in PostgreSQL. */
    private static int surrogatePairs(String text) {
        int pairs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(
                        "it holds a NUL character at index %d, which no text column can store".formatted(i));
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException(
                            "it holds a lone surrogate at index %d, which has no UTF-8 form".formatted(i));
                }
                pairs++;
                i++;
            }
        }
        return pairs;
    }
}
