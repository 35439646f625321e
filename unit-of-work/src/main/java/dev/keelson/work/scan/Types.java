package dev.keelson.work.scan;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What declared types mean where they are used: type variables and wildcards resolved. */
public final class Types {

    private Types() {}

    /** The class of a type's values; for a variable or wildcard that of its bound. */
    public static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
            case TypeVariable<?> variable -> raw(bound(variable));
            case WildcardType wildcard -> raw(bound(wildcard));
            default -> Object.class;
        };
    }

    /**
     * The n-th argument of a generic class or interface as seen from a type below it: {@code Line} of {@code Collection}
     * as seen from {@code class Lines extends ArrayList<Line>}. A variable or wildcard is told by its bound.
     *
     * @return null where the type is not below it, or says nothing, being raw
     */
    public static @Nullable Type argument(Type type, Class<?> generic, int n) {
        Type seen = as(type, generic);
        return seen instanceof ParameterizedType parameterized
                ? bound(parameterized.getActualTypeArguments()[n])
                : null;
    }

    /**
     * A type, as a member of a class declares it, with its variables replaced by what they mean in the context. A
     * variable that the context says nothing of stays.
     *
     * @param context the class that the member is looked at from, with its arguments
     */
    public static Type resolve(Type type, Type context) {
        return switch (type) {
            case TypeVariable<?> variable -> meaning(variable, context);
            case ParameterizedType parameterized -> {
                List<Type> arguments = new ArrayList<>();
                for (Type argument : parameterized.getActualTypeArguments()) {
                    arguments.add(resolve(argument, context));
                }
                yield new ParameterizedClass(parameterized.getOwnerType(), raw(parameterized), arguments);
            }
            case GenericArrayType array ->
                raw(resolve(array.getGenericComponentType(), context)).arrayType();
            case WildcardType wildcard -> {
                Type bound = first(wildcard.getUpperBounds());
                Type resolved = resolve(bound, context);
                yield resolved.equals(bound) ? wildcard : resolved;
            }
            default -> type;
        };
    }

    /** The type itself, or the bound of a variable or wildcard, which tells most of it. */
    public static Type bound(Type type) {
        return switch (type) {
            case TypeVariable<?> variable -> bound(first(variable.getBounds()));
            case WildcardType wildcard -> bound(first(wildcard.getUpperBounds()));
            default -> type;
        };
    }

    /** {@code T extends Object & Comparable<T>} has its erasure first, which tells nothing. */
    private static Type first(Type[] bounds) {
        return bounds.length > 1 && bounds[0] == Object.class ? bounds[1] : bounds[0];
    }

    private static Type meaning(TypeVariable<?> variable, Type context) {
        if (!(variable.getGenericDeclaration() instanceof Class<?> declaring)
                || !(as(context, declaring) instanceof ParameterizedType parameterized)) {
            return variable;
        }
        int place = List.of(declaring.getTypeParameters()).indexOf(variable);
        return parameterized.getActualTypeArguments()[place];
    }

    /** The type seen as one above it, with the arguments it has there; null where it is not below that. */
    private static @Nullable Type as(Type type, Class<?> above) {
        Type bound = bound(type);
        Class<?> raw = raw(bound);
        if (raw == above) {
            return bound;
        }
        if (!above.isAssignableFrom(raw)) {
            return null;
        }
        List<Type> nearest = new ArrayList<>(List.of(raw.getGenericInterfaces()));
        if (raw.getGenericSuperclass() != null) {
            nearest.add(0, raw.getGenericSuperclass());
        }
        for (Type next : nearest) {
            if (above.isAssignableFrom(raw(next))) {
                return as(resolve(next, bound), above);
            }
        }
        return null;
    }
}
