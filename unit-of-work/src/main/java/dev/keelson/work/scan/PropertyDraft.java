package dev.keelson.work.scan;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A persistent field before it is mapped. Immutable.
 *
 * @param field the field, of the class or of a superclass
 * @param type the type of its value, within an {@link Optional} where it is one, as the class that was looked at means it:
 *     neither a type variable nor a wildcard
 * @param wrapped whether the field is an {@link Optional}
 * @param nullness what the code says of its absence
 */
public record PropertyDraft(Field field, Type type, boolean wrapped, Nullness nullness) {

    /**
     * Drafts a property.
     *
     * @param context the class that has the field or inherits it, with its type arguments
     */
    static PropertyDraft of(Field field, Type context) {
        Type type = Types.bound(Types.resolve(field.getGenericType(), context));
        boolean wrapped = Types.raw(type) == Optional.class;
        if (wrapped) {
            Type within = Types.argument(type, Optional.class, 0);
            type = within == null ? Object.class : within;
        }
        return new PropertyDraft(field, type, wrapped, Nullness.of(field));
    }

    /** The class of its value, within an {@link Optional} where it is one. */
    public Class<?> valueType() {
        return Types.raw(type);
    }

    public String name() {
        return field.getName();
    }

    public boolean isFinal() {
        return Modifier.isFinal(field.getModifiers());
    }

    public boolean isCollection() {
        return Collection.class.isAssignableFrom(valueType());
    }

    public boolean isMap() {
        return Map.class.isAssignableFrom(valueType());
    }

    /** The type of a collection's elements or a map's values, or {@code Object} where the declaration does not say. */
    public Type elementType() {
        return orObject(isMap() ? argument(Map.class, 1) : argument(Collection.class, 0));
    }

    /** The type of a map's keys, or {@code Object} where the declaration does not say. */
    public Type keyType() {
        return orObject(argument(Map.class, 0));
    }

    /**
     * An argument of a generic class as seen from this property's type: of {@code Ref}, the first of a {@code
     * Ref<Customer>} is {@code Customer}.
     *
     * @return null where the type is not below that class, or does not say
     */
    public @Nullable Type argument(Class<?> generic, int n) {
        return Types.argument(type, generic, n);
    }

    private static Type orObject(@Nullable Type type) {
        return type == null ? Object.class : type;
    }
}
