package dev.keelson.work.database;

import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import dev.keelson.work.binary.BinaryArray;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.Unreadable;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Elements;
import dev.keelson.work.sql.Errors;
import dev.keelson.work.sql.Parameter;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PGobject;

/**
 * Column values to and from the driver. Every parameter is bound with its exact type: one that is not makes the driver ask
 * the server for it, which costs a round trip and cuts a script in two.
 */
public final class Jdbc {

    private Jdbc() {}

    /**
     * Binds the values of one statement.
     *
     * @param first the index of its first parameter
     * @return the index after its last
     */
    public static int bind(PreparedStatement statement, int first, BoundStatement bound) throws SQLException {
        List<Parameter> parameters = bound.template().parameters();
        int index = first;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Object value = bound.value(parameter.source());
            if (parameter.array()) {
                bindArray(statement, index++, parameter.type(), value);
            } else {
                bind(statement, index++, parameter.type(), value);
            }
        }
        return index;
    }

    /**
     * Runs one statement.
     *
     * @return how many rows it wrote; -1 if it reads
     */
    public static int update(Connection connection, BoundStatement bound) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(bound.template().sql())) {
            bind(statement, 1, bound);
            statement.execute();
            return statement.getUpdateCount();
        }
    }

    /** Binds one value in its column's normal form. */
    public static void bind(PreparedStatement statement, int index, ColumnType type, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            bindNull(statement, index, type);
            return;
        }
        switch (type.kind()) {
            case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
            case SMALLINT -> statement.setShort(index, ((Number) value).shortValue());
            case INTEGER -> statement.setInt(index, ((Number) value).intValue());
            case BIGINT -> statement.setLong(index, ((Number) value).longValue());
            case NUMERIC -> statement.setBigDecimal(index, (BigDecimal) value);
            case REAL -> statement.setFloat(index, (Float) value);
            case DOUBLE -> statement.setDouble(index, (Double) value);
            case TEXT, VARCHAR, CHAR -> statement.setString(index, (String) value);
            case BYTEA -> statement.setBytes(index, (byte[]) value);
            case UUID, DATE, TIME, TIMESTAMP -> statement.setObject(index, value);
            case TIMESTAMPTZ -> statement.setObject(index, ((Instant) value).atOffset(ZoneOffset.UTC));
            case JSONB, JSON -> statement.setObject(index, json(type, (String) value));
            case ARRAY, RANGE, ENUM, OTHER -> statement.setString(index, ColumnText.write(type, value));
        }
    }

    /** A null has the type that values have, or the server would parse the statement anew each time one follows the other. */
    private static void bindNull(PreparedStatement statement, int index, ColumnType type) throws SQLException {
        switch (type.kind()) {
            case TEXT, VARCHAR, CHAR, ARRAY, RANGE, ENUM, OTHER -> statement.setNull(index, Types.VARCHAR);
            default -> statement.setNull(index, Types.OTHER, typeName(type));
        }
    }

    /**
     * Binds an array of values in their column's normal form.
     *
     * @param values an array of them, or {@link Elements}
     */
    public static void bindArray(PreparedStatement statement, int index, ColumnType type, @Nullable Object values)
            throws SQLException {
        List<? extends @Nullable Object> elements = elements(values);
        Connection connection = statement.getConnection();
        BinaryArray binary = connection.isWrapperFor(BaseConnection.class)
                ? BinaryArray.of(connection.unwrap(BaseConnection.class), type, ArrayTexts.ofComposites(type, elements))
                : null;
        if (binary != null) {
            statement.setObject(index, binary, Types.OTHER);
        } else {
            @Nullable
            Object[] array = values instanceof @Nullable Object[] given
                    ? given
                    : elements.toArray(newArray(type, elements.size()));
            statement.setArray(index, connection.createArrayOf(typeName(type), ArrayTexts.of(type, array)));
        }
    }

    private static List<? extends @Nullable Object> elements(@Nullable Object values) {
        if (values instanceof Elements elements) {
            return elements;
        }
        if (values instanceof @Nullable Object[] array) {
            return Arrays.asList(array);
        }
        throw new IllegalArgumentException("an array parameter was given " + values);
    }

    /** An array of the class that the driver knows how to send for this type. */
    @SuppressWarnings("NullAway") // its elements are set, or stay null as SQL nulls
    public static @Nullable Object[] newArray(ColumnType type, int length) {
        return (Object[]) Array.newInstance(type.javaType(), length);
    }

    /** The keys of rows of a type, whose columns a result holds alone and in the key's order. */
    public static List<@Nullable Object[]> keys(ResultSet rows, RowType type) throws SQLException {
        List<@Nullable Object[]> keys = new ArrayList<>();
        while (rows.next()) {
            @Nullable Object[] key = new Object[type.keyWidth()];
            for (int n = 0; n < key.length; n++) {
                key[n] = readable(rows, n + 1, type.column(type.keyColumn(n)).type());
            }
            keys.add(key);
        }
        return keys;
    }

    private static PGobject json(ColumnType type, String text) throws SQLException {
        PGobject json = new PGobject();
        json.setType(typeName(type));
        json.setValue(text);
        return json;
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
                BigDecimal value = rows.getBigDecimal(index);
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

    private static String typeName(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "bool";
            case SMALLINT -> "int2";
            case INTEGER -> "int4";
            case BIGINT -> "int8";
            case NUMERIC -> "numeric";
            case REAL -> "float4";
            case DOUBLE -> "float8";
            case TEXT -> "text";
            case VARCHAR -> "varchar";
            case CHAR -> "bpchar";
            case UUID -> "uuid";
            case BYTEA -> "bytea";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMPTZ -> "timestamptz";
            case JSONB -> "jsonb";
            case JSON -> "json";
            case ARRAY, RANGE, ENUM, OTHER -> "text"; // cast by the statement
        };
    }
}
