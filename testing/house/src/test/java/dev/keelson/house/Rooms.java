package dev.keelson.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rooms that have a class, each with the number of its top-level types. */
final class Rooms {

    private final TreeMap<String, Long> sizes;

    /**
     * @param house all main classes
     * @param root the package that all rooms lie in
     */
    Rooms(JavaClasses house, String root) {
        this.sizes = house.stream()
                .filter(Rooms::isType)
                .collect(Collectors.groupingBy(
                        type -> type.getPackageName().substring(root.length() + 1),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** A class, interface, record or enum with a file of its own. */
    static boolean isType(JavaClass type) {
        return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
    }

    /** The rooms with more types than this, each with their number. */
    Map<String, Long> largerThan(long most) {
        Map<String, Long> larger = new TreeMap<>(sizes);
        larger.values().removeIf(size -> size <= most);
        return larger;
    }
}
