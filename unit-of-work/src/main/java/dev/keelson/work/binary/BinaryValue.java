package dev.keelson.work.binary;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/**
 * Single values that came in binary form, made without what the driver makes on its way to them. What came as a text is left to the
 * driver, and so is what Java has no value for.
 *
 * <p>Source: PostgreSQL, {@code numeric_send}, {@code timestamptz_send}: microseconds since the year 2000.
 */
public final class BinaryValue {

    static final long MICROS = 1_000_000;
    static final int NANOS_OF_MICRO = 1_000;
    static final long YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    /** So many are 36,000 years. The bytes of a text, read as a number, are far more; so is infinity. */
    private static final long MOST_MICROS = 1L << 60;

    private BinaryValue() {}

    /** The number; null where these bytes are none in binary form, or one of more than 18 digits. */
    public static @Nullable BigDecimal decimal(byte @Nullable [] bytes) {
        return bytes == null ? null : Decimal.read(bytes);
    }

    /** The instant; null where these bytes are none in binary form, or one that is thousands of years away. */
    public static @Nullable Instant instant(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length != Long.BYTES) {
            return null;
        }
        long micros = ByteConverter.int8(bytes, 0);
        if (micros >= MOST_MICROS || micros <= -MOST_MICROS) {
            return null;
        }
        return Instant.ofEpochSecond(
                YEAR_2000 + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_OF_MICRO);
    }
}
