package dev.keelson.work.binary;

import dev.keelson.value.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.core.Oid;
import org.postgresql.util.ByteConverter;

/**
 * How the values of a column type are elements of an array. Types that the server has no form of its own for travel as texts.
 * Immutable.
 *
 * @param kind the kind of the column type
 * @param arrayName what the catalogue calls the type of the array
 * @param elementOid the number of the elements' type
 * @param arrayOid the number of the array's type
 */
record ElementForm(ColumnType.Kind kind, String arrayName, int elementOid, int arrayOid) {

    private static final long EPOCH_DAY_2000 = 10_957;
    private static final long EPOCH_SECOND_2000 = 946_684_800;
    private static final long MICROS = 1_000_000;
    private static final long MICROS_OF_DAY = 86_400 * MICROS;
    private static final int NANOS_OF_MICRO = 1_000;
    private static final byte JSONB_VERSION = 1;
    private static final Map<ColumnType.Kind, ElementForm> FORMS = forms();

    private static Map<ColumnType.Kind, ElementForm> forms() {
        Map<ColumnType.Kind, ElementForm> forms = new EnumMap<>(ColumnType.Kind.class);
        for (ColumnType.Kind kind : ColumnType.Kind.values()) {
            forms.put(kind, of(kind));
        }
        return forms;
    }

    private static ElementForm of(ColumnType.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> new ElementForm(kind, "_bool", Oid.BOOL, Oid.BOOL_ARRAY);
            case SMALLINT -> new ElementForm(kind, "_int2", Oid.INT2, Oid.INT2_ARRAY);
            case INTEGER -> new ElementForm(kind, "_int4", Oid.INT4, Oid.INT4_ARRAY);
            case BIGINT -> new ElementForm(kind, "_int8", Oid.INT8, Oid.INT8_ARRAY);
            case NUMERIC -> new ElementForm(kind, "_numeric", Oid.NUMERIC, Oid.NUMERIC_ARRAY);
            case REAL -> new ElementForm(kind, "_float4", Oid.FLOAT4, Oid.FLOAT4_ARRAY);
            case DOUBLE -> new ElementForm(kind, "_float8", Oid.FLOAT8, Oid.FLOAT8_ARRAY);
            case VARCHAR -> new ElementForm(kind, "_varchar", Oid.VARCHAR, Oid.VARCHAR_ARRAY);
            case CHAR -> new ElementForm(kind, "_bpchar", Oid.BPCHAR, Oid.BPCHAR_ARRAY);
            case UUID -> new ElementForm(kind, "_uuid", Oid.UUID, Oid.UUID_ARRAY);
            case BYTEA -> new ElementForm(kind, "_bytea", Oid.BYTEA, Oid.BYTEA_ARRAY);
            case DATE -> new ElementForm(kind, "_date", Oid.DATE, Oid.DATE_ARRAY);
            case TIME -> new ElementForm(kind, "_time", Oid.TIME, Oid.TIME_ARRAY);
            case TIMESTAMP -> new ElementForm(kind, "_timestamp", Oid.TIMESTAMP, Oid.TIMESTAMP_ARRAY);
            case TIMESTAMPTZ -> new ElementForm(kind, "_timestamptz", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY);
            case JSONB -> new ElementForm(kind, "_jsonb", Oid.JSONB, Oid.JSONB_ARRAY);
            case JSON -> new ElementForm(kind, "_json", Oid.JSON, Oid.JSON_ARRAY);
            case TEXT, ARRAY, RANGE, ENUM, OTHER -> new ElementForm(kind, "_text", Oid.TEXT, Oid.TEXT_ARRAY);
        };
    }

    /** The form of a column's values. */
    static ElementForm of(ColumnType type) {
        return Objects.requireNonNull(FORMS.get(type.kind()));
    }

    /** How many bytes a value takes. */
    int length(Object value) {
        return switch (kind) {
            case BOOLEAN -> 1;
            case SMALLINT -> Short.BYTES;
            case INTEGER, REAL, DATE -> Integer.BYTES;
            case BIGINT, DOUBLE, TIME, TIMESTAMP, TIMESTAMPTZ -> Long.BYTES;
            case UUID -> 2 * Long.BYTES;
            case NUMERIC -> Decimal.length((BigDecimal) value);
            case BYTEA -> ((byte[]) value).length;
            case JSONB -> 1 + Utf8.length((String) value);
            case TEXT, VARCHAR, CHAR, JSON, ENUM, OTHER, ARRAY, RANGE -> Utf8.length((String) value);
        };
    }

    /** Writes a value from this place on, and says where it ends. */
    int write(Object value, byte[] bytes, int at) {
        return switch (kind) {
            case BOOLEAN -> {
                bytes[at] = (byte) ((Boolean) value ? 1 : 0);
                yield at + 1;
            }
            case SMALLINT -> {
                ByteConverter.int2(bytes, at, ((Number) value).shortValue());
                yield at + Short.BYTES;
            }
            case INTEGER -> integer(((Number) value).intValue(), bytes, at);
            case BIGINT -> bigint(((Number) value).longValue(), bytes, at);
            case REAL -> integer(Float.floatToIntBits((Float) value), bytes, at);
            case DOUBLE -> bigint(Double.doubleToLongBits((Double) value), bytes, at);
            case NUMERIC -> Decimal.write((BigDecimal) value, bytes, at);
            case UUID ->
                bigint(
                        ((UUID) value).getLeastSignificantBits(),
                        bytes,
                        bigint(((UUID) value).getMostSignificantBits(), bytes, at));
            case BYTEA -> {
                byte[] whole = (byte[]) value;
                System.arraycopy(whole, 0, bytes, at, whole.length);
                yield at + whole.length;
            }
            case DATE -> integer((int) (((LocalDate) value).toEpochDay() - EPOCH_DAY_2000), bytes, at);
            case TIME -> bigint(((LocalTime) value).toNanoOfDay() / NANOS_OF_MICRO, bytes, at);
            case TIMESTAMP -> {
                LocalDateTime time = (LocalDateTime) value;
                long days = time.toLocalDate().toEpochDay() - EPOCH_DAY_2000;
                yield bigint(days * MICROS_OF_DAY + time.toLocalTime().toNanoOfDay() / NANOS_OF_MICRO, bytes, at);
            }
            case TIMESTAMPTZ -> {
                Instant instant = (Instant) value;
                yield bigint(micros(instant.getEpochSecond(), instant.getNano()), bytes, at);
            }
            case JSONB -> {
                bytes[at] = JSONB_VERSION;
                yield Utf8.write((String) value, bytes, at + 1);
            }
            case TEXT, VARCHAR, CHAR, JSON, ENUM, OTHER, ARRAY, RANGE -> Utf8.write((String) value, bytes, at);
        };
    }

    private static int integer(int number, byte[] bytes, int at) {
        ByteConverter.int4(bytes, at, number);
        return at + Integer.BYTES;
    }

    private static int bigint(long number, byte[] bytes, int at) {
        ByteConverter.int8(bytes, at, number);
        return at + Long.BYTES;
    }

    private static long micros(long epochSecond, int nano) {
        return (epochSecond - EPOCH_SECOND_2000) * MICROS + nano / NANOS_OF_MICRO;
    }
}
