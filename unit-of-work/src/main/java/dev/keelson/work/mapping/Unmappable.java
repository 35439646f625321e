package dev.keelson.work.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a class cannot be an embedded value, and what to do instead. Immutable.
 *
 * @param problem what is wrong with it
 * @param mend what to write
 */
record Unmappable(String problem, String mend) {

    private static final String CONVERTER = "give the property a converter: .property(\"...\", p -> p.converter(...))";

    /** The reason, or empty for a class whose properties may lie in columns. */
    static Optional<Unmappable> of(Class<?> type, Place place, Set<Class<?>> roots) {
        String name = type.getSimpleName();
        if (roots.contains(type)) {
            return Optional.of(new Unmappable(
                    "refers to the object of another aggregate, " + name,
                    "refer to it by its identifier, as " + name + "Id"));
        }
        if (place.enclosing().contains(type)) {
            return Optional.of(new Unmappable(
                    "a " + name + " contains itself, so it would need columns without end",
                    "break the circle, or " + CONVERTER));
        }
        if (Map.class.isAssignableFrom(type)) {
            return Optional.of(new Unmappable("maps are not mapped by convention", CONVERTER));
        }
        if (type == Object.class || !ClassScan.isPlainClass(type)) {
            return Optional.of(new Unmappable(
                    "no column type is known for " + type.getTypeName() + ", and it has no parts", CONVERTER));
        }
        if (ClassScan.properties(type).isEmpty()) {
            return Optional.of(new Unmappable("the class " + type.getName() + " has no persistent fields", CONVERTER));
        }
        return Optional.empty();
    }
}
