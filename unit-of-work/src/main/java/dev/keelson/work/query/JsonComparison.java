package dev.keelson.work.query;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.sql.Dialect;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The comparison of a value inside a JSON column, by its path. A number equals numbers alone, and a text texts; what is absent, or the
 * JSON null, is no value. Immutable.
 */
final class JsonComparison implements Compared {

    private final String label;
    private final Field<JSONB> value;

    /**
     * @param type the column's
     * @throws IllegalArgumentException if the database does not look into JSON
     */
    JsonComparison(Dialect dialect, String label, Field<Object> column, ColumnType type, List<String> path) {
        if (!dialect.looksIntoJson()) {
            throw new IllegalArgumentException("Cannot query by " + label + "." + String.join(".", path) + ": "
                    + dialect + " gives no value inside of JSON. Give the value a property of its own.");
        }
        this.label = label + "." + String.join(".", path);
        Field<JSONB> at = type.kind() == Kind.JSONB ? column.coerce(SQLDataType.JSONB) : column.cast(SQLDataType.JSONB);
        for (String name : path) {
            at = DSL.jsonbGetAttribute(at, DSL.inline(name));
        }
        this.value = at;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    @SuppressWarnings("unchecked") // jOOQ's own field, compared by jOOQ's own means
    public Field<Object> field() {
        return (Field<Object>) (Field<?>) value;
    }

    @Override
    public List<SortedColumn> sorted(boolean descending) {
        return List.of(SortedColumn.of(field(), null, true, descending));
    }

    @Override
    public Condition eq(Object wanted) {
        return known(value.eq(json(wanted)));
    }

    private Condition known(Condition holds) {
        return Comparison.unknownOf(isJsonNull(), holds);
    }

    private Condition isJsonNull() {
        return value.eq(DSL.inline(JSONB.valueOf("null")));
    }

    @Override
    public Condition ne(Object wanted) {
        return DSL.not(eq(wanted));
    }

    @Override
    public Condition in(Collection<?> values) {
        return values.isEmpty()
                ? DSL.falseCondition()
                : known(value.in(
                        values.stream().map(one -> json(Comparison.given(one))).toList()));
    }

    @Override
    public Condition isNull() {
        return value.isNull().or(isJsonNull());
    }

    @Override
    public Condition compare(Order order, Object wanted) {
        Field<JSONB> other = json(wanted);
        Condition compared = switch (order) {
            case LT -> value.lt(other);
            case LE -> value.le(other);
            case GT -> value.gt(other);
            case GE -> value.ge(other);
        };
        return known(kind().eq(DSL.inline(wanted instanceof Number ? "number" : "string"))
                .and(compared));
    }

    private Field<String> kind() {
        return DSL.function("jsonb_typeof", String.class, value);
    }

    private Field<JSONB> json(Object wanted) {
        Field<?> plain = switch (wanted) {
            case Boolean flag -> DSL.cast(DSL.val(flag), SQLDataType.BOOLEAN);
            case Number number -> DSL.cast(DSL.val(new BigDecimal(number.toString())), SQLDataType.NUMERIC);
            case Enum<?> constant -> text(constant.name());
            case CharSequence text -> text(text.toString());
            case java.util.UUID id -> text(id.toString());
            default ->
                throw new IllegalArgumentException("Cannot compare " + label + " with a "
                        + wanted.getClass().getSimpleName()
                        + ": inside JSON there are texts, numbers and booleans. Give one of these.");
        };
        return DSL.function("to_jsonb", JSONB.class, plain);
    }

    private static Field<?> text(String text) {
        return DSL.cast(DSL.val(text), SQLDataType.CLOB);
    }
}
