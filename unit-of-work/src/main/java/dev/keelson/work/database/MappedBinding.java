package dev.keelson.work.database;

import dev.keelson.value.ColumnType;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.row.Unreadable;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.BindingGetResultSetContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.JSONB;

/**
 * The binding of a column of a generated table: it binds values as every condition's are bound, and reads them as loads do, since jOOQ
 * selects such a column for those who ask it past the unit of work. Thread-safe.
 *
 * @param <T> the class of jOOQ's for the column's values
 * @param <U> the class of the values that are bound and read
 */
public final class MappedBinding<T, U> extends ColumnBinding<T, U> {

    private static final long serialVersionUID = 1L;

    private final transient Function<Object, ? extends U> fromColumn;
    private final String label;
    private final boolean encrypted;

    private MappedBinding(
            ColumnType type,
            UnaryOperator<Object> toColumn,
            Function<Object, ? extends U> fromColumn,
            String label,
            Converter<T, U> converter,
            boolean encrypted) {
        super(type, false, toColumn, label, converter);
        this.fromColumn = fromColumn;
        this.label = label;
        this.encrypted = encrypted;
    }

    /**
     * jOOQ's type of a column whose values are those of the domain.
     *
     * @param label what messages call the column
     * @param values their class
     */
    public static <U> DataType<U> of(ScalarContent content, String label, Class<U> values) {
        return bound(
                plain(content.type()),
                content.type(),
                value -> column(content, label, value),
                column -> values.cast(content.converter().fromColumn(column)),
                label,
                values,
                content.encrypted());
    }

    /**
     * jOOQ's type of a column whose values are the column's own.
     *
     * @param label what messages call the column
     * @param values their class, {@link ColumnType#javaType()}
     */
    public static <U> DataType<U> of(ColumnType type, String label, Class<U> values) {
        return bound(plain(type), type, UnaryOperator.identity(), values::cast, label, values, false);
    }

    private static <T, U> DataType<U> bound(
            DataType<T> plain,
            ColumnType type,
            UnaryOperator<Object> toColumn,
            Function<Object, U> fromColumn,
            String label,
            Class<U> values,
            boolean encrypted) {
        Converter<T, U> converter = Converter.ofNullable(
                plain.getType(),
                values,
                column -> fromColumn.apply(type.fit(ofJooq(column))),
                value -> plain.getType().cast(toJooq(type, toColumn.apply(value))));
        return plain.asConvertedDataType(new MappedBinding<>(type, toColumn, fromColumn, label, converter, encrypted));
    }

    private static Object ofJooq(Object column) {
        return switch (column) {
            case JSONB json -> json.data();
            case JSON json -> json.data();
            default -> column;
        };
    }

    private static Object toJooq(ColumnType type, Object column) {
        return switch (type.kind()) {
            case JSONB -> JSONB.valueOf((String) column);
            case JSON -> JSON.valueOf((String) column);
            default -> column;
        };
    }

    @Override
    public void get(BindingGetResultSetContext<U> context) throws SQLException {
        if (encrypted) {
            throw new SQLFeatureNotSupportedException(
                    "Cannot read " + label + " past the unit of work: it is encrypted. Load the aggregate instead.");
        }
        Object column = ColumnValues.readable(context.resultSet(), context.index(), type());
        if (column instanceof Unreadable unreadable) {
            throw new SQLException("Cannot read " + label + ": " + unreadable.problem() + ".", unreadable.cause());
        }
        context.value(column == null ? null : value(column));
    }

    private U value(Object column) throws SQLException {
        try {
            return fromColumn.apply(column);
        } catch (IllegalArgumentException | ClassCastException refused) {
            throw new SQLException("Cannot read " + label + ": " + refused.getMessage() + ".", refused);
        }
    }
}
