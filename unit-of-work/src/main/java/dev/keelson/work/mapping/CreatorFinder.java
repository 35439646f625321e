package dev.keelson.work.mapping;

import dev.keelson.work.model.Creator;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the constructor that hydration goes through: the configured one; else, of those whose parameters are all
 * persistent properties and cover every final one, the one with most parameters, a tie being a fault. The no-argument
 * constructor is simply the one with fewest.
 */
final class CreatorFinder {

    private final Faults faults;

    CreatorFinder(Faults faults) {
        this.faults = faults;
    }

    /**
     * Chooses for one class.
     *
     * @param configured the properties of the constructor named in configuration, or null
     * @return the creator, or empty where a fault was added
     */
    Optional<Creator> find(
            String path, Class<?> type, List<PropertyDraft> properties, @Nullable List<String> configured) {
        if (isInner(type)) {
            faults.add(
                    path,
                    type.getName() + " is an inner class, whose objects need one of the class around them",
                    "make it static, or a class of its own");
            return Optional.empty();
        }
        List<Creator> candidates = new ArrayList<>();
        List<String> unnamed = new ArrayList<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.isSynthetic()) {
                continue;
            }
            Optional<List<String>> names = configured != null && constructor.getParameterCount() == configured.size()
                    ? Optional.of(configured)
                    : ParameterNames.of(constructor);
            if (names.isEmpty()) {
                unnamed.add(signature(constructor));
                continue;
            }
            List<Integer> parameters = positions(constructor, names.get(), properties);
            boolean asConfigured = configured == null || configured.equals(names.get());
            if (parameters != null && asConfigured && coversFinals(parameters, properties)) {
                try {
                    candidates.add(creator(constructor, parameters));
                } catch (IllegalAccessException closed) {
                    faults.add(path, type.getName() + " is encapsulated by its module", ClassScan.opensLine(type));
                    return Optional.empty();
                }
            }
        }
        return choose(path, type, properties, configured, candidates, unnamed);
    }

    private Optional<Creator> choose(
            String path,
            Class<?> type,
            List<PropertyDraft> properties,
            @Nullable List<String> configured,
            List<Creator> candidates,
            List<String> unnamed) {
        candidates.sort(Comparator.comparingInt(creator -> -creator.parameters().size()));
        if (candidates.size() > 1
                && candidates.get(0).parameters().size()
                        == candidates.get(1).parameters().size()) {
            faults.add(
                    path,
                    "two constructors of " + type.getSimpleName() + " take the same number of persistent properties",
                    "say which one to use: .constructor(\"first\", \"second\", ...)");
            return Optional.empty();
        }
        if (!candidates.isEmpty()) {
            return Optional.of(candidates.get(0));
        }
        if (configured != null) {
            faults.add(
                    path,
                    "no usable constructor: " + type.getName() + " has none that takes the properties ("
                            + String.join(", ", configured) + ") and covers the final ones",
                    "name all its parameters in order, as properties of the same types");
            return Optional.empty();
        }
        String finals = properties.stream()
                .filter(CreatorFinder::needsConstructor)
                .map(PropertyDraft::name)
                .collect(Collectors.joining(", "));
        if (unnamed.isEmpty()) {
            faults.add(
                    path,
                    "no usable constructor: " + type.getName() + " has none whose parameters are all persistent"
                            + " properties" + (finals.isEmpty() ? "" : " and cover the final ones (" + finals + ")"),
                    "add such a constructor (private is fine), or make the fields non-final and add a private"
                            + " no-argument one");
        } else {
            faults.add(
                    path,
                    "no usable constructor: the class file of " + type.getName()
                            + " does not tell the parameter names of " + String.join(" and ", unnamed),
                    "compile with -parameters, or name the properties in order: .constructor(\"first\", \"second\","
                            + " ...)");
        }
        return Optional.empty();
    }

    private static boolean isInner(Class<?> type) {
        return type.isLocalClass()
                || type.isAnonymousClass()
                || (type.isMemberClass() && !Modifier.isStatic(type.getModifiers()));
    }

    private static boolean needsConstructor(PropertyDraft property) {
        return property.isFinal() && !property.isCollection();
    }

    private static boolean coversFinals(List<Integer> parameters, List<PropertyDraft> properties) {
        for (int i = 0; i < properties.size(); i++) {
            if (needsConstructor(properties.get(i)) && !parameters.contains(i)) {
                return false;
            }
        }
        return true;
    }

    /** For each parameter the property of its name and type, or null where one is no property. */
    private static @Nullable List<Integer> positions(
            Constructor<?> constructor, List<String> names, List<PropertyDraft> properties) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Class<?> parameter = constructor.getParameterTypes()[i];
            int found = -1;
            for (int p = 0; p < properties.size(); p++) {
                PropertyDraft property = properties.get(p);
                if (property.name().equals(names.get(i))
                        && parameter.isAssignableFrom(property.field().getType())) {
                    found = p;
                }
            }
            if (found < 0) {
                return null;
            }
            positions.add(found);
        }
        return positions;
    }

    private static Creator creator(Constructor<?> constructor, List<Integer> parameters) throws IllegalAccessException {
        MethodHandle handle = ClassScan.lookup(constructor.getDeclaringClass()).unreflectConstructor(constructor);
        return new Creator(handle, parameters);
    }

    private static String signature(Constructor<?> constructor) {
        return Stream.of(constructor.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(
                        Collectors.joining(", ", constructor.getDeclaringClass().getSimpleName() + "(", ")"));
    }
}
