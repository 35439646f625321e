package dev.keelson.work.database;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.database.Comparand.Beyond;
import dev.keelson.work.database.Comparand.IncomparableException;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.OpenValue;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.TemplateBuilder;
import dev.keelson.work.sql.ValueForms;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Has jOOQ bind the values of a query's conditions as everything else is bound here: fitted to their column, and without
 * the calendar that jOOQ's own way has for years long ago. What its column cannot hold is compared as the database compares it: a
 * text that is too long equals none, and any instant is before one that is too late. Thread-safe.
 *
 * @param <T> the class of the column's values, or of an array of them
 * @param <U> the class of the values that are bound: the same, or any where the column's property has a converter
 */
public sealed class ColumnBinding<T, U> extends AbstractBinding<T, U> permits MappedBinding {

    private static final long serialVersionUID = 1L;

    private final transient ColumnType type;
    private final transient boolean array;
    private final transient UnaryOperator<Object> toColumn;
    private final String property;
    private final Converter<T, U> converter;

    ColumnBinding(
            ColumnType type,
            boolean array,
            UnaryOperator<Object> toColumn,
            String property,
            Converter<T, U> converter) {
        this.type = type;
        this.array = array;
        this.toColumn = toColumn;
        this.property = property;
        this.converter = converter;
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
        return bound(type, plain(type), false, property);
    }

    /**
     * jOOQ's type of a column whose values are those of the domain, or the column's own.
     *
     * @param property what messages call the column
     */
    public static DataType<Object> of(ScalarContent content, String property) {
        return converted(content, plain(content.type()), property);
    }

    private static <T> DataType<Object> converted(ScalarContent content, DataType<T> plain, String property) {
        Class<T> values = plain.getType();
        Converter<T, Object> any = Converter.of(values, Object.class, value -> value, values::cast);
        return plain.asConvertedDataType(
                new ColumnBinding<>(content.type(), false, value -> column(content, property, value), property, any));
    }

    /** A value of the domain as its column has it; one of the column stays as it is. */
    static Object column(ScalarContent content, String property, Object value) {
        if (content.encrypted()) {
            throw new IncomparableException("Cannot compare " + property
                    + " in a query: it is encrypted, and the same value is stored otherwise each time. Store a hash of"
                    + " it in a property beside it, and compare that.");
        }
        try {
            return content.converter().toColumn(value);
        } catch (RuntimeException refused) {
            Object other = Comparand.of(content, value);
            if (other != null) {
                return other;
            }
            if (content.converter().valueType().isInstance(value)) {
                throw refused;
            }
            throw new IncomparableException(
                    Comparand.ofAnotherClass(property, value, Comparand.values(content)), refused);
        }
    }

    static DataType<?> plain(ColumnType type) {
        return type.kind() == Kind.ARRAY || type.kind() == Kind.RANGE
                ? TemplateBuilder.named(type.javaType(), type.sqlName())
                : TemplateBuilder.dataType(type);
    }

    /** The values that policies' columns are compared with at a moment, as jOOQ binds them. */
    public static Function<PolicyColumn, Field<?>> values(Moment moment) {
        return column -> DSL.val(moment.value(column), of(column.type(), column.noun()));
    }

    /** The same of the open values in a condition, but for those that tell themselves. */
    public static OpenValue.Values open(Moment moment) {
        Function<PolicyColumn, Field<?>> values = values(moment);
        return value -> value instanceof ScopeValue scope ? values.apply(scope.column()) : value.untold();
    }

    /** jOOQ's type of an array of a column's values. */
    public static DataType<?> ofArray(ColumnType type) {
        return bound(type, TemplateBuilder.dataType(type).getArrayDataType(), true, "");
    }

    private static <T> DataType<T> bound(ColumnType type, DataType<T> plain, boolean array, String property) {
        Class<T> values = plain.getType();
        Converter<T, T> same = Converter.of(values, values, Function.identity(), Function.identity());
        return plain.asConvertedDataType(new ColumnBinding<>(type, array, UnaryOperator.identity(), property, same));
    }

    /** What of it shows in a statement's text, and in how its values are sent. */
    public String shape() {
        return array ? type + "[]" : type.toString();
    }

    /** The type of the values that are sent, or of each element. */
    public ColumnType type() {
        return type;
    }

    public boolean isArray() {
        return array;
    }

    /**
     * A value as it is sent.
     *
     * @return null where the column cannot hold it, so that the binding itself has to say what becomes of it
     */
    public @Nullable Object sent(Object value) {
        if (array) {
            return value;
        }
        try {
            return type.fit(column(value));
        } catch (IllegalArgumentException beyond) {
            return null;
        }
    }

    /**
     * A value as its column holds it, or null where the column can hold none that equals it.
     *
     * @throws IllegalArgumentException if the column has no such values at all
     */
    public @Nullable Object held(Object value) {
        return held(type, property, column(value));
    }

    /** A value of a column; otherwise as the other. */
    public static @Nullable Object held(ColumnType type, String property, Object column) {
        if (!Comparand.isOfKind(type, column)) {
            throw new IncomparableException(Comparand.ofAnotherClass(property, column, type.javaType()), null);
        }
        Object compared = Comparand.inClassOf(type, column);
        try {
            return type.fit(compared);
        } catch (IllegalArgumentException refused) {
            if (isNoText(type, compared) || Beyond.of(type, compared) != null) {
                return null;
            }
            throw incomparable(property, column, refused);
        }
    }

    /** Whether no text of the database equals it: one with a NUL, or half of a character. */
    public boolean isNoText(Object value) {
        return isNoText(type, column(value));
    }

    /** Whether a value of a column is a text that no text of the database equals. */
    public static boolean isNoText(ColumnType type, Object column) {
        return Comparand.isText(type) && column instanceof String text && !Beyond.isText(text);
    }

    @Override
    public Converter<T, U> converter() {
        return converter;
    }

    @Override
    protected void sqlBind(BindingSQLContext<U> context) {
        Field<?> variable = DSL.field(context.variable(), SQLDataType.OTHER);
        context.render().visit(array ? variable : forms(context.dialect()).typed(variable, type));
    }

    @Override
    protected void sqlInline(BindingSQLContext<U> context) {
        if (array) {
            sqlBind(context);
            return;
        }
        @Nullable U value = context.value();
        Object held = value == null ? null : held(value);
        if (value != null && held == null) {
            throw incomparable(
                    property, value, new IllegalArgumentException("its column holds nothing that equals it"));
        }
        context.render().visit(forms(context.dialect()).literal(held, type));
    }

    private static ValueForms forms(SQLDialect dialect) {
        return Dialect.of(dialect).values();
    }

    @Override
    public void set(BindingSetStatementContext<U> context) throws SQLException {
        @Nullable Object value = context.value();
        if (array) {
            Jdbc.bindArray(context.statement(), context.index(), type, value);
            return;
        }
        ColumnType sent = forms(context.dialect()).sent(type);
        if (value == null) {
            Jdbc.bind(context.statement(), context.index(), sent, null);
            return;
        }
        Object column = column(value);
        try {
            Jdbc.bind(context.statement(), context.index(), sent, type.fit(column));
        } catch (IllegalArgumentException refused) {
            Beyond beyond = Beyond.of(type, column);
            if (beyond == null) {
                throw incomparable(property, value, refused);
            }
            beyond.bind(context.statement(), context.index());
        }
    }

    private Object column(Object value) {
        try {
            return toColumn.apply(value);
        } catch (IncomparableException told) {
            throw told;
        } catch (RuntimeException refused) {
            throw incomparable(property, value, refused);
        }
    }

    private static IncomparableException incomparable(String property, Object value, RuntimeException refused) {
        return new IncomparableException(
                "Cannot compare %s with this %s in a query: %s. No row can hold such a value; ask for another."
                        .formatted(property, value.getClass().getSimpleName(), refused.getMessage()),
                refused);
    }

    @Override
    public void get(BindingGetResultSetContext<U> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("a condition's column only binds values");
    }
}
