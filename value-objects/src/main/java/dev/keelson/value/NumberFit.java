package dev.keelson.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Fits numbers into number columns: another class or scale where nothing is lost, else a refusal. */
final class NumberFit {

    /** What {@code numeric} holds before and after the decimal point. */
    private static final int MAX_INTEGER_DIGITS = 131_072;

    private static final int MAX_SCALE = 16_383;

    private static final int LONG_DIGITS = 19;

    private NumberFit() {}

    static Object fit(ColumnType type, Object value) {
        return switch (type.kind()) {
            case SMALLINT ->
                value instanceof Short ? value : (Object) (short) whole(type, value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER ->
                value instanceof Integer
                        ? value
                        : (Object) (int) whole(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> value instanceof Long ? value : (Object) whole(type, value, Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL -> value instanceof Float ? value : (Object) single(type, value);
            case DOUBLE -> value instanceof Double ? value : (Object) twofold(type, value);
            case NUMERIC -> decimal(type, value);
            default -> throw type.wrongClass(value);
        };
    }

    private static long whole(ColumnType type, Object value, long min, long max) {
        BigInteger number = switch (value) {
            case Byte b -> BigInteger.valueOf(b);
            case Short s -> BigInteger.valueOf(s);
            case Integer i -> BigInteger.valueOf(i);
            case Long l -> BigInteger.valueOf(l);
            case BigInteger b -> b;
            case BigDecimal d -> scaled(type, d, LONG_DIGITS, 0).toBigInteger();
            default -> throw type.wrongClass(value);
        };
        if (number.bitLength() > 63 || number.longValue() < min || number.longValue() > max) {
            throw new IllegalArgumentException("its magnitude does not fit " + type);
        }
        return number.longValue();
    }

    private static float single(ColumnType type, Object value) {
        if (value instanceof Double d) {
            float single = d.floatValue();
            if (Double.compare(single, d) == 0) {
                return single;
            }
            throw new IllegalArgumentException("a double of this precision or magnitude does not fit real");
        }
        throw type.wrongClass(value);
    }

    private static double twofold(ColumnType type, Object value) {
        return switch (value) {
            case Float f -> f;
            case Integer i -> i;
            case Short s -> s;
            default -> throw type.wrongClass(value);
        };
    }

    private static BigDecimal decimal(ColumnType type, Object value) {
        if (value instanceof BigDecimal d) {
            return scaled(type, d);
        }
        return switch (value) {
            case BigInteger b -> scaled(type, new BigDecimal(b));
            case Long l -> scaled(type, BigDecimal.valueOf(l));
            case Integer i -> scaled(type, BigDecimal.valueOf(i));
            case Short s -> scaled(type, BigDecimal.valueOf(s));
            default -> throw type.wrongClass(value);
        };
    }

    private static BigDecimal scaled(ColumnType type, BigDecimal value) {
        return type.size() == ColumnType.UNSIZED
                ? scaled(type, value, MAX_INTEGER_DIGITS, Math.min(value.scale(), MAX_SCALE))
                : scaled(type, value, type.size() - type.scale(), type.scale());
    }

    /** Checks before it scales, since scaling 1E+1000000000 would fill the memory. */
    private static BigDecimal scaled(ColumnType type, BigDecimal value, int integerDigits, int scale) {
        int normal = Math.max(scale, 0);
        if (value.signum() == 0) {
            return value.scale() == normal ? value : BigDecimal.valueOf(0, normal);
        }
        if ((long) value.precision() - value.scale() > integerDigits) {
            throw new IllegalArgumentException("its magnitude does not fit " + type);
        }
        if (value.scale() > scale && !endsInZeros(value, (long) value.scale() - scale)) {
            throw new IllegalArgumentException(
                    "its scale of %d does not fit %s without rounding".formatted(value.scale(), type));
        }
        return value.scale() == normal ? value : value.setScale(normal);
    }

    private static boolean endsInZeros(BigDecimal value, long digits) {
        return digits < value.precision()
                && value.unscaledValue().mod(BigInteger.TEN.pow((int) digits)).signum() == 0;
    }
}
