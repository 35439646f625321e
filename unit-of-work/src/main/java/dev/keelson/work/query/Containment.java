package dev.keelson.work.query;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.value.Range;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.sql.Infix;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What an array or a range has in it, or shares with another. Immutable. */
final class Containment {

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
        if (content.type().kind() == Kind.RANGE) {
            Condition all = DSL.noCondition();
            for (Object value : values) {
                all = all.and(operator("@>", point(value)));
            }
            return all;
        }
        return operator("@>", array(values));
    }

    /** That at least one of these is in it, or that it shares something with one of these ranges. */
    Condition any(Object... values) {
        if (content.type().kind() == Kind.RANGE) {
            Condition any = DSL.falseCondition();
            for (Object value : values) {
                any = any.or(operator("&&", point(value)));
            }
            return any;
        }
        return operator("&&", array(values));
    }

    private Condition operator(String operator, Field<?> other) {
        return new Infix(property.field(), operator, other);
    }

    private Field<?> array(Object... values) {
        return DSL.val(column(values), ColumnBinding.of(content.type(), property.label()));
    }

    /** Elements as the column has them, however the domain holds them together. */
    private Object column(Object... values) {
        List<Object> elements = List.of(values);
        try {
            return content.converter().toColumn(elements);
        } catch (RuntimeException noList) {
            try {
                return content.converter().toColumn(new LinkedHashSet<>(elements));
            } catch (RuntimeException noSet) {
                return elements;
            }
        }
    }

    private Field<?> point(Object value) {
        ColumnType type = content.type();
        if (value instanceof Range<?>) {
            return DSL.val(value, ColumnBinding.of(type, property.label()));
        }
        ColumnType element = type.element();
        return DSL.cast(
                DSL.val(value, ColumnBinding.of(element, property.label())), TemplateBuilder.named(element.sqlName()));
    }
}
