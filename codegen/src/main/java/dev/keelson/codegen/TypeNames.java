package dev.keelson.codegen;

import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names of classes within one source: short where the source imports them, and whole where something else has the short name. */
final class TypeNames {

    private final String packageName;
    private final Set<String> taken;
    private final SortedMap<String, Class<?>> imported = new TreeMap<>();

    /**
     * Those within a source.
     *
     * @param taken the short names of the other classes of its package
     */
    TypeNames(String packageName, Set<String> taken) {
        this.packageName = packageName;
        this.taken = Set.copyOf(taken);
    }

    /** Whether code of a package may name a class. */
    static boolean isNameable(Class<?> type, String packageName) {
        if (type.isArray()) {
            return isNameable(type.getComponentType(), packageName);
        }
        if (type.isPrimitive()) {
            return true;
        }
        boolean isBeside = type.getPackageName().equals(packageName);
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            int modifiers = at.getModifiers();
            if (!Modifier.isPublic(modifiers) && (!isBeside || Modifier.isPrivate(modifiers))) {
                return false;
            }
        }
        return type.getCanonicalName() != null && !type.getPackageName().isEmpty();
    }

    /** The name of a class as an expression has it. */
    String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.getComponentType()) + "[]";
        }
        if (type.isPrimitive()) {
            return type.getName();
        }
        Class<?> around = type.getEnclosingClass();
        if (around != null) {
            return of(around) + "." + type.getSimpleName();
        }
        String simple = type.getSimpleName();
        boolean isFree = !taken.contains(simple) && imported.getOrDefault(simple, type) == type;
        if (!isFree) {
            return type.getName();
        }
        imported.put(simple, type);
        return simple;
    }

    /** The name of a class as a type has it: one with type parameters is one of whatever. */
    String typeOf(Class<?> type) {
        int parameters = type.getTypeParameters().length;
        return parameters == 0 ? of(type) : of(type) + "<" + "?, ".repeat(parameters - 1) + "?>";
    }

    /** The imports, a line each. */
    String imports() {
        return imported.values().stream()
                .filter(type -> !type.getPackageName().equals("java.lang")
                        && !type.getPackageName().equals(packageName))
                .map(Class::getName)
                .sorted()
                .map(name -> "import " + name + ";\n")
                .collect(Collectors.joining());
    }
}
