package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for public setters and public fields that can be assigned. A setter is a method {@code setX} of one parameter where there is a
 * field {@code x}, or that assigns a field of the parameter's type; a verb that begins alike, as settle, is none.
 */
final class Setters {

    private static final Pattern NAME = Pattern.compile("set\\p{Lu}.*");

    private Setters() {}

    /** Those of roots and of entities. */
    static List<Finding> in(Roles roles) {
        return Stream.of(Role.ROOT, Role.ENTITY, Role.PART)
                .flatMap(role -> roles.all(role).stream())
                .flatMap(type -> Stream.concat(methods(type), fields(type)))
                .toList();
    }

    private static Stream<Finding> methods(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> isPublic(method.getModifiers()) && isSetter(method))
                .sorted((one, other) -> one.getFullName().compareTo(other.getFullName()))
                .map(method -> Finding.in(
                        type,
                        type.getName() + "." + method.getName() + " is a public setter "
                                + method.getSourceCodeLocation()));
    }

    private static Stream<Finding> fields(JavaClass type) {
        return type.getFields().stream()
                .filter(field ->
                        isPublic(field.getModifiers()) && !field.getModifiers().contains(JavaModifier.FINAL))
                .sorted((one, other) -> one.getFullName().compareTo(other.getFullName()))
                .map(field ->
                        Finding.in(type, field.getFullName() + " is public and not final, so that anybody assigns it"));
    }

    /** Whether it does no more than to assign, as far as can be told. */
    static boolean isSetter(JavaMethod method) {
        if (!NAME.matcher(method.getName()).matches()
                || method.getRawParameterTypes().size() != 1) {
            return false;
        }
        String property = method.getName().substring(3, 4).toLowerCase(Locale.ROOT)
                + method.getName().substring(4);
        JavaClass parameter = method.getRawParameterTypes().get(0);
        return method.getOwner().getAllFields().stream()
                        .anyMatch(field -> field.getName().equals(property))
                || method.getFieldAccesses().stream()
                        .filter(access -> access.getAccessType() == AccessType.SET)
                        .map(access -> access.getTarget())
                        .map(FieldAccessTarget::resolveMember)
                        .flatMap(Optional::stream)
                        .map(JavaField::getRawType)
                        .anyMatch(parameter::equals);
    }

    private static boolean isPublic(java.util.Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.STATIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }
}
