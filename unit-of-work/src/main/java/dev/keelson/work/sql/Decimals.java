package dev.keelson.work.sql;

import java.math.BigDecimal;

/** The numbers that the database's numeric has room for. */
public final class Decimals {

    /** What it holds before and after the decimal point. */
    private static final int MAX_INTEGER_DIGITS = 131_072;

    private static final int MAX_SCALE = 16_383;

    private Decimals() {}

    /** The number, or the infinite one that it counts as, where it is too great: the driver would send another number. */
    public static Number bounded(BigDecimal number) {
        if ((long) number.precision() - number.scale() > MAX_INTEGER_DIGITS) {
            return number.signum() > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return number;
    }

    /** Whether it has more digits after the point than any number of the database. */
    public static boolean isTooFine(BigDecimal number) {
        return number.scale() > MAX_SCALE;
    }
}
