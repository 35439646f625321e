package dev.keelson.work.scan;

import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One constructor or factory method, and whether hydration can go through it. Immutable.
 *
 * @param executable the constructor or method
 * @param names the parameters' names, or null where the class file does not tell them
 * @param asNamed whether those are the names in the class file, and not only those in configuration
 * @param parameters for each parameter the position of its property, or -1
 * @param conversions how many parameters are primitives where their properties are not, or the reverse
 * @param obstacles why it cannot be used; none where it can
 */
record CreatorAttempt(
        Executable executable,
        @Nullable List<String> names,
        boolean asNamed,
        List<Integer> parameters,
        int conversions,
        List<String> obstacles) {

    /** The one with most properties first; among equals the one that is named so, then that of just the fields' types. */
    static final Comparator<CreatorAttempt> BEST_FIRST = CreatorAttempt::compare;

    private static int compare(CreatorAttempt one, CreatorAttempt other) {
        if (one.parameters.size() != other.parameters.size()) {
            return Integer.compare(other.parameters.size(), one.parameters.size());
        }
        return one.asNamed == other.asNamed
                ? Integer.compare(one.conversions, other.conversions)
                : Boolean.compare(other.asNamed, one.asNamed);
    }

    /** What a property's value fits without more ado, with a box put on or taken off, or not at all. */
    private enum Fit {
        AS_IS,
        BOXED,
        NOT
    }

    /**
     * Tries one constructor or method.
     *
     * @param configured the properties that it is to take, or null to go by its parameters' names
     */
    static CreatorAttempt of(Executable executable, List<PropertyDraft> properties, @Nullable List<String> configured) {
        List<String> told = ParameterNames.of(executable).orElse(null);
        if (configured != null && configured.size() != executable.getParameterCount()) {
            return new CreatorAttempt(executable, told, false, List.of(), 0, List.of("takes other parameters"));
        }
        List<String> names = configured == null ? told : configured;
        if (names == null) {
            return new CreatorAttempt(executable, told, false, List.of(), 0, List.of("does not tell their names"));
        }
        List<Integer> parameters = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        int conversions = 0;
        for (int i = 0; i < names.size(); i++) {
            Class<?> parameter = executable.getParameterTypes()[i];
            int position = position(names.get(i), parameter, properties);
            parameters.add(position);
            if (position < 0) {
                obstacles.add("takes '" + names.get(i) + "', which is no persistent property");
            } else if (fit(parameter, properties.get(position)) == Fit.NOT) {
                obstacles.add("takes '" + names.get(i) + "' as " + parameter.getSimpleName() + " instead of "
                        + declared(properties.get(position)).getSimpleName());
            } else if (fit(parameter, properties.get(position)) == Fit.BOXED) {
                conversions++;
            }
        }
        String unset = unset(parameters, properties);
        if (!unset.isEmpty()) {
            obstacles.add("leaves the final " + unset + " unset");
        }
        return new CreatorAttempt(executable, names, names.equals(told), parameters, conversions, obstacles);
    }

    private static String unset(List<Integer> parameters, List<PropertyDraft> properties) {
        List<String> unset = new ArrayList<>();
        for (int p = 0; p < properties.size(); p++) {
            if (needsCreator(properties.get(p)) && !parameters.contains(p)) {
                unset.add("'" + properties.get(p).name() + "'");
            }
        }
        return String.join(", ", unset);
    }

    /** Final fields get their value at construction; collections among them may be filled in place instead. */
    static boolean needsCreator(PropertyDraft property) {
        return property.isFinal() && (property.wrapped() || !(property.isCollection() || property.isMap()));
    }

    boolean isUsable() {
        return obstacles.isEmpty();
    }

    /** "Order(id, total) leaves the final 'size' unset". */
    String story() {
        String shown = names == null ? signature() : called() + "(" + String.join(", ", names) + ")";
        return shown + " " + String.join(" and ", obstacles);
    }

    /** "Order(UUID, String)". */
    String signature() {
        return Stream.of(executable.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", called() + "(", ")"));
    }

    private String called() {
        String type = executable.getDeclaringClass().getSimpleName();
        return executable.getName().equals(executable.getDeclaringClass().getName())
                ? type
                : type + "." + executable.getName();
    }

    /** The property of this name; of several, in a class and those above it, the lowest that fits. */
    private static int position(String name, Class<?> parameter, List<PropertyDraft> properties) {
        int found = -1;
        for (int p = 0; p < properties.size(); p++) {
            if (properties.get(p).name().equals(name) && (found < 0 || fit(parameter, properties.get(p)) != Fit.NOT)) {
                found = p;
            }
        }
        return found;
    }

    private static Fit fit(Class<?> parameter, PropertyDraft property) {
        Class<?> declared = declared(property);
        if (parameter.isAssignableFrom(declared)) {
            return Fit.AS_IS;
        }
        return boxed(parameter).isAssignableFrom(boxed(declared)) ? Fit.BOXED : Fit.NOT;
    }

    private static Class<?> declared(PropertyDraft property) {
        return property.wrapped() ? Optional.class : property.valueType();
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
