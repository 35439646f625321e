package dev.keelson.work.database;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.TemplateBuilder;
import java.io.Serial;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Function;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Has jOOQ bind the values of a query's conditions as everything else is bound here: fitted to their column, and without
 * the calendar that jOOQ's own way has for years long ago. Thread-safe.
 *
 * @param <T> the class of the values, or of an array of them
 */
public final class ColumnBinding<T> implements Binding<T, T> {

    private static final long serialVersionUID = 1L;

    private final transient ColumnType type;
    private final transient boolean array;
    private final String property;
    private final Converter<T, T> converter;

    private ColumnBinding(ColumnType type, boolean array, String property, Class<T> values) {
        this.type = type;
        this.array = array;
        this.property = property;
        this.converter = Converter.of(values, values, Function.identity(), Function.identity());
    }

    /** A condition compares a column with what it cannot hold. jOOQ wraps it, and whoever runs the query unwraps it. */
    public static final class IncomparableException extends IllegalArgumentException {

        @Serial
        private static final long serialVersionUID = 1L;

        private IncomparableException(String message, Throwable cause) {
            super(message, cause);
        }

        /** The one that a failure of jOOQ's was caused by, or null. */
        public static @Nullable IncomparableException behind(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof IncomparableException found) {
                    return found;
                }
            }
            return null;
        }
    }

    /**
     * jOOQ's type of a column, by which its values are bound.
     *
     * @param rows the rows that have the column
     */
    public static DataType<?> of(Column column, RowType rows) {
        return of(column.type(), rows.path() + "." + column.label());
    }

    /**
     * jOOQ's type of a column, by which its values are bound.
     *
     * @param property what messages call the column
     */
    public static DataType<?> of(ColumnType type, String property) {
        DataType<?> plain = type.kind() == Kind.ARRAY || type.kind() == Kind.RANGE
                ? TemplateBuilder.named(type.javaType(), type.sqlName())
                : TemplateBuilder.dataType(type);
        return bound(type, plain, false, property);
    }

    /** jOOQ's type of an array of a column's values. */
    public static DataType<?> ofArray(ColumnType type) {
        return bound(type, TemplateBuilder.dataType(type).getArrayDataType(), true, "");
    }

    private static <T> DataType<T> bound(ColumnType type, DataType<T> plain, boolean array, String property) {
        return plain.asConvertedDataType(new ColumnBinding<>(type, array, property, plain.getType()));
    }

    @Override
    public Converter<T, T> converter() {
        return converter;
    }

    @Override
    public void sql(BindingSQLContext<T> context) {
        context.render()
                .visit(
                        array
                                ? DSL.sql(context.variable())
                                : Dialect.of(context.dialect())
                                        .values()
                                        .typed(DSL.field(context.variable(), SQLDataType.OTHER), type));
    }

    @Override
    public void set(BindingSetStatementContext<T> context) throws SQLException {
        @Nullable Object value = context.value();
        if (array) {
            Jdbc.bindArray(context.statement(), context.index(), type, value);
        } else {
            ColumnType sent = Dialect.of(context.dialect()).values().sent(type);
            Jdbc.bind(context.statement(), context.index(), sent, value == null ? null : fitted(value));
        }
    }

    private Object fitted(Object value) {
        try {
            return type.fit(value);
        } catch (IllegalArgumentException refused) {
            throw new IncomparableException(
                    "Cannot compare %s with this %s in a query: %s. No row can hold such a value; ask for another."
                            .formatted(property, value.getClass().getSimpleName(), refused.getMessage()),
                    refused);
        }
    }

    @Override
    public void register(BindingRegisterContext<T> context) throws SQLException {
        throw onlyBinds();
    }

    @Override
    public void get(BindingGetResultSetContext<T> context) throws SQLException {
        throw onlyBinds();
    }

    @Override
    public void get(BindingGetStatementContext<T> context) throws SQLException {
        throw onlyBinds();
    }

    @Override
    public void get(BindingGetSQLInputContext<T> context) throws SQLException {
        throw onlyBinds();
    }

    @Override
    public void set(BindingSetSQLOutputContext<T> context) throws SQLException {
        throw onlyBinds();
    }

    private static SQLException onlyBinds() {
        return new SQLFeatureNotSupportedException("a condition's column only binds values");
    }
}
