package dev.keelson.work.database;

import dev.keelson.value.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of rows of one result, read one after the other: one that is spelled as in the row before is the same object, as a key of the
 * parent in rows of its children, a currency, a discriminator. Used by one thread.
 */
public final class Repeats {

    private final byte[] @Nullable [] spelled;
    private final @Nullable Object[] values;

    /** Of columns of the result whose indexes are less than this. */
    public Repeats(int columns) {
        this.spelled = new byte[columns][];
        this.values = new Object[columns];
    }

    /** Whether values of this type cost more to make than to compare, and nobody changes them. */
    public static boolean areOf(ColumnType type) {
        return switch (type.kind()) {
            case UUID, NUMERIC, TEXT, VARCHAR, CHAR, ENUM, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, BYTEA, JSON, JSONB, ARRAY, RANGE, OTHER -> false;
        };
    }

    /** Forgets the row before, where the columns of the next lie elsewhere. */
    public void forget() {
        Arrays.fill(spelled, null);
    }

    /** Reads one column as {@link ColumnValues#readable} does. */
    public @Nullable Object readable(ResultSet rows, int index, ColumnType type) throws SQLException {
        byte[] now = ColumnValues.spelled(rows, index);
        if (now != null && Arrays.equals(now, spelled[index])) {
            return values[index];
        }
        Object value = ColumnValues.readable(rows, index, type);
        spelled[index] = now;
        values[index] = value;
        return value;
    }
}
