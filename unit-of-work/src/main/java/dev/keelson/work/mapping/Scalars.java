package dev.keelson.work.mapping;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.StandardConverters;
import dev.keelson.work.model.Accessor;
import dev.keelson.work.model.Creator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which types lie in one column: those of the JDK that have a converter, enums, and values of a single component such as
 * {@code record OrderId(UUID value)}. Used by one thread.
 */
final class Scalars {

    private final Map<Class<?>, Optional<ScalarConverter<Object>>> known = new HashMap<>();

    /** The converter of a type that lies in one column, or empty. */
    Optional<ScalarConverter<Object>> find(Class<?> type) {
        Optional<ScalarConverter<Object>> found = known.get(type);
        if (found == null) {
            known.put(type, Optional.empty()); // a type that holds itself is not a single value
            found = StandardConverters.find(type).map(Scalars::untyped).or(() -> wrapper(type));
            known.put(type, found);
        }
        return found;
    }

    static ColumnType columnType(ScalarConverter<?> converter) {
        return converter.columns().get(0).type();
    }

    @SuppressWarnings("unchecked") // the model hands each converter only values of the class it was found by
    static ScalarConverter<Object> untyped(ScalarConverter<?> converter) {
        return (ScalarConverter<Object>) converter;
    }

    private Optional<ScalarConverter<Object>> wrapper(Class<?> type) {
        if (!ClassScan.isPlainClass(type)) {
            return Optional.empty();
        }
        List<PropertyDraft> components = ClassScan.properties(type);
        if (components.size() != 1 || components.get(0).wrapped()) {
            return Optional.empty();
        }
        PropertyDraft component = components.get(0);
        Faults ignored = new Faults(); // without a usable constructor it is no wrapper, which is told elsewhere
        Optional<Creator> creator = new CreatorFinder(ignored).find("", type, components, null);
        if (creator.isEmpty() || creator.get().parameters().size() != 1) {
            return Optional.empty();
        }
        return find(component.valueType()).map(inner -> wrap(type, component, inner, creator.get()));
    }

    private static ScalarConverter<Object> wrap(
            Class<?> type, PropertyDraft component, ScalarConverter<Object> inner, Creator creator) {
        Accessor accessor;
        try {
            accessor = ClassScan.accessor(component.field());
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(ClassScan.opensLine(type), closed);
        }
        return untyped(ScalarConverter.of(
                Object.class,
                columnType(inner),
                value -> inner.toColumn(required(type, component, accessor.get(value))),
                column -> creator.create(inner.fromColumn(column))));
    }

    private static Object required(Class<?> type, PropertyDraft component, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " whose " + component.name()
                    + " is null cannot be told from no value");
        }
        return value;
    }
}
