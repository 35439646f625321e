package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes whose objects a field holds: its own, and those in a collection, an array, an Optional or a holder of the JDK. Not those
 * that a reference stands for, as in {@code Ref<Customer>}, nor those that somebody gives on demand, as a {@code Supplier} does.
 */
final class Held {

    /** Whose type arguments are objects that they hold. */
    private static final List<String> HOLDERS = List.of(
            "java.util.",
            "java.lang.ThreadLocal",
            "java.lang.InheritableThreadLocal",
            "java.lang.Iterable",
            "java.lang.ref.",
            "com.google.common.collect.",
            "io.vavr.",
            "org.eclipse.collections.");

    private static final String ON_DEMAND = "java.util.function.";

    private Held() {}

    static Stream<JavaClass> by(JavaField field) {
        return in(field.getType());
    }

    private static Stream<JavaClass> in(JavaType type) {
        return switch (type) {
            case JavaParameterizedType generic ->
                holds(generic.toErasure())
                        ? Stream.concat(
                                Stream.of(generic.toErasure()),
                                generic.getActualTypeArguments().stream().flatMap(Held::in))
                        : Stream.of(generic.toErasure());
            case JavaWildcardType wildcard -> wildcard.getUpperBounds().stream().flatMap(Held::in);
            case JavaTypeVariable<?> variable -> Stream.of(variable.toErasure());
            default -> Stream.of(type.toErasure().getBaseComponentType());
        };
    }

    private static boolean holds(JavaClass type) {
        String name = type.getName();
        return !name.startsWith(ON_DEMAND) && HOLDERS.stream().anyMatch(name::startsWith);
    }
}
