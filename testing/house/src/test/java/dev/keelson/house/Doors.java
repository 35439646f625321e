package dev.keelson.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which types of the unit of work are public, and whether anybody outside their room uses them. A type is used when a main
 * class of another package depends on it or on a type nested in it.
 */
final class Doors {

    private static final String UNIT_OF_WORK = "dev.keelson.work";

    /** The rooms whose public types an application uses; nobody inside the house need use them. */
    private static final Set<String> FOR_USERS = Set.of(
            "",
            ".cache",
            ".guice",
            ".imports",
            ".mapping",
            ".micrometer",
            ".policy",
            ".policy.audit",
            ".policy.softdelete",
            ".policy.tenancy",
            ".query",
            ".sets",
            ".tables",
            ".watch");

    private final JavaClasses house;

    Doors(JavaClasses house) {
        this.house = house;
    }

    /** The public types that only their own room uses, without those that are excused. */
    Set<String> needless(Map<String, String> excused) {
        Set<String> needless = needless();
        needless.removeAll(excused.keySet());
        return needless;
    }

    /** The excused types that need no excuse: they are used, or no longer public, or no longer there. */
    Set<String> needlesslyExcused(Map<String, String> excused) {
        Set<String> stale = new TreeSet<>(excused.keySet());
        stale.removeAll(needless());
        return stale;
    }

    private Set<String> needless() {
        Set<String> used = house.stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(Doors::leavesItsRoom)
                .map(dependency -> topLevel(dependency.getTargetClass().getBaseComponentType()))
                .collect(Collectors.toSet());
        return house.stream()
                .filter(Rooms::isType)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(Doors::isOfUnitOfWork)
                .map(JavaClass::getName)
                .filter(Predicate.not(used::contains))
                .map(name -> name.substring(UNIT_OF_WORK.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean leavesItsRoom(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return !target.getPackageName().equals(dependency.getOriginClass().getPackageName());
    }

    private static boolean isOfUnitOfWork(JavaClass type) {
        String room = type.getPackageName();
        return (room + ".").startsWith(UNIT_OF_WORK + ".")
                && !FOR_USERS.contains(room.substring(UNIT_OF_WORK.length()));
    }

    private static String topLevel(JavaClass type) {
        int nested = type.getName().indexOf('$');
        return nested < 0 ? type.getName() : type.getName().substring(0, nested);
    }
}
