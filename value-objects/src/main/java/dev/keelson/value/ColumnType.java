package dev.keelson.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column: how PostgreSQL's catalogue spells it, which Java class its values have in normal form, and what
 * it can hold. Immutable and thread-safe.
 *
 * @param kind the type without its modifiers
 * @param size the length in code points of {@link Kind#VARCHAR} and {@link Kind#CHAR}, the precision in decimal digits
 *     of {@link Kind#NUMERIC}, the digits of a second's fraction of times; {@link #UNSIZED} where there is none
 * @param scale the scale of a {@link Kind#NUMERIC} with a size, else 0
 * @param name the name of a type that the database's owner made: an enum, a domain over this type, one of an extension;
 *     null for PostgreSQL's own
 * @param element the type of what an {@link Kind#ARRAY} or a {@link Kind#RANGE} holds, else null
 * @param labels the labels of an {@link Kind#ENUM} in their order, empty where they are not known
 */
public record ColumnType(
        Kind kind,
        int size,
        int scale,
        @Nullable String name,
        @Nullable ColumnType element,
        List<String> labels) {

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
        JSON("json", String.class),
        /** An array of any number of dimensions, as lists; an absent element is null. */
        ARRAY("array", List.class),
        /** A range of one of the six types that PostgreSQL has ranges of. */
        RANGE("range", Range.class),
        /** An enum made by {@code create type}, as the text of its label. */
        ENUM("enum", String.class),
        /** Any other type, as the text that PostgreSQL writes and reads for it: {@code inet}, {@code citext}. */
        OTHER("other", String.class);

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
        labels = List.copyOf(labels);
        boolean named = name != null && !name.isBlank();
        boolean valid = switch (kind) {
            case NUMERIC ->
                size == UNSIZED ? scale == 0 : size >= 1 && size <= MAX_PRECISION && Math.abs(scale) <= MAX_PRECISION;
            case VARCHAR -> scale == 0 && (size == UNSIZED || (size >= 1 && size <= MAX_LENGTH));
            case CHAR -> scale == 0 && size >= 1 && size <= MAX_LENGTH;
            case TIME, TIMESTAMP, TIMESTAMPTZ -> scale == 0 && size >= UNSIZED && size <= MAX_FRACTION;
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, TEXT, UUID, BYTEA, DATE, JSONB, JSON ->
                scale == 0 && size == UNSIZED;
            case ARRAY -> element != null && element.kind != Kind.ARRAY && size == UNSIZED && scale == 0;
            case RANGE -> element != null && RangeFit.spelling(element) != null && size == UNSIZED && scale == 0;
            case ENUM, OTHER -> named && size == UNSIZED && scale == 0;
        };
        if (!valid) {
            throw new IllegalArgumentException("Cannot make a column type %s of size %d and scale %d: PostgreSQL has no"
                            .formatted(kind, size, scale)
                    + " such type. Use the factory methods of ColumnType, within the limits of the database.");
        }
    }

    /** A type of PostgreSQL's own. */
    public ColumnType(Kind kind, int size, int scale) {
        this(kind, size, scale, null, null, List.of());
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

    /** Returns an array of any number of dimensions, such as {@code array(integer())} for {@code integer[]}. */
    public static ColumnType array(ColumnType element) {
        return new ColumnType(Kind.ARRAY, UNSIZED, 0, null, element, List.of());
    }

    /**
     * Returns a range of integer, bigint, numeric, date, timestamp or timestamptz, such as {@code range(date())} for
     * {@code daterange}.
     */
    public static ColumnType range(ColumnType element) {
        return new ColumnType(Kind.RANGE, UNSIZED, 0, null, element, List.of());
    }

    /**
     * Returns an enum of the database.
     *
     * @param name its name, {@code "schema.name"} where it lies in another schema than the connection's own
     * @param labels its labels in their order; none where only the database knows them
     */
    public static ColumnType enumeration(String name, List<String> labels) {
        return new ColumnType(Kind.ENUM, UNSIZED, 0, name, null, labels);
    }

    /** Returns a native enum named after a Java enum, whose labels are the names of its constants. */
    public static <E extends Enum<E>> ColumnType enumeration(Class<E> type) {
        List<String> labels =
                List.of(type.getEnumConstants()).stream().map(Enum::name).toList();
        String name = type.getSimpleName().replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return enumeration(name.toLowerCase(Locale.ROOT), labels);
    }

    /** Returns a domain of the database, made over this type; its own checks are the database's. */
    public static ColumnType domain(String name, ColumnType over) {
        return new ColumnType(over.kind, over.size, over.scale, name, over.element, over.labels);
    }

    /** Returns a type that has no other method here, such as {@code other("inet")}; its values are texts. */
    public static ColumnType other(String name) {
        return new ColumnType(Kind.OTHER, UNSIZED, 0, name, null, List.of());
    }

    /**
     * Returns the type as PostgreSQL's {@code format_type} spells it, such as {@code "numeric(19,2)"}; a domain by its
     * own name.
     */
    public String sqlName() {
        return name == null ? baseName() : name;
    }

    /** Returns the same, a domain by the type that it is made over. */
    public String baseName() {
        switch (kind) {
            case ARRAY -> {
                return element().sqlName() + "[]";
            }
            case RANGE -> {
                return Objects.requireNonNull(RangeFit.spelling(element()));
            }
            case ENUM, OTHER -> {
                return Objects.requireNonNull(name);
            }
            default -> {
                if (size == UNSIZED) {
                    return kind.sqlName;
                }
            }
        }
        return switch (kind) {
            case NUMERIC -> "numeric(" + size + "," + scale + ")";
            case TIME -> "time(" + size + ") without time zone";
            case TIMESTAMP -> "timestamp(" + size + ") without time zone";
            case TIMESTAMPTZ -> "timestamp(" + size + ") with time zone";
            default -> kind.sqlName + "(" + size + ")";
        };
    }

    /**
     * Returns the type of what an array or a range holds.
     *
     * @throws NullPointerException if it is neither
     */
    @Override
    public ColumnType element() {
        return Objects.requireNonNull(element, "element");
    }

    /** Returns the class of the column's values in normal form; {@link Instant} for {@code timestamptz}. */
    public Class<?> javaType() {
        return kind.javaType;
    }

    /**
     * Returns the value in the normal form in which this column gives it back, or refuses it.
     *
     * <p>Numbers are converted between their classes and decimals scaled where nothing is lost; text is counted in code
     * points, and may not end in a blank in {@code character(n)}, which would not tell it from its padding; times are
     * cut, towards the past, to the column's fraction of a second, also before 1970. Nothing else is changed. Lists are
     * copied; a value already in normal form is returned as it is, without allocation.
     *
     * @param columnValue the value, not null
     * @throws IllegalArgumentException if the column cannot hold the value exactly; the message is a clause without the
     *     value, such as {@code "its scale of 3 does not fit numeric(19,2) without rounding"}
     */
    public Object fit(Object columnValue) {
        return switch (kind) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> NumberFit.fit(this, columnValue);
            case TEXT, VARCHAR, CHAR, JSON -> TextFit.fit(this, columnValue);
            case JSONB -> TextFit.json(this, columnValue);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> TimeFit.fit(this, columnValue);
            case ENUM, OTHER -> TextFit.fit(this, columnValue);
            case ARRAY -> ArrayFit.fit(this, columnValue);
            case RANGE -> RangeFit.fit(this, columnValue);
            case BOOLEAN, UUID, BYTEA -> kind.javaType.isInstance(columnValue) ? columnValue : refuse(columnValue);
        };
    }

    private Object refuse(Object value) {
        throw wrongClass(value);
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
