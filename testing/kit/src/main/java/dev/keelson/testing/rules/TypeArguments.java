package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands for the type parameters of a generic type above a class. */
final class TypeArguments {

    private TypeArguments() {}

    /**
     * The class that stands for the n-th type parameter of a type above this one; empty where the type is not above it, or is used
     * without arguments.
     */
    static Optional<JavaClass> find(JavaClass type, String above, int n) {
        return argument(type, above, n).map(JavaType::toErasure);
    }

    private static Optional<JavaType> argument(JavaClass type, String above, int n) {
        return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .map(parent -> fromParent(parent, above, n))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<JavaType> fromParent(JavaType parent, String above, int n) {
        JavaClass raw = parent.toErasure();
        if (raw.getName().equals(above)) {
            return given(parent, n);
        }
        return argument(raw, above, n).flatMap(found -> {
            if (!(found instanceof JavaTypeVariable<?> variable)) {
                return Optional.of(found);
            }
            List<String> names = raw.getTypeParameters().stream()
                    .map(JavaTypeVariable::getName)
                    .toList();
            int place = names.indexOf(variable.getName());
            return place < 0 ? Optional.of(found) : given(parent, place);
        });
    }

    private static Optional<JavaType> given(JavaType type, int n) {
        return type instanceof JavaParameterizedType generic
                ? Optional.of(generic.getActualTypeArguments().get(n))
                : Optional.empty();
    }
}
