package dev.keelson.value;

/**
 * A number of JSON as {@code numeric} holds it: exact, and with its scale. It takes no more memory than its text,
 * whatever the exponent.
 *
 * @param negative whether it is below zero
 * @param digits its significant digits, without zeros at either end; empty for zero
 * @param exponent the power of ten of the last of these digits; 0 for zero
 * @param scale the number of digits after the point when the exponent is written out
 * @param whole the number of digits before the point, then; 0 below one
 */
record JsonNumber(boolean negative, String digits, long exponent, long scale, long whole) {

    private static final int MAX_WHOLE = 131_072;
    private static final int MAX_SCALE = 16_383;
    private static final long MAX_EXPONENT = Integer.MAX_VALUE / 2;

    /**
     * Reads a number.
     *
     * @param text a number in JSON's grammar, which is not checked again
     */
    static JsonNumber of(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = e < 0 ? text : text.substring(0, e);
        int start = mantissa.charAt(0) == '-' ? 1 : 0;
        int point = mantissa.indexOf('.');
        String all = point < 0
                ? mantissa.substring(start)
                : mantissa.substring(start, point).concat(mantissa.substring(point + 1));
        long scale = (point < 0 ? 0 : mantissa.length() - point - 1) - (e < 0 ? 0 : exponent(text, e + 1));
        int from = 0;
        while (from < all.length() && all.charAt(from) == '0') {
            from++;
        }
        int to = all.length();
        while (to > from && all.charAt(to - 1) == '0') {
            to--;
        }
        return from == to
                ? new JsonNumber(false, "", 0, Math.max(scale, 0), 0)
                : new JsonNumber(
                        start == 1,
                        all.substring(from, to),
                        all.length() - to - scale,
                        Math.max(scale, 0),
                        Math.max(all.length() - from - scale, 0));
    }

    /**
     * Refuses a number that {@code numeric} cannot hold.
     *
     * @param text what this was read from
     */
    void check(String text) {
        if (digits.isEmpty() && text.charAt(0) == '-') {
            throw new IllegalArgumentException("it holds a negative zero, which jsonb keeps as zero");
        }
        if (whole > MAX_WHOLE) {
            throw new IllegalArgumentException(
                    "its number of %d digits before the point does not fit jsonb, which has %d"
                            .formatted(whole, MAX_WHOLE));
        }
        if (scale > MAX_SCALE) {
            throw new IllegalArgumentException(
                    "its number of %d digits after the point does not fit jsonb, which has %d"
                            .formatted(scale, MAX_SCALE));
        }
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e >= 0 && Math.abs(exponent(text, e + 1)) > MAX_EXPONENT) {
            throw new IllegalArgumentException(
                    "its number of an exponent above %d does not fit jsonb".formatted(MAX_EXPONENT));
        }
    }

    /** Reads an exponent; one beyond all bounds stays beyond them. */
    private static long exponent(String text, int from) {
        boolean negative = text.charAt(from) == '-';
        long exponent = 0;
        for (int i = Character.isDigit(text.charAt(from)) ? from : from + 1; i < text.length(); i++) {
            exponent = Math.min(exponent * 10 + text.charAt(i) - '0', Long.MAX_VALUE / 100);
        }
        return negative ? -exponent : exponent;
    }
}
