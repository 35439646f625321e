package dev.keelson.work.mapping;

import java.util.Optional;
import java.util.Set;

/**
 * The registered roots. Immutable.
 *
 * @param registered their classes
 */
record RootTypes(Set<Class<?>> registered) {

    /** The root that objects of this type are: itself, or what it descends from. */
    Optional<Class<?>> rootOf(Class<?> type) {
        return registered.contains(type)
                ? Optional.of(type)
                : registered.stream()
                        .filter(root -> root.isAssignableFrom(type))
                        .findFirst()
                        .map(root -> (Class<?>) root);
    }
}
