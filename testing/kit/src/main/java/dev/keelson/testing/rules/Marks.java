package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a class says of itself, by the kernel's types or by those and the annotations of jMolecules. All are known by name, so that
 * jMolecules need not be there.
 */
final class Marks {

    static final String REPOSITORY = "dev.keelson.kernel.Repository";
    static final String JMOLECULES_REPOSITORY = "org.jmolecules.ddd.annotation.Repository";

    private static final String KERNEL = "dev.keelson.kernel.";
    private static final String TYPES = "org.jmolecules.ddd.types.";
    private static final String ANNOTATIONS = "org.jmolecules.ddd.annotation.";

    /** The types of repositories whose first type argument is what they keep. */
    private static final List<String> REPOSITORIES =
            List.of(REPOSITORY, TYPES + "Repository", "org.springframework.data.repository.Repository");

    private Marks() {}

    /** What the class says it is, if it says so beyond doubt. */
    static Optional<Roles.Known> of(JavaClass type) {
        return Stream.of(
                        type(type, KERNEL + "AggregateRoot", Role.ROOT),
                        type(type, TYPES + "AggregateRoot", Role.ROOT),
                        annotation(type, "AggregateRoot", Role.ROOT),
                        type(type, TYPES + "Entity", Role.ENTITY),
                        annotation(type, "Entity", Role.ENTITY),
                        type(type, KERNEL + "ValueObject", Role.VALUE),
                        type(type, KERNEL + "Identifier", Role.VALUE),
                        type(type, TYPES + "ValueObject", Role.VALUE),
                        type(type, TYPES + "Identifier", Role.VALUE),
                        annotation(type, "ValueObject", Role.VALUE))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** An entity by the kernel's word, which roots use as well. */
    static Optional<Roles.Known> entity(JavaClass type) {
        return type(type, KERNEL + "Entity", Role.ENTITY);
    }

    /** What a repository keeps, by the type argument of the interface that makes it one. */
    static Optional<JavaClass> keptBy(JavaClass repository) {
        return REPOSITORIES.stream()
                .map(name -> TypeArguments.find(repository, name, 0))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The aggregate that an entity of jMolecules' declares to belong to. */
    static Optional<JavaClass> ownerOf(JavaClass entity) {
        return TypeArguments.find(entity, TYPES + "Entity", 0);
    }

    /** Whether the class, or an annotation of it, has this annotation. */
    static boolean isAnnotated(JavaClass type, String annotation) {
        return type.isAnnotatedWith(annotation) || type.isMetaAnnotatedWith(annotation);
    }

    private static Optional<Roles.Known> type(JavaClass type, String name, Role role) {
        return type.isAssignableTo(name)
                ? Optional.of(new Roles.Known(role, "it is of type " + name))
                : Optional.empty();
    }

    /** On the class itself or on one above it. */
    private static Optional<Roles.Known> annotation(JavaClass type, String name, Role role) {
        return Stream.concat(
                                Stream.of(type),
                                Stream.concat(
                                        type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream()))
                        .anyMatch(above -> isAnnotated(above, ANNOTATIONS + name))
                ? Optional.of(new Roles.Known(role, "it is annotated " + ANNOTATIONS + name))
                : Optional.empty();
    }
}
