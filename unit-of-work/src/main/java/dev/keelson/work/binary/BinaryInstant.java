package dev.keelson.work.binary;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.ByteConverter;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An instant as the driver sends it at once: its own way makes a calendar and a text. Used by one thread, for one statement.
 *
 * <p>Source: PostgreSQL, {@code timestamptz_recv}: microseconds since the year 2000.
 */
@SuppressWarnings("serial") // the driver's own class for values is serializable; nobody serializes this one
public final class BinaryInstant extends PGobject implements PGBinaryObject {

    private static final long MOST_SECONDS = 1L << 38; // some 8,000 years; the driver tells of others

    private final transient long micros;

    private BinaryInstant(long micros) {
        this.micros = micros;
        setType("timestamptz");
    }

    /**
     * An instant for this connection.
     *
     * @return null where the connection takes texts alone, or the driver has to say what becomes of such an instant
     */
    public static @Nullable BinaryInstant of(BaseConnection connection, Instant instant) throws SQLException {
        long seconds = instant.getEpochSecond();
        if (connection.getPreferQueryMode() == PreferQueryMode.SIMPLE
                || instant.getNano() % BinaryValue.NANOS_OF_MICRO != 0
                || Math.abs(seconds) > MOST_SECONDS) {
            return null;
        }
        if (!connection.binaryTransferSend(Oid.TIMESTAMPTZ)) { // as it is by default, since the driver writes texts
            connection.getQueryExecutor().addBinarySendOid(Oid.TIMESTAMPTZ);
        }
        return new BinaryInstant((seconds - BinaryValue.YEAR_2000) * BinaryValue.MICROS
                + instant.getNano() / BinaryValue.NANOS_OF_MICRO);
    }

    @Override
    public int lengthInBytes() {
        return Long.BYTES;
    }

    @Override
    public void toBytes(byte[] bytes, int offset) {
        ByteConverter.int8(bytes, offset, micros);
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("this instant is only sent");
    }
}
