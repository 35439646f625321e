package dev.keelson.work.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Optional;

/**
 * A persistent field before it is mapped. Immutable.
 *
 * @param field the field, of the class or of a superclass
 * @param valueType the class of its value, within an {@link Optional} where it is one
 * @param genericType the same with its type arguments
 * @param wrapped whether the field is an {@link Optional}
 * @param nullness what the code says of its absence
 */
record PropertyDraft(Field field, Class<?> valueType, Type genericType, boolean wrapped, Nullness nullness) {

    static PropertyDraft of(Field field) {
        Type generic = field.getGenericType();
        boolean wrapped = field.getType() == Optional.class;
        if (wrapped && generic instanceof ParameterizedType parameterized) {
            generic = parameterized.getActualTypeArguments()[0];
        }
        Class<?> raw = wrapped ? raw(generic) : field.getType();
        return new PropertyDraft(field, raw, generic, wrapped, Nullness.of(field));
    }

    String name() {
        return field.getName();
    }

    boolean isFinal() {
        return Modifier.isFinal(field.getModifiers());
    }

    boolean isCollection() {
        return Collection.class.isAssignableFrom(valueType);
    }

    /** The class of a collection's elements, or {@code Object} where the declaration does not say. */
    Class<?> elementType() {
        return genericType instanceof ParameterizedType parameterized
                ? raw(parameterized.getActualTypeArguments()[0])
                : Object.class;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            default -> Object.class;
        };
    }
}
