package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnBinding;
import java.math.BigDecimal;
import java.util.Map;
import org.jooq.Binding;
import org.jooq.JSONB;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.jooq.impl.IdentityConverter;
import org.jspecify.annotations.Nullable;

/**
 * A value of a condition, and as what it is sent. Immutable.
 *
 * @param param the value as the condition has it
 * @param type as which it is sent, or each element of it
 * @param isArray whether it is an array
 */
record ShapeValue(Param<?> param, ColumnType type, boolean isArray) {

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

    /** A value, or null where it is not known how it is sent. */
    static @Nullable ShapeValue of(Param<?> param) {
        if (param.getValue() == null || param.getParamName() != null) {
            return null;
        }
        if (param.getBinding() instanceof ColumnBinding<?, ?> binding) {
            return new ShapeValue(param, binding.type(), binding.isArray());
        }
        ColumnType type = byJooq(param.getBinding());
        return type == null ? null : new ShapeValue(param, type, false);
    }

    private static @Nullable ColumnType byJooq(Binding<?, ?> binding) {
        return binding.converter() instanceof IdentityConverter<?> ? BY_JOOQ.get(binding.getClass()) : null;
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

    /** The value as it is sent, or null where a binding itself has to say what becomes of it. */
    @Nullable
    Object sent() {
        Object value = param.getValue();
        if (value == null || !(param.getBinding() instanceof ColumnBinding<?, ?> binding)) {
            return value;
        }
        return binding.sent(value);
    }
}
