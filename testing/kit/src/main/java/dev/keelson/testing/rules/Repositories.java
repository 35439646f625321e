package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for repositories of what is no root: those that a type argument tells, and those that an annotation of jMolecules' marks and
 * whose methods deal with entities but with no root.
 */
final class Repositories {

    private final Roles roles;

    Repositories(Roles roles) {
        this.roles = roles;
    }

    List<Finding> ofParts(List<JavaClass> classes) {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass repository : classes) {
            Optional<JavaClass> kept = Marks.keptBy(repository);
            Optional<JavaClass> part = kept.isPresent() ? kept : dealtWith(repository);
            part.filter(type -> !roles.is(type, Role.ROOT))
                    .flatMap(type -> roles.of(type)
                            .map(known -> repository.getName() + " is a repository of " + type.getSimpleName()
                                    + ", which is no root but " + known))
                    .ifPresent(text -> findings.add(Finding.in(repository, text)));
        }
        return findings;
    }

    /** An entity that an annotated repository gives or takes, if there is no root among all that it does. */
    private Optional<JavaClass> dealtWith(JavaClass repository) {
        if (!Marks.isAnnotated(repository, Marks.JMOLECULES_REPOSITORY)) {
            return Optional.empty();
        }
        Set<JavaClass> types = repository.getMethods().stream()
                .flatMap(Repositories::signature)
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .collect(Collectors.toSet());
        return types.stream().anyMatch(type -> roles.is(type, Role.ROOT))
                ? Optional.empty()
                : types.stream()
                        .filter(type -> roles.is(type, Role.ENTITY))
                        .min((one, other) -> one.getName().compareTo(other.getName()));
    }

    private static Stream<JavaType> signature(JavaMethod method) {
        return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream());
    }
}
