package dev.keelson.work.scan;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Optional;

/** What the code says of a property's absence. */
public enum Nullness {
    OPTIONAL,
    REQUIRED,
    UNSAID;

    /** {@code Optional} and any annotation named Nullable say optional; primitives and null-marked code say required. */
    public static Nullness of(Field field) {
        if (field.getType() == Optional.class
                || has(field, "Nullable")
                || named(field.getAnnotatedType().getAnnotations(), "Nullable")) {
            return OPTIONAL;
        }
        if (field.getType().isPrimitive() || has(field, "NonNull") || isNullMarked(field.getDeclaringClass())) {
            return REQUIRED;
        }
        return UNSAID;
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> scope = type; scope != null; scope = scope.getEnclosingClass()) {
            if (has(scope, "NullUnmarked")) {
                return false;
            }
            if (has(scope, "NullMarked")) {
                return true;
            }
        }
        return has(type.getPackage(), "NullMarked") || has(type.getModule(), "NullMarked");
    }

    private static boolean has(AnnotatedElement element, String simpleName) {
        return named(element.getAnnotations(), simpleName);
    }

    private static boolean named(Annotation[] annotations, String simpleName) {
        for (Annotation annotation : annotations) {
            if (annotation.annotationType().getSimpleName().equals(simpleName)) {
                return true;
            }
        }
        return false;
    }
}
