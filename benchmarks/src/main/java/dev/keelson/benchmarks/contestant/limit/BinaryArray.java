package dev.keelson.benchmarks.contestant.limit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * A column of values in the binary form of PostgreSQL's arrays, built in place and used again, so that it costs no more than
 * the driver's own copy. For one thread at a time.
 *
 * <p>Source: PostgreSQL, {@code array_recv}: dimensions, whether there are nulls, the elements' type; of each dimension its
 * size and lower bound; of each element its length, -1 for null, and its bytes.
 */
@SuppressWarnings("serial") // the driver's own class for values is serializable; nobody serializes this one
final class BinaryArray extends PGobject implements PGBinaryObject {

    private static final int HEADER = 5 * Integer.BYTES;
    private static final int DIMENSIONS = 0;
    private static final int HAS_NULLS = 4;
    private static final int TYPE = 8;
    private static final int SIZE = 12;
    private static final int LOWER_BOUND = 16;
    private static final int NUMERIC_BASE = 10_000;
    private static final long EPOCH_SECOND_2000 = 946_684_800L;

    private byte[] bytes = new byte[256];
    private int length;
    private int size;

    BinaryArray(Column column) {
        setType(column.arrayName());
        ByteConverter.int4(bytes, DIMENSIONS, 1);
        ByteConverter.int4(bytes, TYPE, column.oid());
        ByteConverter.int4(bytes, LOWER_BOUND, 1);
        clear();
    }

    /** Begins anew. */
    void clear() {
        length = HEADER;
        size = 0;
        ByteConverter.int4(bytes, HAS_NULLS, 0);
    }

    void add(UUID value) {
        int at = element(16);
        ByteConverter.int8(bytes, at, value.getMostSignificantBits());
        ByteConverter.int8(bytes, at + 8, value.getLeastSignificantBits());
    }

    void add(int value) {
        int at = element(4);
        ByteConverter.int4(bytes, at, value);
    }

    void add(long value) {
        int at = element(8);
        ByteConverter.int8(bytes, at, value);
    }

    void add(Instant value) {
        add((value.getEpochSecond() - EPOCH_SECOND_2000) * 1_000_000 + value.getNano() / 1_000);
    }

    /**
     * An amount that has two decimals and is not negative.
     *
     * <p>Source: PostgreSQL, {@code numeric_recv}: how many digits to the base 10,000, the exponent of the first, sign, decimals
     * shown, digits.
     */
    void addAmount(BigDecimal value) {
        long cents = value.movePointRight(2).longValue();
        int hundredths = (int) (cents % 100);
        long whole = cents / 100;
        int wholeDigits = 0;
        for (long left = whole; left > 0; left /= NUMERIC_BASE) {
            wholeDigits++;
        }
        int digits = wholeDigits + (hundredths > 0 ? 1 : 0);
        int at = element((4 + digits) * Short.BYTES);
        ByteConverter.int2(bytes, at, digits);
        ByteConverter.int2(bytes, at + 2, wholeDigits - 1);
        ByteConverter.int2(bytes, at + 4, 0);
        ByteConverter.int2(bytes, at + 6, 2);
        long left = whole;
        for (int i = wholeDigits - 1; i >= 0; i--) {
            ByteConverter.int2(bytes, at + 8 + 2 * i, (int) (left % NUMERIC_BASE));
            left /= NUMERIC_BASE;
        }
        if (hundredths > 0) {
            ByteConverter.int2(bytes, at + 8 + 2 * wholeDigits, 100 * hundredths);
        }
    }

    void add(@Nullable String value) {
        if (value == null) {
            element(0);
            ByteConverter.int4(bytes, length - Integer.BYTES, -1);
            ByteConverter.int4(bytes, HAS_NULLS, 1);
        } else if (isAscii(value)) {
            int at = element(value.length());
            for (int i = 0; i < value.length(); i++) {
                bytes[at + i] = (byte) value.charAt(i);
            }
        } else {
            byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
            int at = element(encoded.length);
            System.arraycopy(encoded, 0, bytes, at, encoded.length);
        }
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Makes room for a further element, for which there may be another array, and says where its bytes begin. */
    private int element(int width) {
        int at = length + Integer.BYTES;
        if (at + width > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(at + width, 2 * bytes.length));
        }
        ByteConverter.int4(bytes, length, width);
        length = at + width;
        size++;
        return at;
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("This array is only sent");
    }

    @Override
    public int lengthInBytes() {
        return length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        ByteConverter.int4(bytes, SIZE, size);
        System.arraycopy(bytes, 0, target, offset, length);
    }
}
