package dev.keelson.value;

import java.math.BigDecimal;

/** Turns decimals into whole minor units, such as cents, and back; nothing is rounded. */
final class MinorUnits {

    /** The decimal digits that every {@code bigint} has room for, and one more that some have. */
    private static final int LONG_DIGITS = 19;

    static final int MAX_DIGITS = LONG_DIGITS - 1;

    private MinorUnits() {}

    /** Checks before it scales, since scaling 1E+1000000000 would fill the memory. */
    static long of(BigDecimal amount, int digits) {
        if (amount.signum() == 0) {
            return 0;
        }
        long excess = (long) amount.scale() - digits;
        if (excess >= amount.precision()) {
            throw finer(amount, digits);
        }
        if (amount.precision() - excess > LONG_DIGITS) {
            throw tooLarge(digits);
        }
        BigDecimal units;
        try {
            units = amount.setScale(digits);
        } catch (ArithmeticException inexact) {
            throw finer(amount, digits);
        }
        if (units.unscaledValue().bitLength() >= Long.SIZE) {
            throw tooLarge(digits);
        }
        return units.unscaledValue().longValue();
    }

    private static IllegalArgumentException finer(BigDecimal amount, int digits) {
        return new IllegalArgumentException(
                "its scale of %d does not fit minor units of %d digits".formatted(amount.scale(), digits));
    }

    private static IllegalArgumentException tooLarge(int digits) {
        return new IllegalArgumentException(
                "its magnitude in minor units of %d digits does not fit bigint".formatted(digits));
    }
}
