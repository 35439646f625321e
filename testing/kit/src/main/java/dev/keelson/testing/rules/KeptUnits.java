package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for units of work, and for what is bound to one, in fields that outlive them: static ones, and those of objects of which
 * there is one for the whole program. Of a class without such a mark nothing is said, since nobody can tell how long it lives.
 */
final class KeptUnits {

    /** What belongs to one unit of work: it itself, a reading, a repository. */
    private static final List<String> BOUND = List.of("dev.keelson.kernel.Reading", "dev.keelson.kernel.Repository");

    /** Annotations of classes of which there is one object, by name. */
    private static final Set<String> SINGLETONS = Set.of(
            "jakarta.inject.Singleton",
            "javax.inject.Singleton",
            "com.google.inject.Singleton",
            "jakarta.ejb.Singleton",
            "javax.ejb.Singleton",
            "jakarta.enterprise.context.ApplicationScoped",
            "javax.enterprise.context.ApplicationScoped");

    /** Spring's beans are such, too, unless something says otherwise. */
    private static final String SPRING_BEAN = "org.springframework.stereotype.Component";

    private static final String SPRING_SCOPE = "org.springframework.context.annotation.Scope";

    private KeptUnits() {}

    static List<Finding> in(List<JavaClass> classes) {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass type : classes) {
            Optional<String> singleton = singleton(type);
            for (JavaField field : type.getFields().stream()
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .toList()) {
                Optional<JavaClass> bound =
                        Held.by(field).filter(KeptUnits::isBound).findFirst();
                boolean isStatic = field.getModifiers().contains(JavaModifier.STATIC);
                if (bound.isPresent() && (isStatic || singleton.isPresent())) {
                    findings.add(Finding.in(
                            type,
                            field.getFullName() + " keeps " + bound.get().getSimpleName() + " "
                                    + (isStatic
                                            ? "in a static field"
                                            : "in an object of which there is one for the whole program, "
                                                    + singleton.get())));
                }
            }
        }
        return findings;
    }

    private static boolean isBound(JavaClass type) {
        return BOUND.stream().anyMatch(type::isAssignableTo);
    }

    /** Why there is one object of this class, if something says so. */
    private static Optional<String> singleton(JavaClass type) {
        if (type.isEnum()) {
            return Optional.of("since it is an enum");
        }
        for (String annotation : SINGLETONS) {
            if (type.isAnnotatedWith(annotation)) {
                return Optional.of("since it is annotated " + annotation);
            }
        }
        return isMarked(type, SPRING_BEAN) && !isScoped(type)
                ? Optional.of("since it is a bean of Spring")
                : Optional.empty();
    }

    private static boolean isScoped(JavaClass type) {
        return type.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().getName().equals(SPRING_SCOPE)
                        ? !isSingletonScope(annotation)
                        : isMarked(annotation.getRawType(), SPRING_SCOPE));
    }

    private static boolean isSingletonScope(JavaAnnotation<?> scope) {
        return List.of("value", "scopeName").stream()
                .map(name -> scope.get(name).orElse(""))
                .allMatch(value -> value.equals("") || value.equals("singleton"));
    }

    private static boolean isMarked(JavaClass type, String annotation) {
        return type.isAnnotatedWith(annotation) || type.isMetaAnnotatedWith(annotation);
    }
}
