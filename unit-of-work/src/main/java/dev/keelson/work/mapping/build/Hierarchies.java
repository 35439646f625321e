package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.Faults;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which concrete classes may stand where a type is declared. */
final class Hierarchies {

    private Hierarchies() {}

    /** Whether more than objects of just this class may stand there. */
    static boolean isHierarchy(Class<?> type, HierarchyConfig config) {
        boolean open = type.isInterface() || Modifier.isAbstract(type.getModifiers());
        return !ClassScan.isPlatform(type) && !type.isEnum() && (open || type.isSealed() || !config.isEmpty());
    }

    /**
     * The concrete classes, in order of declaration. Classes that are neither final nor sealed stand for themselves only; what
     * descends from them is configured.
     */
    static List<Class<?>> concretes(Class<?> type, HierarchyConfig config, String path, Faults faults) {
        Set<Class<?>> found = new LinkedHashSet<>();
        List<Class<?>> open = new ArrayList<>();
        collect(type, found, open);
        for (Class<?> named : config.subtypes()) {
            if (!type.isAssignableFrom(named)) {
                faults.add(
                        path,
                        named.getName() + " is named as a subtype, but is no " + type.getSimpleName(),
                        "name classes that descend from " + type.getSimpleName());
            } else {
                collect(named, found, open);
            }
        }
        for (Class<?> unknown : open) {
            if (found.stream().noneMatch(unknown::isAssignableFrom)) {
                faults.add(
                        path,
                        "no concrete class of " + unknown.getName() + " is mapped: it is not sealed, so its subtypes"
                                + " cannot be found",
                        "seal it, or name them: .subtypes(...)");
            }
        }
        return List.copyOf(found);
    }

    private static void collect(Class<?> type, Set<Class<?>> found, List<Class<?>> open) {
        boolean isAbstract = type.isInterface() || Modifier.isAbstract(type.getModifiers());
        if (!isAbstract) {
            found.add(type);
        }
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, found, open);
            }
        } else if (isAbstract) {
            open.add(type);
        }
    }
}
