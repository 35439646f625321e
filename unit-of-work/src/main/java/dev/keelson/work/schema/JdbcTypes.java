package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import java.sql.Types;
import java.util.Locale;

/** Reads types as JDBC's metadata tells them. */
final class JdbcTypes {

    /** The largest length and precision that a type here has; what is larger has none in fact. */
    private static final int MAX_LENGTH = 10_485_760;

    private static final int MAX_PRECISION = 1_000;
    private static final int MICROSECONDS = 6;

    private JdbcTypes() {}

    /**
     * The type.
     *
     * @param jdbcType as in {@link Types}
     * @param name the database's own name for it
     * @param size length, or precision
     * @param digits scale, or digits of a second's fraction
     */
    static ColumnType of(int jdbcType, String name, int size, int digits) {
        String lower = name.toLowerCase(Locale.ROOT);
        try {
            return known(jdbcType, lower, size, digits);
        } catch (IllegalArgumentException beyond) { // limits that no type here has; another's table may well have it
            return ColumnType.other(lower);
        }
    }

    private static ColumnType known(int jdbcType, String name, int size, int digits) {
        switch (name) {
            case "uuid" -> {
                return ColumnType.uuid();
            }
            case "json" -> {
                return ColumnType.json();
            }
            case "decfloat" -> {
                return ColumnType.numeric();
            }
            default -> {}
        }
        return switch (jdbcType) {
            case Types.BOOLEAN, Types.BIT -> ColumnType.bool();
            case Types.TINYINT, Types.SMALLINT -> ColumnType.smallint();
            case Types.INTEGER -> ColumnType.integer();
            case Types.BIGINT -> ColumnType.bigint();
            case Types.NUMERIC, Types.DECIMAL -> ColumnType.numeric(Math.min(size, MAX_PRECISION), digits);
            case Types.REAL -> ColumnType.real();
            case Types.FLOAT, Types.DOUBLE -> ColumnType.doublePrecision();
            case Types.CHAR, Types.NCHAR -> ColumnType.character(size);
            case Types.VARCHAR, Types.NVARCHAR -> size > MAX_LENGTH ? ColumnType.text() : ColumnType.varchar(size);
            case Types.LONGVARCHAR, Types.CLOB, Types.NCLOB -> ColumnType.text();
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnType.bytea();
            case Types.DATE -> ColumnType.date();
            case Types.TIME -> timed(Kind.TIME, digits);
            case Types.TIMESTAMP -> timed(Kind.TIMESTAMP, digits);
            case Types.TIMESTAMP_WITH_TIMEZONE -> timed(Kind.TIMESTAMPTZ, digits);
            default -> ColumnType.other(name);
        };
    }

    private static ColumnType timed(Kind kind, int digits) {
        return new ColumnType(kind, digits >= MICROSECONDS ? ColumnType.UNSIZED : digits, 0);
    }
}
