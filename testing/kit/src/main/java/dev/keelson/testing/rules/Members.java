package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which aggregates hold objects of which classes, up to other roots. Not changed once it is made. */
final class Members {

    /**
     * One way from a root to a class.
     *
     * @param root the root
     * @param path the fields that lead there, as {@code "Order.lines"}
     */
    record Way(JavaClass root, String path) {}

    private final Map<JavaClass, List<Way>> ways = new LinkedHashMap<>();
    private final Roles roles;
    private final Set<JavaClass> classes;

    Members(Roles roles, List<JavaClass> classes) {
        this.roles = roles;
        this.classes = Set.copyOf(classes);
        for (JavaClass root : roles.all(Role.ROOT)) {
            walk(root, root, root.getSimpleName(), new HashSet<>());
        }
    }

    private void walk(JavaClass root, JavaClass holder, String path, Set<JavaClass> seen) {
        for (JavaField field : roles.state(holder).toList()) {
            Held.by(field)
                    .filter(held -> classes.contains(held) && !roles.is(held, Role.ROOT))
                    .forEach(held -> enter(root, held, path + "." + field.getName(), seen));
        }
    }

    private void enter(JavaClass root, JavaClass held, String path, Set<JavaClass> seen) {
        if (!seen.add(held)) {
            return;
        }
        ways.computeIfAbsent(held, unused -> new ArrayList<>()).add(new Way(root, path));
        walk(root, held, path, seen);
        for (JavaClass below : held.getSubclasses()) {
            if (classes.contains(below) && !roles.is(below, Role.ROOT)) {
                enter(root, below, path, seen);
            }
        }
    }

    /** The classes that some aggregate holds, without roots. */
    Set<JavaClass> reached() {
        return Set.copyOf(ways.keySet());
    }

    /** The ways that lead from roots to this class, one for each root at the most. */
    List<Way> to(JavaClass type) {
        return List.copyOf(ways.getOrDefault(type, List.of()));
    }
}
