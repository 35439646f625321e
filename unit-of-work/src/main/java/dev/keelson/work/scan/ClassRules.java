package dev.keelson.work.scan;

import java.lang.reflect.Field;
import java.util.Set;

/**
 * What configuration says of reading classes. Immutable.
 *
 * @param ignoredBases base classes, such as a library's, whose own fields do not persist; each class is named itself
 */
public record ClassRules(Set<Class<?>> ignoredBases) {

    /** Nothing but conventions. */
    public static final ClassRules NONE = new ClassRules(Set.of());

    public ClassRules {
        ignoredBases = Set.copyOf(ignoredBases);
    }

    public boolean ignores(Field field) {
        return ignoredBases.contains(field.getDeclaringClass());
    }
}
