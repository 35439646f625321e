package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.ParamCastMode;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Renders one statement by jOOQ, once, and keeps its text and the order of its parameters. Every bind is a named
 * parameter with a name of its own, since jOOQ lets equal names collapse. Used by one thread.
 */
public final class TemplateBuilder {

    /** Without a length: an array is cast to its type, and a cast to {@code char[]} cuts each element to one character. */
    private static final DataType<String> BPCHAR =
            new DefaultDataType<>(SQLDialect.POSTGRES, String.class, "bpchar", "bpchar");

    private final StatementProfile profile;
    private final DSLContext context;
    private final Map<String, Parameter> parameters = new HashMap<>();
    private int sources;

    public TemplateBuilder(StatementProfile profile) {
        this.profile = profile;
        this.context = DSL.using(
                profile.dialect().jooq(),
                profile.dialect()
                        .settings()
                        .withParamCastMode(ParamCastMode.NEVER)
                        .withStatementType(StatementType.PREPARED_STATEMENT)
                        .withRenderFormatted(false));
    }

    /** What the text is written in. */
    public StatementProfile profile() {
        return profile;
    }

    /** The place of one more value among those that the statement will be given. */
    public int source() {
        return sources++;
    }

    /** A parameter that takes the value of this source. */
    public Field<?> bind(int source, ColumnType type) {
        ValueForms values = profile.dialect().values();
        return values.typed(bind(source, values.sent(type), false), type);
    }

    /** A parameter that takes an array of this source, whose elements may still need a {@link #cast}. */
    public Field<?> bindArray(int source, ColumnType type) {
        return bind(source, type, true);
    }

    /** A parameter with a source of its own. */
    public Field<?> bind(ColumnType type) {
        return bind(source(), type);
    }

    /** A value of a type that travels as text, as that type; any other as it is. */
    public static Field<?> cast(Field<?> value, ColumnType type) {
        return travelsAsText(type) ? DSL.cast(value, named(type.baseName())) : value;
    }

    /** Whether values are sent as texts: those of types that the driver has no form for, or would have to ask about. */
    public static boolean travelsAsText(ColumnType type) {
        return switch (type.kind()) {
            case ARRAY, RANGE, ENUM, OTHER -> true;
            default -> false;
        };
    }

    /** A type by its name in the catalogue. */
    public static DataType<Object> named(String sqlType) {
        return named(Object.class, sqlType);
    }

    /** A type by its name in the catalogue, with the class of its values. */
    public static <T> DataType<T> named(Class<T> values, String sqlType) {
        return new DefaultDataType<>(SQLDialect.POSTGRES, values, sqlType, sqlType);
    }

    private Param<?> bind(int source, ColumnType type, boolean array) {
        String name = "p" + parameters.size();
        parameters.put(name, new Parameter(source, type, array));
        DataType<?> dataType = array ? dataType(type).getArrayDataType() : dataType(type);
        return DSL.param(name, dataType);
    }

    /** A statement that was built before as a part of this one, with sources of its own behind those so far. */
    public QueryPart part(StatementTemplate statement) {
        int first = sources;
        sources += statement.sources();
        Object[] marks = new Object[statement.parameters().size()];
        for (int i = 0; i < marks.length; i++) {
            Parameter parameter = statement.parameters().get(i);
            String name = "p" + parameters.size();
            parameters.put(name, new Parameter(first + parameter.source(), parameter.type(), parameter.array()));
            marks[i] = DSL.param(name, SQLDataType.CLOB); // just the mark: the text has every cast that it needs
        }
        return DSL.sql(statement.sql(), marks);
    }

    /** The text, with the parameters in its order. */
    public StatementTemplate build(QueryPart statement) {
        String sql = context.render(statement);
        List<Parameter> inOrder = new ArrayList<>();
        for (String name : context.extractParams(statement).keySet()) {
            Parameter parameter = parameters.get(name);
            if (parameter != null) {
                inOrder.add(parameter);
            }
        }
        int marks = marks(sql);
        if (marks != inOrder.size()) {
            throw new IllegalStateException(
                    "rendered " + marks + " parameters, but " + inOrder.size() + " are known: " + sql);
        }
        return new StatementTemplate(sql, inOrder);
    }

    /**
     * The text of a statement with values of jOOQ's own in it.
     *
     * @param known what each of them is bound as, by the very object
     * @param open what stands in the place of open values
     * @return null where the statement has another value besides
     */
    public @Nullable StatementTemplate build(
            QueryPart statement, IdentityHashMap<Param<?>, Parameter> known, OpenValue.Values open) {
        OpenValue.tell(context.configuration(), open);
        String sql = context.render(statement);
        List<Parameter> inOrder = new ArrayList<>();
        for (Map.Entry<String, Param<?>> param :
                context.extractParams(statement).entrySet()) {
            Parameter own = parameters.get(param.getKey());
            Parameter parameter = own == null ? known.get(param.getValue()) : own;
            if (parameter != null) {
                inOrder.add(parameter);
            } else if (!param.getValue().isInline()) {
                return null;
            }
        }
        return marks(sql) == inOrder.size() ? new StatementTemplate(sql, inOrder) : null;
    }

    /** The question marks outside of quoted names and texts, which is where the driver looks for parameters. */
    private static int marks(String sql) {
        int marks = 0;
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '?') {
                marks++;
            }
        }
        return marks;
    }

    /** A parameter where jOOQ wants a field of the columns' own type parameter. */
    @SuppressWarnings("unchecked") // columns are fields of Object, and what is bound was checked by its column type
    public static Field<Object> untyped(Field<?> field) {
        return (Field<Object>) field;
    }

    /** A column of a table as a field. */
    public static Field<Object> field(Name qualifier, String column) {
        return DSL.field(DSL.name(qualifier, Names.name(column)), Object.class);
    }

    /** {@code column = any(array)}. */
    public static Condition anyOf(Field<?> column, Field<?> array, ColumnType type) {
        Field<?> exact = travelsAsText(type) ? DSL.cast(array, named(type.baseName() + "[]")) : array;
        @SuppressWarnings("unchecked") // an array of the column's own type
        Field<Object[]> elements = (Field<Object[]>) exact;
        return untyped(column).eq(DSL.any(elements));
    }

    /** The elements of these arrays side by side as rows, under this name with columns {@code c0}, {@code c1}, ... */
    public static Table<?> unnest(Name alias, List<? extends Field<?>> arrays) {
        Name[] columns = new Name[arrays.size()];
        for (int n = 0; n < columns.length; n++) {
            columns[n] = DSL.unquotedName("c" + n);
        }
        // jOOQ's own unnest takes one array, and aliases it where PostgreSQL allows no alias
        Field<Object> rows = DSL.function("unnest", Object.class, arrays.toArray(Field<?>[]::new));
        return DSL.table("{0}", rows).as(alias, columns);
    }

    /** jOOQ's type for a column type. */
    public static DataType<?> dataType(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case SMALLINT -> SQLDataType.SMALLINT;
            case INTEGER -> SQLDataType.INTEGER;
            case BIGINT -> SQLDataType.BIGINT;
            case NUMERIC -> SQLDataType.NUMERIC;
            case REAL -> SQLDataType.REAL;
            case DOUBLE -> SQLDataType.DOUBLE;
            case TEXT -> SQLDataType.CLOB;
            case VARCHAR -> SQLDataType.VARCHAR;
            case CHAR -> BPCHAR;
            case UUID -> SQLDataType.UUID;
            case BYTEA -> SQLDataType.BLOB;
            case DATE -> SQLDataType.LOCALDATE;
            case TIME -> SQLDataType.LOCALTIME;
            case TIMESTAMP -> SQLDataType.LOCALDATETIME;
            case TIMESTAMPTZ -> SQLDataType.INSTANT;
            case JSONB -> SQLDataType.JSONB;
            case JSON -> SQLDataType.JSON;
            case ARRAY, RANGE, ENUM, OTHER -> SQLDataType.CLOB;
        };
    }
}
