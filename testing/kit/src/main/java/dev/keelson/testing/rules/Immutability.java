package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for value objects that can change: by a field that is not final, a setter, a class of the JDK that can change, or a collection
 * or array that is kept as it was given. Of the last it is told only where the class nowhere makes an unmodifiable one; what is within
 * a field of another class of the domain is that class's own affair.
 */
final class Immutability {

    /** Classes that can change, each with what stands for it. */
    private static final Map<String, String> CHANGING = Map.of(
            "java.util.Date", "a java.time.Instant",
            "java.util.Calendar", "a java.time.ZonedDateTime",
            "java.util.GregorianCalendar", "a java.time.ZonedDateTime",
            "java.sql.Date", "a java.time.LocalDate",
            "java.sql.Timestamp", "a java.time.Instant",
            "java.lang.StringBuilder", "a String",
            "java.lang.StringBuffer", "a String",
            "java.util.concurrent.atomic.AtomicInteger", "an int",
            "java.util.concurrent.atomic.AtomicLong", "a long",
            "java.util.concurrent.atomic.AtomicReference", "the value itself");

    /** Methods of the JDK that make collections which nobody changes. */
    private static final Map<String, Set<String>> MAKERS = Map.of(
            "java.util.List", Set.of("copyOf", "of"),
            "java.util.Set", Set.of("copyOf", "of"),
            "java.util.Map", Set.of("copyOf", "of", "ofEntries"),
            "java.util.stream.Stream", Set.of("toList"),
            "java.util.stream.Collectors", Set.of("toUnmodifiableList", "toUnmodifiableSet", "toUnmodifiableMap"));

    private static final String GUAVA = "com.google.common.collect.Immutable";

    private final Roles roles;

    Immutability(Roles roles) {
        this.roles = roles;
    }

    List<Finding> missing() {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass value : roles.all(Role.VALUE)) {
            if (value.isInterface()) {
                continue;
            }
            String why = "; " + value.getSimpleName() + " is " + roles.of(value).orElseThrow();
            roles.state(value)
                    .flatMap(field -> (value.isEnum() ? assigned(field) : faults(field))
                            .map(fault -> Finding.in(field.getOwner(), field.getFullName() + " " + fault + why)))
                    .forEach(findings::add);
            value.getMethods().stream()
                    .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE)
                            && !method.getModifiers().contains(JavaModifier.STATIC)
                            && method.getRawReturnType().getName().equals("void")
                            && Setters.isSetter(method))
                    .map(method -> Finding.in(value, value.getName() + "." + method.getName() + " is a setter" + why))
                    .sorted((one, other) -> one.text().compareTo(other.text()))
                    .forEach(findings::add);
        }
        return findings;
    }

    /** The constants of an enum make what they hold themselves. */
    private static Stream<String> assigned(JavaField field) {
        return field.getModifiers().contains(JavaModifier.FINAL)
                ? Stream.empty()
                : Stream.of("can be assigned again, since it is not final");
    }

    private static Stream<String> faults(JavaField field) {
        JavaClass type = within(field.getType());
        List<String> faults = new ArrayList<>(assigned(field).toList());
        String instead = CHANGING.get(type.getName());
        if (instead != null) {
            faults.add("is a " + type.getName() + ", which can change: take " + instead);
        }
        if (type.isArray() && !copiesArrays(field.getOwner())) {
            faults.add("is an array that is kept as it was given, so that whoever gave it can change it: clone it, also"
                    + " where it is given out");
        } else if (isCollection(type) && !copies(field.getOwner())) {
            faults.add("is a " + type.getSimpleName()
                    + " that is kept as it was given, so that whoever gave it can change" + " it: " + copy(type));
        }
        return faults.stream();
    }

    /** What an Optional holds; else the class itself. */
    private static JavaClass within(JavaType type) {
        return type instanceof JavaParameterizedType generic
                        && generic.toErasure().getName().equals("java.util.Optional")
                ? generic.getActualTypeArguments().get(0).toErasure()
                : type.toErasure();
    }

    private static String copy(JavaClass type) {
        String kind = type.isAssignableTo(Map.class) ? "Map" : type.isAssignableTo(Set.class) ? "Set" : "List";
        return "take a copy in the constructor, " + kind + ".copyOf(...)";
    }

    private static boolean isCollection(JavaClass type) {
        return type.getName().startsWith("java.util.")
                && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
    }

    /** Whether the class makes a collection that nobody else changes; a record's accessor gives out what it has, so a plain copy is not it. */
    private static boolean copies(JavaClass owner) {
        return Stream.<JavaAccess<?>>concat(
                                owner.getMethodCallsFromSelf().stream(), owner.getMethodReferencesFromSelf().stream())
                        .anyMatch(Immutability::makesUnmodifiable)
                || (!owner.isRecord()
                        && owner.getConstructorCallsFromSelf().stream().anyMatch(Immutability::copiesCollection));
    }

    private static boolean makesUnmodifiable(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return MAKERS.getOrDefault(owner, Set.of()).contains(name)
                || (owner.equals("java.util.Collections") && !name.equals("addAll") && !isView(access))
                || owner.startsWith(GUAVA);
    }

    /** Whether a constructor keeps what it was given, behind a view that others can still change. */
    private static boolean isView(JavaAccess<?> access) {
        JavaClass owner = access.getOriginOwner();
        boolean copies = owner.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> isCollection(call.getTargetOwner()))
                || owner.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getName().equals("java.util.stream.Stream"));
        return access.getOrigin().isConstructor()
                && access.getTarget().getName().startsWith("unmodifiable")
                && !copies;
    }

    private static boolean copiesCollection(JavaConstructorCall call) {
        return isCollection(call.getTargetOwner())
                && call.getTarget().getRawParameterTypes().stream().anyMatch(Immutability::isCollection);
    }

    private static boolean copiesArrays(JavaClass owner) {
        return owner.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTarget().getName().equals("clone")
                        || (call.getTargetOwner().getName().equals("java.util.Arrays")
                                && call.getTarget().getName().startsWith("copyOf")));
    }
}
