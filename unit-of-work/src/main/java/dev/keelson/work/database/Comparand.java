package dev.keelson.work.database;

import dev.keelson.value.ColumnType;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.sql.Decimals;
import java.io.Serial;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What a condition compares a column with, in the class of the column's values, whether the column can hold it or not. */
final class Comparand {

    private Comparand() {}

    /** A value of the domain that its converter refuses, or one of the column; null where the column has no such values. */
    static @Nullable Object of(ScalarContent content, Object value) {
        ColumnType type = content.type();
        if (isOfKind(type, value)) {
            return inClassOf(type, value);
        }
        try {
            Object unfitted = content.converter().unfitted(value);
            return isOfKind(type, unfitted) ? inClassOf(type, unfitted) : null;
        } catch (RuntimeException ofAnotherClass) {
            return null;
        }
    }

    /** Whether the database compares a column with such a value, whatever its size. */
    static boolean isOfKind(ColumnType type, Object value) {
        return isNumber(type) ? value instanceof Number : type.javaType().isInstance(value);
    }

    static boolean isText(ColumnType type) {
        return switch (type.kind()) {
            case TEXT, VARCHAR, CHAR -> true;
            default -> false;
        };
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> true;
            default -> false;
        };
    }

    /** Numbers of all classes have one order: a whole one fits a column of doubles, and 2.0 one of whole numbers. */
    static Object inClassOf(ColumnType type, Object value) {
        boolean isBinary = value instanceof Double || value instanceof Float;
        return switch (type.kind()) {
            case REAL, DOUBLE -> isBinary ? value : (Object) ((Number) value).doubleValue();
            case SMALLINT, INTEGER, BIGINT, NUMERIC ->
                isBinary && Double.isFinite(((Number) value).doubleValue()) ? new BigDecimal(value.toString()) : value;
            default -> value;
        };
    }

    /** The class of a property's values. */
    static Class<?> values(ScalarContent content) {
        Class<?> values = content.converter().valueType();
        return values == Object.class ? content.type().javaType() : values;
    }

    /** What a message says of a value that is none of the property's. */
    static String ofAnotherClass(String property, Object value, Class<?> values) {
        return "Cannot compare %s with a %s in a query: its values are of %s. Give one of these."
                .formatted(property, value.getClass().getSimpleName(), values.getSimpleName());
    }

    /**
     * A value that its column cannot hold, in the form in which the database compares it with those that it holds: texts and numbers
     * without the column's limits, times as the infinite ones. Immutable.
     *
     * @param sent what the driver is given
     */
    record Beyond(Object sent) {

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
                    value instanceof LocalDateTime time
                            ? time.getYear() > 0 ? LocalDateTime.MAX : LocalDateTime.MIN
                            : null;
                case DATE ->
                    value instanceof LocalDate date ? date.getYear() > 0 ? LocalDate.MAX : LocalDate.MIN : null;
                default -> null;
            };
            return sent == null ? null : new Beyond(sent);
        }

        /** Whether a text of any length may be these characters. */
        static boolean isText(String text) {
            return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        }

        private static @Nullable Object number(Object value) {
            if (value instanceof Double || value instanceof Float) {
                return ((Number) value).doubleValue();
            }
            if (!(value instanceof Number number)) {
                return null;
            }
            BigDecimal decimal = new BigDecimal(number.toString());
            return Decimals.isTooFine(decimal) ? null : Decimals.bounded(decimal);
        }

        void bind(PreparedStatement statement, int index) throws SQLException {
            statement.setObject(index, sent);
        }
    }

    /** A condition compares a column with what it cannot hold. jOOQ wraps it, and whoever runs the query unwraps it. */
    static final class IncomparableException extends IllegalArgumentException {

        @Serial
        private static final long serialVersionUID = 1L;

        IncomparableException(String message) {
            super(message);
        }

        IncomparableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        /** The one that a failure of jOOQ's was caused by, or null. */
        static @Nullable IncomparableException behind(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof IncomparableException found) {
                    return found;
                }
            }
            return null;
        }
    }
}
