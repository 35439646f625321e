package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each class of the packages is: as it was said by hand, else as the mapping knows, else as the class says of itself, else as its
 * repository tells. Not changed once it is made.
 */
final class Roles {

    /**
     * What a class is, and how that is known. Immutable.
     *
     * @param role what it is
     * @param why as it is said behind "since", as "it extends AggregateRoot"
     */
    record Known(Role role, String why) {

        boolean is(Role other) {
            return role == other;
        }

        @Override
        public String toString() {
            return role.title() + ", since " + why;
        }
    }

    private final Map<String, Known> known = new HashMap<>();
    private final List<JavaClass> classes;
    private final Set<JavaClass> within;
    private final Mapped mapped;

    Roles(List<JavaClass> classes, Map<String, Known> said, Mapped mapped) {
        this.classes = classes;
        this.within = Set.copyOf(classes);
        this.mapped = mapped;
        known.putAll(mapped.roles());
        known.putAll(said);
        for (JavaClass type : classes) {
            Marks.of(type).ifPresent(mark -> known.putIfAbsent(type.getName(), mark));
        }
        for (JavaClass type : classes) {
            Marks.keptBy(type)
                    .filter(within::contains)
                    .ifPresent(kept -> known.putIfAbsent(
                            kept.getName(), new Known(Role.ROOT, type.getSimpleName() + " is its repository")));
        }
        for (JavaClass type : classes) {
            Marks.entity(type).ifPresent(mark -> known.putIfAbsent(type.getName(), mark));
        }
        for (JavaClass type : new Members(this, classes).reached()) {
            if (!mapped.isEmpty() && canBeValue(type)) {
                known.putIfAbsent(
                        type.getName(), new Known(Role.VALUE, "the mapping stores it without an identity of its own"));
            }
        }
    }

    private static boolean canBeValue(JavaClass type) {
        return !type.isEnum() && !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    /** What the class is, if it is known. */
    Optional<Known> of(JavaClass type) {
        return Optional.ofNullable(known.get(type.getName()));
    }

    boolean is(JavaClass type, Role role) {
        return of(type).filter(found -> found.is(role)).isPresent();
    }

    /** The classes of a role, by name. */
    List<JavaClass> all(Role role) {
        return classes.stream().filter(type -> is(type, role)).toList();
    }

    /** The fields that hold the state of such an object, those of classes above it included. */
    Stream<JavaField> state(JavaClass type) {
        Set<String> stored = mapped.properties().get(type.getName());
        return type.getAllFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.TRANSIENT)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> within.contains(field.getOwner()))
                .filter(field -> stored == null || stored.contains(field.getName()))
                .sorted((one, other) -> one.getFullName().compareTo(other.getFullName()));
    }

    /** Whether these are roots of one hierarchy, which counts as one aggregate. */
    boolean isOneFamily(JavaClass one, JavaClass other) {
        if (one.isAssignableTo(other.getName()) || other.isAssignableTo(one.getName())) {
            return true;
        }
        String family = mapped.families().get(one.getName());
        if (family != null) {
            return family.equals(mapped.families().get(other.getName()));
        }
        return Stream.concat(one.getAllRawSuperclasses().stream(), one.getAllRawInterfaces().stream())
                .filter(above -> is(above, Role.ROOT) && within.contains(above))
                .filter(above -> above.getPackageName().equals(one.getPackageName()))
                .anyMatch(above -> other.isAssignableTo(above.getName()));
    }
}
