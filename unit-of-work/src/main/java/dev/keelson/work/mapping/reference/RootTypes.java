package dev.keelson.work.mapping.reference;

import java.util.Optional;
import java.util.Set;

/**
 * The registered roots. Immutable.
 *
 * @param registered their classes
 */
public record RootTypes(Set<Class<?>> registered) {

    /** The root that objects of this type are: itself, or what it descends from. */
    public Optional<Class<?>> rootOf(Class<?> type) {
        return registered.contains(type)
                ? Optional.of(type)
                : registered.stream()
                        .filter(root -> root.isAssignableFrom(type))
                        .findFirst()
                        .map(root -> (Class<?>) root);
    }
}
