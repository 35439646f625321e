package dev.keelson.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * The type of a column: how PostgreSQL's catalogue spells it, which Java class its values have in normal form, and what
 * it can hold. Immutable and thread-safe.
 *
 * @param kind the type without its modifiers
 * @param size the length in code points of {@link Kind#VARCHAR} and {@link Kind#CHAR}, the precision in decimal digits
 *     of {@link Kind#NUMERIC}, the digits of a second's fraction of times; {@link #UNSIZED} where there is none
 * @param scale the scale of a {@link Kind#NUMERIC} with a size, else 0
 */
public record ColumnType(Kind kind, int size, int scale) {

    /** The size of a type without modifiers, such as {@code numeric} or {@code timestamp with time zone}. */
    public static final int UNSIZED = -1;

    private static final int MAX_LENGTH = 10_485_760;
    private static final int MAX_PRECISION = 1_000;
    private static final int MAX_FRACTION = 6;

    /** The types without their modifiers, with the class of their values in normal form. */
    public enum Kind {
        /** {@code boolean}. */
        BOOLEAN("boolean", Boolean.class),
        /** {@code smallint}, two bytes. */
        SMALLINT("smallint", Short.class),
        /** {@code integer}, four bytes. */
        INTEGER("integer", Integer.class),
        /** {@code bigint}, eight bytes. */
        BIGINT("bigint", Long.class),
        /** {@code numeric}, exact decimals. */
        NUMERIC("numeric", BigDecimal.class),
        /** {@code real}, binary floating point of four bytes. */
        REAL("real", Float.class),
        /** {@code double precision}, binary floating point of eight bytes. */
        DOUBLE("double precision", Double.class),
        /** {@code text} of any length. */
        TEXT("text", String.class),
        /** {@code character varying}. */
        VARCHAR("character varying", String.class),
        /** {@code character}, padded with blanks. */
        CHAR("character", String.class),
        /** {@code uuid}. */
        UUID("uuid", UUID.class),
        /** {@code bytea}. */
        BYTEA("bytea", byte[].class),
        /** {@code date}. */
        DATE("date", LocalDate.class),
        /** {@code time without time zone}. */
        TIME("time without time zone", LocalTime.class),
        /** {@code timestamp without time zone}. */
        TIMESTAMP("timestamp without time zone", LocalDateTime.class),
        /** {@code timestamp with time zone}, which holds an instant and no zone. */
        TIMESTAMPTZ("timestamp with time zone", Instant.class),
        /** {@code jsonb}, as text. */
        JSONB("jsonb", String.class),
        /** {@code json}, as text. */
        JSON("json", String.class);

        private final String sqlName;
        private final Class<?> javaType;

        Kind(String sqlName, Class<?> javaType) {
            this.sqlName = sqlName;
            this.javaType = javaType;
        }
    }

    /**
     * Checks the modifiers.
     *
     * @throws IllegalArgumentException if the kind does not take this size or scale
     */
    public ColumnType {
        boolean valid = switch (kind) {
            case NUMERIC ->
                size == UNSIZED ? scale == 0 : size >= 1 && size <= MAX_PRECISION && Math.abs(scale) <= MAX_PRECISION;
            case VARCHAR -> scale == 0 && (size == UNSIZED || (size >= 1 && size <= MAX_LENGTH));
            case CHAR -> scale == 0 && size >= 1 && size <= MAX_LENGTH;
            case TIME, TIMESTAMP, TIMESTAMPTZ -> scale == 0 && size >= UNSIZED && size <= MAX_FRACTION;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, TEXT, UUID, BYTEA, DATE, JSONB, JSON ->
                scale == 0 && size == UNSIZED;
        };
        if (!valid) {
            throw new IllegalArgumentException("Cannot make a column type %s of size %d and scale %d: PostgreSQL has no"
                            .formatted(kind, size, scale)
                    + " such type. Use the factory methods of ColumnType, within the limits of the database.");
        }
    }

    /** Returns a type without modifiers, such as {@code of(Kind.BIGINT)}. */
    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, UNSIZED, 0);
    }

    /** Returns {@code text}. */
    public static ColumnType text() {
        return of(Kind.TEXT);
    }

    /** Returns {@code character varying(length)}; the length in code points. */
    public static ColumnType varchar(int length) {
        return new ColumnType(Kind.VARCHAR, length, 0);
    }

    /** Returns {@code character(length)}; the length in code points. */
    public static ColumnType character(int length) {
        return new ColumnType(Kind.CHAR, length, 0);
    }

    /** Returns {@code numeric}, which keeps each value's own scale. */
    public static ColumnType numeric() {
        return of(Kind.NUMERIC);
    }

    /** Returns {@code numeric(precision,scale)}; both in decimal digits. */
    public static ColumnType numeric(int precision, int scale) {
        return new ColumnType(Kind.NUMERIC, precision, scale);
    }

    /** Returns {@code boolean}. */
    public static ColumnType bool() {
        return of(Kind.BOOLEAN);
    }

    /** Returns {@code smallint}. */
    public static ColumnType smallint() {
        return of(Kind.SMALLINT);
    }

    /** Returns {@code integer}. */
    public static ColumnType integer() {
        return of(Kind.INTEGER);
    }

    /** Returns {@code bigint}. */
    public static ColumnType bigint() {
        return of(Kind.BIGINT);
    }

    /** Returns {@code real}. */
    public static ColumnType real() {
        return of(Kind.REAL);
    }

    /** Returns {@code double precision}. */
    public static ColumnType doublePrecision() {
        return of(Kind.DOUBLE);
    }

    /** Returns {@code uuid}. */
    public static ColumnType uuid() {
        return of(Kind.UUID);
    }

    /** Returns {@code bytea}. */
    public static ColumnType bytea() {
        return of(Kind.BYTEA);
    }

    /** Returns {@code date}. */
    public static ColumnType date() {
        return of(Kind.DATE);
    }

    /** Returns {@code time without time zone}, which holds microseconds. */
    public static ColumnType time() {
        return of(Kind.TIME);
    }

    /** Returns {@code timestamp without time zone}, which holds microseconds. */
    public static ColumnType timestamp() {
        return of(Kind.TIMESTAMP);
    }

    /** Returns {@code timestamp with time zone}, which holds microseconds. */
    public static ColumnType timestamptz() {
        return of(Kind.TIMESTAMPTZ);
    }

    /** Returns {@code jsonb}. */
    public static ColumnType jsonb() {
        return of(Kind.JSONB);
    }

    /** Returns {@code json}. */
    public static ColumnType json() {
        return of(Kind.JSON);
    }

    /** Returns the type as PostgreSQL's {@code format_type} spells it, such as {@code "numeric(19,2)"}. */
    public String sqlName() {
        if (size == UNSIZED) {
            return kind.sqlName;
        }
        return switch (kind) {
            case NUMERIC -> "numeric(" + size + "," + scale + ")";
            case TIME -> "time(" + size + ") without time zone";
            case TIMESTAMP -> "timestamp(" + size + ") without time zone";
            case TIMESTAMPTZ -> "timestamp(" + size + ") with time zone";
            default -> kind.sqlName + "(" + size + ")";
        };
    }

    /** Returns the class of the column's values in normal form; {@link Instant} for {@code timestamptz}. */
    public Class<?> javaType() {
        return kind.javaType;
    }

    /**
     * Returns the value in the normal form in which this column gives it back, or refuses it.
     *
     * <p>Numbers are converted between their classes and decimals scaled where nothing is lost; text is counted in code
     * points, and padded with blanks for {@code character(n)}; times are cut, towards the past, to the column's
     * fraction of a second, also before 1970. Nothing else is changed. A value already in normal form is returned as it
     * is, without allocation.
     *
     * @param columnValue the value, not null
     * @throws IllegalArgumentException if the column cannot hold the value exactly; the message is a clause without the
     *     value, such as {@code "its scale of 3 does not fit numeric(19,2) without rounding"}
     */
    public Object fit(Object columnValue) {
        return switch (kind) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> NumberFit.fit(this, columnValue);
            case TEXT, VARCHAR, CHAR, JSONB, JSON -> TextFit.fit(this, columnValue);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> TimeFit.fit(this, columnValue);
            case BOOLEAN, UUID, BYTEA -> {
                if (!kind.javaType.isInstance(columnValue)) {
                    throw wrongClass(columnValue);
                }
                yield columnValue;
            }
        };
    }

    IllegalArgumentException wrongClass(Object value) {
        return new IllegalArgumentException("%s takes a %s, not a %s"
                .formatted(
                        sqlName(),
                        kind.javaType.getSimpleName(),
                        value.getClass().getSimpleName()));
    }

    @Override
    public String toString() {
        return sqlName();
    }
}
