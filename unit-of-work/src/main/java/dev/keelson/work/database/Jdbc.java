package dev.keelson.work.database;

import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import dev.keelson.work.binary.BinaryArray;
import dev.keelson.work.binary.BinaryInstant;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Elements;
import dev.keelson.work.sql.Parameter;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PGobject;

/**
 * Column values to the driver; {@link ColumnValues} has the way back. Every parameter is bound with its exact type: one that is not
 * makes the driver ask the server for it, which costs a round trip and cuts a script in two.
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
            case TIMESTAMPTZ -> bindInstant(statement, index, (Instant) value);
            case JSONB, JSON -> statement.setObject(index, json(type, (String) value));
            case ARRAY, RANGE, ENUM, OTHER -> statement.setString(index, ColumnText.write(type, value));
        }
    }

    private static void bindInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        BaseConnection driver = driver(statement);
        BinaryInstant binary = driver == null ? null : BinaryInstant.of(driver, instant);
        if (binary != null) {
            statement.setObject(index, binary, Types.OTHER);
        } else {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }
    }

    /** The driver's connection of a statement; null where it is not that of PostgreSQL. */
    private static @Nullable BaseConnection driver(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        return connection.isWrapperFor(BaseConnection.class) ? connection.unwrap(BaseConnection.class) : null;
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
        BaseConnection driver = driver(statement);
        BinaryArray binary =
                driver == null ? null : BinaryArray.of(driver, type, ArrayTexts.ofComposites(type, elements));
        if (binary != null) {
            statement.setObject(index, binary, Types.OTHER);
        } else {
            @Nullable
            Object[] array = values instanceof @Nullable Object[] given
                    ? given
                    : elements.toArray(newArray(type, elements.size()));
            statement.setArray(
                    index, statement.getConnection().createArrayOf(typeName(type), ArrayTexts.of(type, array)));
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
                key[n] = ColumnValues.readable(
                        rows, n + 1, type.column(type.keyColumn(n)).type());
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
