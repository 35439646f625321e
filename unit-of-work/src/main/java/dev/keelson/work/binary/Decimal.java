package dev.keelson.work.binary;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/**
 * Decimal numbers in binary form. Those of up to 18 digits, which is nearly all, are written and read without a number in between.
 *
 * <p>Source: PostgreSQL, {@code numeric_recv}: how many digits to the base 10,000, the exponent of the first, sign, decimals
 * shown, digits.
 */
final class Decimal {

    private static final int BASE = 10_000;
    private static final int DECIMALS_OF_DIGIT = 4;
    private static final int HEADER = 4 * Short.BYTES;
    private static final int NEGATIVE = 0x4000;

    /** A long has room for all digits so, also once decimals are filled up to whole digits. */
    private static final int MOST_PRECISION = 18;

    private static final int MOST_SCALE = 12;
    private static final long[] POWERS = powers();

    private Decimal() {}

    private static long[] powers() {
        long[] powers = new long[MOST_PRECISION + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    private static boolean isShort(BigDecimal value) {
        return value.scale() >= 0 && value.scale() <= MOST_SCALE && value.precision() <= MOST_PRECISION;
    }

    /** How many bytes it takes. */
    static int length(BigDecimal value) {
        if (!isShort(value)) {
            return ByteConverter.numeric(value).length;
        }
        long unscaled = Math.abs(unscaled(value));
        long power = POWERS[value.scale()];
        return HEADER + Short.BYTES * (whole(unscaled / power) + decimals(value.scale()));
    }

    /** Writes it, and says where it ends. */
    static int write(BigDecimal value, byte[] bytes, int at) {
        if (!isShort(value)) {
            byte[] numeric = ByteConverter.numeric(value);
            System.arraycopy(numeric, 0, bytes, at, numeric.length);
            return at + numeric.length;
        }
        int scale = value.scale();
        long signed = unscaled(value);
        long unscaled = Math.abs(signed);
        long whole = unscaled / POWERS[scale];
        int digits = whole(whole);
        int decimals = decimals(scale);
        ByteConverter.int2(bytes, at, digits + decimals);
        ByteConverter.int2(bytes, at + 2, digits - 1);
        ByteConverter.int2(bytes, at + 4, signed < 0 ? NEGATIVE : 0);
        ByteConverter.int2(bytes, at + 6, scale);
        int first = at + HEADER;
        write(whole, digits, bytes, first);
        long rest = unscaled % POWERS[scale] * POWERS[decimals * DECIMALS_OF_DIGIT - scale];
        write(rest, decimals, bytes, first + Short.BYTES * digits);
        return first + Short.BYTES * (digits + decimals);
    }

    /** The number that these bytes are in binary form; null where they are a text, or of what takes more than a long. */
    static @Nullable BigDecimal read(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != 0) { // no text begins so, nor does a number of very many digits
            return null;
        }
        int digits = ByteConverter.int2(bytes, 0);
        int sign = ByteConverter.int2(bytes, 4);
        int scale = ByteConverter.int2(bytes, 6);
        int shift = DECIMALS_OF_DIGIT * (ByteConverter.int2(bytes, 2) + 1 - digits) + scale;
        if (digits == 0 && sign == 0) {
            return BigDecimal.valueOf(0, scale);
        }
        if ((sign != 0 && sign != NEGATIVE)
                || shift < -DECIMALS_OF_DIGIT
                || DECIMALS_OF_DIGIT * digits + Math.max(0, shift) > MOST_PRECISION) {
            return null;
        }
        long number = 0;
        for (int i = 0; i < digits; i++) {
            number = BASE * number + ByteConverter.int2(bytes, HEADER + Short.BYTES * i);
        }
        long unscaled = shift < 0 ? number / POWERS[-shift] : number * POWERS[shift];
        return BigDecimal.valueOf(sign == NEGATIVE ? -unscaled : unscaled, scale);
    }

    private static void write(long number, int digits, byte[] bytes, int at) {
        long left = number;
        for (int i = digits - 1; i >= 0; i--) {
            ByteConverter.int2(bytes, at + Short.BYTES * i, (int) (left % BASE));
            left /= BASE;
        }
    }

    private static long unscaled(BigDecimal value) {
        return value.movePointRight(value.scale()).longValue();
    }

    private static int whole(long number) {
        int digits = 0;
        for (long left = number; left > 0; left /= BASE) {
            digits++;
        }
        return digits;
    }

    private static int decimals(int scale) {
        return (scale + DECIMALS_OF_DIGIT - 1) / DECIMALS_OF_DIGIT;
    }
}
