package dev.keelson.work.scan;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What jMolecules' annotations say of a class; known by name, since the library need not be on the class path. */
final class Jmolecules {

    private static final String IDENTITY = "org.jmolecules.ddd.annotation.Identity";

    private Jmolecules() {}

    /** The property whose field, record component or getter is annotated, itself or by an annotation that is. */
    static Optional<PropertyDraft> identity(List<PropertyDraft> properties, Class<?> type) {
        for (PropertyDraft property : properties) {
            if (isIdentity(property.field()) || isIdentityByGetter(property, type)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    private static boolean isIdentityByGetter(PropertyDraft property, Class<?> type) {
        String name = property.name();
        String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        for (Class<?> at = type; at != null && !ClassScan.isPlatform(at); at = at.getSuperclass()) {
            for (Method method : at.getDeclaredMethods()) {
                if (method.getParameterCount() == 0
                        && (method.getName().equals(name) || method.getName().equals(getter))
                        && isIdentity(method)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isIdentity(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> kind = annotation.annotationType();
            if (marks(kind)) {
                return true;
            }
            for (Annotation above : kind.getAnnotations()) {
                if (marks(above.annotationType())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean marks(Class<? extends Annotation> kind) {
        return kind.getName().equals(IDENTITY);
    }
}
