package dev.keelson.work.query;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.value.StandardConverters;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.mapping.column.Scalars;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.sql.Decimals;
import dev.keelson.work.sql.Dialect;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    private static final ScalarContent TEXTS = new ScalarContent(
            0,
            ColumnType.text(),
            Scalars.untyped(StandardConverters.find(String.class).orElseThrow()));

    private final String label;
    private final Field<JSONB> value;
    private final Field<String> text;

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
        for (String name : path.subList(0, path.size() - 1)) {
            at = DSL.jsonbGetAttribute(at, DSL.inline(name));
        }
        this.value = DSL.jsonbGetAttribute(at, DSL.inline(path.getLast()));
        this.text = DSL.jsonbGetAttributeAsText(at, DSL.inline(path.getLast()));
    }

    @Override
    public String label() {
        return label;
    }

    /** The value's text, which is none for the JSON null. */
    @Override
    public Field<Object> field() {
        return text.coerce(ColumnBinding.of(TEXTS, label + " as text"));
    }

    @Override
    @SuppressWarnings("unchecked") // it is sorted by, and compared with nothing
    public List<SortedColumn> sorted(boolean descending) {
        return List.of(SortedColumn.of((Field<Object>) (Field<?>) value, null, true, descending));
    }

    @Override
    public Condition eq(Object wanted) {
        return in(List.of(wanted));
    }

    private Condition known(Condition holds) {
        return Operand.unknownOf(isJsonNull(), holds);
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
        List<Field<JSONB>> found = new ArrayList<>();
        for (Object one : values) {
            Object wanted = plain(Operand.given(label, one));
            if (!isNowhere(wanted)) {
                found.add(json(wanted));
            }
        }
        if (found.isEmpty()) {
            return values.isEmpty() ? DSL.falseCondition() : Operand.nowhere(isNull());
        }
        return known(found.size() == 1 ? value.eq(found.get(0)) : value.in(found));
    }

    @Override
    public Condition isNull() {
        return value.isNull().or(isJsonNull());
    }

    @Override
    public Condition compare(Order order, Object wanted) {
        Object plain = plain(wanted);
        if (plain instanceof Double endless) {
            boolean isAbove = endless != Double.NEGATIVE_INFINITY;
            boolean holds = isAbove == (order == Order.LT || order == Order.LE);
            return known(isOf("number").and(holds ? DSL.trueCondition() : DSL.falseCondition()));
        }
        if (isNowhere(plain)) {
            throw new IllegalArgumentException("Cannot compare " + label + " with this "
                    + wanted.getClass().getSimpleName() + " by their order: "
                    + (plain instanceof String
                            ? "no text holds a NUL or a lone surrogate"
                            : "no number has more than 16,383 digits after the point")
                    + ". Give another.");
        }
        return known(isOf(switch (plain) {
                    case Boolean flag -> "boolean";
                    case BigDecimal number -> "number";
                    default -> "string";
                })
                .and(order.holds(value, json(plain))));
    }

    private Condition isOf(String kind) {
        return DSL.function("jsonb_typeof", String.class, value).eq(DSL.inline(kind));
    }

    /** Whether no JSON of the database has such a value: a text that is none there, a number without an end. */
    private static boolean isNowhere(Object plain) {
        return switch (plain) {
            case String text -> ColumnBinding.isNoText(TEXTS.type(), text);
            case BigDecimal number -> Decimals.isTooFine(number);
            case Double endless -> true;
            default -> false;
        };
    }

    /** A value as JSON knows it: a Boolean, a String, a BigDecimal, or a Double where it is endless or none. */
    private Object plain(Object wanted) {
        return switch (wanted) {
            case Boolean flag -> flag;
            case Number number -> number(number);
            case Enum<?> constant -> constant.name();
            case CharSequence text -> text.toString();
            case java.util.UUID id -> id.toString();
            default ->
                throw new IllegalArgumentException("Cannot compare " + label + " with a "
                        + wanted.getClass().getSimpleName()
                        + ": inside JSON there are texts, numbers and booleans. Give one of these.");
        };
    }

    /** What the database has no room for counts as endless, too. */
    private static Object number(Number number) {
        boolean isBinary = number instanceof Double || number instanceof Float;
        if (isBinary && !Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        return Decimals.bounded(new BigDecimal(number.toString()).stripTrailingZeros());
    }

    private static Field<JSONB> json(Object plain) {
        Field<?> field = switch (plain) {
            case Boolean flag -> DSL.cast(DSL.val(flag), SQLDataType.BOOLEAN);
            case BigDecimal number -> DSL.cast(DSL.val(number), SQLDataType.NUMERIC);
            default -> DSL.cast(DSL.val((String) plain), SQLDataType.CLOB);
        };
        return DSL.function("to_jsonb", JSONB.class, field);
    }
}
