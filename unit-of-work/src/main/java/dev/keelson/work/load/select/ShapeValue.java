package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.sql.GivenValue;
import java.math.BigDecimal;
import java.util.Map;
import org.jooq.Binding;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.jooq.impl.IdentityConverter;
import org.jspecify.annotations.Nullable;

/**
 * A value of a condition, and as what it is sent. Immutable.
 *
 * @param part the value as the condition has it
 * @param value the same, as the application gave it
 * @param binding says what becomes of it, or null where it is sent as it is
 * @param type as which it is sent, or each element of it
 */
record ShapeValue(Field<?> part, Object value, @Nullable ColumnBinding<?, ?> binding, ColumnType type) {

    /** The types of what is compared by jOOQ's own means, by how jOOQ binds them. */
    private static final Map<Class<?>, ColumnType> BY_JOOQ = Map.of(
            binding(""), ColumnType.text(),
            binding(true), ColumnType.bool(),
            binding((short) 0), ColumnType.smallint(),
            binding(0), ColumnType.integer(),
            binding(0L), ColumnType.bigint(),
            binding(0.0), ColumnType.doublePrecision(),
            binding(BigDecimal.ZERO), ColumnType.numeric());

    private static Class<?> binding(Object example) {
        return DSL.val(example).getBinding().getClass();
    }

    /** A value, or null where it is none, or it is not known how it is sent. */
    static @Nullable ShapeValue of(Field<?> part) {
        return switch (part) {
            case GivenValue given -> of(part, given.value(), given.type().getBinding());
            case Param<?> param
            when !param.isInline() && param.getParamName() == null -> of(part, param.getValue(), param.getBinding());
            default -> null;
        };
    }

    private static @Nullable ShapeValue of(Field<?> part, @Nullable Object value, Binding<?, ?> binding) {
        if (value == null) {
            return null;
        }
        if (binding instanceof ColumnBinding<?, ?> ofColumn) {
            return new ShapeValue(part, value, ofColumn, ofColumn.type());
        }
        ColumnType type = binding.converter() instanceof IdentityConverter<?> ? BY_JOOQ.get(binding.getClass()) : null;
        return type == null ? null : new ShapeValue(part, value, null, type);
    }

    /** Whether a literal is written in the same way wherever it has the same value and type, and means the same without a cast. */
    static boolean isPlain(Param<?> literal) {
        Object value = literal.getValue();
        boolean isPlain = value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof JSONB;
        return isPlain && literal.getBinding().converter() instanceof IdentityConverter<?>;
    }

    /** Whether it is this very part of the condition. */
    @SuppressWarnings("ReferenceEquality") // equal parts may take other values in another query
    boolean isOf(Field<?> other) {
        return part == other;
    }

    boolean isArray() {
        return binding != null && binding.isArray();
    }

    /** The value as it is sent, or null where a binding itself has to say what becomes of it. */
    @Nullable
    Object sent() {
        return binding == null ? value : binding.sent(value);
    }
}
