package dev.keelson.work.scan;

import dev.keelson.work.model.Creator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what hydration makes objects through: the constructor or static factory method that is configured; else, of the
 * constructors whose parameters are all persistent properties and cover every final one, the one with most parameters, a
 * tie being a fault. The no-argument constructor is simply the one with fewest. A parameter may be wider than its
 * property, and a primitive may stand for its box and the reverse. Used by one thread.
 */
public final class CreatorFinder {

    private final Faults faults;

    public CreatorFinder(Faults faults) {
        this.faults = faults;
    }

    /**
     * Chooses for one class.
     *
     * @param path the place of its objects, as faults name it
     * @param configured what configuration names, or null
     * @return the creator, or empty where a fault was added
     */
    public Optional<Creator> find(
            String path, Class<?> type, List<PropertyDraft> properties, @Nullable CreatorChoice configured) {
        if (isInner(type)) {
            faults.add(
                    path,
                    type.getName() + " is an inner class, whose objects need one of the class around them",
                    "make it static, or a class of its own");
            return Optional.empty();
        }
        List<CreatorAttempt> attempts = new ArrayList<>();
        List<CreatorAttempt> usable = new ArrayList<>();
        for (Executable executable : executables(type, configured)) {
            CreatorAttempt attempt =
                    CreatorAttempt.of(executable, properties, configured == null ? null : configured.properties());
            attempts.add(attempt);
            if (attempt.isUsable()) {
                usable.add(attempt);
            }
        }
        usable.sort(CreatorAttempt.BEST_FIRST);
        if (usable.isEmpty()) {
            refuse(path, type, properties, configured, attempts);
            return Optional.empty();
        }
        if (usable.size() > 1 && CreatorAttempt.BEST_FIRST.compare(usable.get(0), usable.get(1)) == 0) {
            tie(path, type, configured);
            return Optional.empty();
        }
        return creator(path, usable.get(0), properties);
    }

    private static List<Executable> executables(Class<?> type, @Nullable CreatorChoice configured) {
        List<Executable> executables = new ArrayList<>();
        String factory = configured == null ? null : configured.factory();
        if (factory == null) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (!constructor.isSynthetic()) {
                    executables.add(constructor);
                }
            }
            return executables;
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isFactory(method, factory, type)) {
                executables.add(method);
            }
        }
        return executables;
    }

    private static boolean isFactory(Method method, String name, Class<?> type) {
        return method.getName().equals(name)
                && Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && type.isAssignableFrom(method.getReturnType());
    }

    private Optional<Creator> creator(String path, CreatorAttempt chosen, List<PropertyDraft> properties) {
        List<PropertyDraft> arguments = new ArrayList<>();
        for (int parameter : chosen.parameters()) {
            arguments.add(properties.get(parameter));
        }
        try {
            return Optional.of(new Creator(CreatorHandles.of(chosen.executable(), arguments), chosen.parameters()));
        } catch (IllegalAccessException closed) {
            Class<?> type = chosen.executable().getDeclaringClass();
            faults.add(path, type.getName() + " is encapsulated by its module", ClassScan.opensLine(type));
            return Optional.empty();
        }
    }

    private void tie(String path, Class<?> type, @Nullable CreatorChoice configured) {
        if (configured == null) {
            faults.add(
                    path,
                    "two constructors of " + type.getSimpleName() + " take the same number of persistent properties",
                    "say which one to use: .constructor(\"first\", \"second\", ...)");
        } else {
            faults.add(
                    path,
                    "two " + (configured.factory() == null ? "constructors" : "factory methods") + " of "
                            + type.getSimpleName() + " take the properties " + list(configured.properties()),
                    "compile with -parameters and name the parameters of one of them as the properties, or name a"
                            + " static factory method that has no namesake: .factory(\"of\", \"first\", ...)");
        }
    }

    private void refuse(
            String path,
            Class<?> type,
            List<PropertyDraft> properties,
            @Nullable CreatorChoice configured,
            List<CreatorAttempt> attempts) {
        if (configured != null) {
            refuseConfigured(path, type, configured, attempts);
            return;
        }
        List<CreatorAttempt> unnamed =
                attempts.stream().filter(attempt -> attempt.names() == null).toList();
        if (!unnamed.isEmpty()) {
            faults.add(
                    path,
                    "no usable constructor: the class file of " + type.getName()
                            + " does not tell the parameter names of "
                            + unnamed.stream().map(CreatorAttempt::signature).collect(Collectors.joining(" and ")),
                    "compile with -parameters, or name the properties in order: .constructor(\"first\", \"second\","
                            + " ...)");
            return;
        }
        List<String> finals = properties.stream()
                .filter(CreatorAttempt::needsCreator)
                .map(PropertyDraft::name)
                .toList();
        faults.add(
                path,
                "no usable constructor: " + type.getName() + " has none whose parameters are all persistent"
                        + " properties" + (finals.isEmpty() ? "" : " and cover the final ones " + list(finals))
                        + stories(attempts),
                "add such a constructor (private is fine), or make the fields non-final and add a private"
                        + " no-argument one");
    }

    private void refuseConfigured(String path, Class<?> type, CreatorChoice configured, List<CreatorAttempt> attempts) {
        String taken = " that takes the properties " + list(configured.properties());
        List<CreatorAttempt> meant = attempts.stream()
                .filter(attempt -> attempt.executable().getParameterCount()
                        == configured.properties().size())
                .toList();
        faults.add(
                path,
                configured.factory() == null
                        ? "no usable constructor: " + type.getName() + " has none" + taken
                                + " and covers the final ones" + stories(meant)
                        : "no usable factory method: " + type.getName() + " has no static method '"
                                + configured.factory() + "' that returns a " + type.getSimpleName() + "," + taken
                                + " and covers the final ones" + stories(meant),
                "name all its parameters in order, as properties of the same types");
    }

    private static String stories(List<CreatorAttempt> attempts) {
        return attempts.isEmpty()
                ? ""
                : attempts.stream().map(CreatorAttempt::story).collect(Collectors.joining(", ", ": ", ""));
    }

    private static String list(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }

    private static boolean isInner(Class<?> type) {
        return type.isAnonymousClass()
                || ((type.isMemberClass() || type.isLocalClass()) && !Modifier.isStatic(type.getModifiers()));
    }
}
