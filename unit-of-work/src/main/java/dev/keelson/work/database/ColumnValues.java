package dev.keelson.work.database;

import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import dev.keelson.work.binary.BinaryValue;
import dev.keelson.work.row.Unreadable;
import dev.keelson.work.sql.Errors;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgResultSet;

/** Column values from the driver. */
public final class ColumnValues {

    private ColumnValues() {}

    /** The same rows without what a pool wraps them in, where they are those of PostgreSQL's driver: so they tell how values are spelled. */
    public static ResultSet unwrapped(ResultSet rows) throws SQLException {
        return rows.isWrapperFor(PgResultSet.class) ? rows.unwrap(PgResultSet.class) : rows;
    }

    /**
     * The bytes that a value came in, of which the driver makes no copy; nobody changes them. They are those of its text or of its binary form.
     *
     * @return null where it is null, or no driver tells
     */
    static byte @Nullable [] spelled(ResultSet rows, int index) throws SQLException {
        return rows instanceof PgResultSet own ? own.getBytes(index) : null;
    }

    /** Whether a column is null. */
    public static boolean isNull(ResultSet rows, int index, ColumnType type) throws SQLException {
        return rows instanceof PgResultSet ? spelled(rows, index) == null : readable(rows, index, type) == null;
    }

    /**
     * Reads one column in its normalised form, or as {@link Unreadable} where Java has no object for its value, which
     * spoils only the property that it is for.
     */
    public static @Nullable Object readable(ResultSet rows, int index, ColumnType type) throws SQLException {
        try {
            return read(rows, index, type);
        } catch (DateTimeException unknown) {
            return dated(rows, index, type, unknown);
        } catch (IllegalArgumentException unreadable) {
            return new Unreadable(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (SQLException failure) {
            if (Errors.isOfConnection(failure)) { // not of the value
                throw failure;
            }
            return new Unreadable("the driver cannot make a " + type.javaType().getSimpleName() + " of it", failure);
        }
    }

    /** The driver takes the 29th of February of some years before Christ for no day. */
    private static Object dated(ResultSet rows, int index, ColumnType type, DateTimeException unknown)
            throws SQLException {
        try {
            return ColumnText.read(type, rows.getString(index));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return new Unreadable("it is no time that Java knows", unknown);
        }
    }

    /** Reads one column in its normalised form. */
    public static @Nullable Object read(ResultSet rows, int index, ColumnType type) throws SQLException {
        return switch (type.kind()) {
            case BOOLEAN -> {
                boolean value = rows.getBoolean(index);
                yield rows.wasNull() ? null : (Object) value;
            }
            case SMALLINT -> {
                short value = rows.getShort(index);
                yield value == 0 && rows.wasNull() ? null : (Object) value;
            }
            case INTEGER -> {
                int value = rows.getInt(index);
                yield value == 0 && rows.wasNull() ? null : (Object) value;
            }
            case BIGINT -> {
                long value = rows.getLong(index);
                yield value == 0 && rows.wasNull() ? null : (Object) value;
            }
            case REAL -> {
                float value = rows.getFloat(index);
                yield value == 0 && rows.wasNull() ? null : (Object) value;
            }
            case DOUBLE -> {
                double value = rows.getDouble(index);
                yield value == 0 && rows.wasNull() ? null : (Object) value;
            }
            case NUMERIC -> {
                BigDecimal binary = BinaryValue.decimal(spelled(rows, index));
                BigDecimal value = binary == null ? rows.getBigDecimal(index) : binary;
                yield value == null || value.scale() >= 0 ? value : value.setScale(0); // H2 tells 310 as 3.1E+2
            }
            case TEXT, VARCHAR, JSONB, JSON, ENUM, OTHER -> rows.getString(index);
            case CHAR -> {
                String value = rows.getString(index);
                yield value == null ? null : ColumnText.unpadded(value);
            }
            case ARRAY, RANGE -> {
                String value = rows.getString(index);
                yield value == null ? null : ColumnText.read(type, value);
            }
            case UUID -> rows.getObject(index);
            case BYTEA -> rows.getBytes(index);
            case DATE -> {
                LocalDate value = rows.getObject(index, LocalDate.class);
                yield value == null ? null : finite(value, LocalDate.MIN, LocalDate.MAX);
            }
            case TIME -> {
                LocalTime value = rows.getObject(index, LocalTime.class);
                yield value == null ? null : beforeMidnight(value);
            }
            case TIMESTAMP -> {
                LocalDateTime value = rows.getObject(index, LocalDateTime.class);
                yield value == null ? null : finite(value, LocalDateTime.MIN, LocalDateTime.MAX);
            }
            case TIMESTAMPTZ -> {
                Instant binary = BinaryValue.instant(spelled(rows, index));
                if (binary != null) {
                    yield binary;
                }
                OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
                yield value == null
                        ? null
                        : finite(value, OffsetDateTime.MIN, OffsetDateTime.MAX).toInstant();
            }
        };
    }

    /** The driver gives the first and the last of Java's times for those of the database that never come. */
    private static <T> T finite(T value, T first, T last) {
        if (value.equals(first) || value.equals(last)) {
            throw new IllegalArgumentException(
                    "it is " + (value.equals(last) ? "infinity" : "-infinity") + ", and Java has no such time");
        }
        return value;
    }

    /** The driver gives the last nanosecond of the day for 24:00:00. */
    private static LocalTime beforeMidnight(LocalTime value) {
        if (value.equals(LocalTime.MAX)) {
            throw new IllegalArgumentException("it is 24:00:00, and Java's days end before it");
        }
        return value;
    }
}
