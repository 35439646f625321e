package dev.keelson.work.database;

import dev.keelson.value.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A value that its column cannot hold, in the form in which the database compares it with those that it holds: texts and numbers
 * without the column's limits, times as the infinite ones. Immutable.
 *
 * @param sent what the driver is given
 */
record Beyond(Object sent) {

    private static final int MAX_INTEGER_DIGITS = 131_072;
    private static final int MAX_SCALE = 16_383;

    /** The value, or null where the database compares no such value. */
    static @Nullable Beyond of(ColumnType type, Object value) {
        Object sent = switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> number(value);
            case TEXT, VARCHAR, CHAR -> value instanceof String text && isText(text) ? text : null;
            case TIMESTAMPTZ ->
                value instanceof Instant instant
                        ? instant.isAfter(Instant.EPOCH) ? OffsetDateTime.MAX : OffsetDateTime.MIN
                        : null;
            case TIMESTAMP ->
                value instanceof LocalDateTime time ? time.getYear() > 0 ? LocalDateTime.MAX : LocalDateTime.MIN : null;
            case DATE -> value instanceof LocalDate date ? date.getYear() > 0 ? LocalDate.MAX : LocalDate.MIN : null;
            default -> null;
        };
        return sent == null ? null : new Beyond(sent);
    }

    /** Whether a text of any length may be these characters. */
    private static boolean isText(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static @Nullable Object number(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        return value instanceof Number number ? decimal(new BigDecimal(number.toString())) : null;
    }

    /** What numeric has no room for counts as infinite; the driver would send another number. */
    private static @Nullable Object decimal(BigDecimal value) {
        if (value.scale() > MAX_SCALE) {
            return null;
        }
        if ((long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            return value.signum() > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return value;
    }

    void bind(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, sent);
    }
}
