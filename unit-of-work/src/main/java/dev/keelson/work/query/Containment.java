package dev.keelson.work.query;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.value.Range;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.sql.Infix;
import dev.keelson.work.sql.TemplateBuilder;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What an array or a range has in it, or shares with another. Immutable. */
final class Containment {

    /** In which a converter of the domain's may take elements. */
    private static final List<Function<Object, Object>> TOGETHER =
            List.of(List::of, one -> new LinkedHashSet<>(List.of(one)), Containment::array);

    private final Comparison property;
    private final ScalarContent content;

    private Containment(Comparison property, ScalarContent content) {
        this.property = property;
        this.content = content;
    }

    /**
     * Of a property that is an array or a range.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Containment of(Compared property) {
        if (property instanceof Comparison comparison) {
            ScalarContent scalar = comparison.scalar();
            if (scalar != null
                    && (scalar.type().kind() == Kind.ARRAY || scalar.type().kind() == Kind.RANGE)) {
                return new Containment(comparison, scalar);
            }
        }
        throw new IllegalArgumentException("Cannot ask what is in " + property.label()
                + ": it is neither an array nor a range in one column. Elements that are rows are asked by any(\""
                + property.label().substring(property.label().indexOf('.') + 1) + "\", one -> ...).");
    }

    /** That all of these are in it, each an element, or of a range a point or a range. */
    Condition all(Object... values) {
        if (isRange()) {
            Condition all = DSL.noCondition();
            for (Object value : values) {
                Object range = range(value);
                all = all.and(range == null ? point(value) : operator("@>", DSL.val(range, binding())));
            }
            return all;
        }
        List<Object> all = new ArrayList<>();
        return addHeld(values, all) ? operator("@>", array(all)) : nowhere();
    }

    /** That at least one of these is in it. */
    Condition any(Object... values) {
        if (isRange()) {
            throw new IllegalArgumentException("Cannot ask which of several " + property.label()
                    + " has: it is a range. Ask overlaps(range) or contains(point), and combine these by or.");
        }
        List<Object> held = new ArrayList<>();
        addHeld(values, held);
        return operator("&&", array(held));
    }

    /** That it shares something with this range. */
    Condition overlaps(Object value) {
        if (!isRange()) {
            throw new IllegalArgumentException("Cannot ask what " + property.label()
                    + " overlaps: it is an array. Ask any(...), that one of some values is in it.");
        }
        Object range = range(value);
        if (range == null) {
            throw new IllegalArgumentException("Cannot ask whether " + property.label() + " overlaps a "
                    + value.getClass().getSimpleName()
                    + ": only ranges overlap. Give a Range, or ask contains(...) for a point.");
        }
        return operator("&&", DSL.val(range, binding()));
    }

    private boolean isRange() {
        return content.type().kind() == Kind.RANGE;
    }

    private Condition operator(String operator, Field<?> other) {
        return new Infix(property.field(), operator, other);
    }

    private Condition nowhere() {
        return Operand.nowhere(property.field().isNull());
    }

    private Field<?> array(List<Object> elements) {
        return DSL.val(elements, binding());
    }

    private DataType<?> binding() {
        return ColumnBinding.of(content.type(), property.label());
    }

    /** Adds the elements that an array of the column can hold, and tells whether these are all. */
    private boolean addHeld(Object[] values, List<Object> held) {
        boolean areAll = true;
        for (Object value : values) {
            Object given = Operand.given(property.label(), value);
            if (given instanceof Collection<?> several) {
                areAll &= addHeld(several.toArray(), held);
            } else if (given.getClass().isArray() && !(given instanceof byte[])) {
                Object[] several = new Object[Array.getLength(given)];
                Arrays.setAll(several, n -> Array.get(given, n));
                areAll &= addHeld(several, held);
            } else {
                Object element = ColumnBinding.held(element(), property.label(), column(given));
                areAll &= element != null && held.add(element);
            }
        }
        return areAll;
    }

    private ColumnType element() {
        return content.type().element();
    }

    private static Object array(Object element) {
        Object array = Array.newInstance(element.getClass(), 1);
        Array.set(array, 0, element);
        return array;
    }

    /** An element as the column has it, however the domain holds them together. */
    private Object column(Object element) {
        for (Function<Object, Object> together : TOGETHER) {
            try {
                return ((List<?>) content.converter().unfitted(together.apply(element))).get(0);
            } catch (RuntimeException otherwise) {
                // by the next, or as it is
            }
        }
        return element;
    }

    /** A range as the column has it, which may be one of the domain's own; null where the value is none. */
    private @Nullable Object range(Object value) {
        if (value instanceof Range<?>) {
            return value;
        }
        try {
            return content.converter().unfitted(value) instanceof Range<?> range ? range : null;
        } catch (RuntimeException none) {
            return null;
        }
    }

    private Condition point(Object value) {
        Object point = ColumnBinding.held(element(), property.label(), value);
        return point == null
                ? nowhere()
                : operator(
                        "@>",
                        DSL.cast(
                                DSL.val(point, ColumnBinding.of(element(), property.label())),
                                TemplateBuilder.named(element().sqlName())));
    }
}
