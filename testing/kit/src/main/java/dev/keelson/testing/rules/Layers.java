package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which class stands on which layer, by its package. Immutable. */
final class Layers {

    private static final int SHOWN = 8;

    private final Scope scope;
    private final Map<Layer, List<String>> patterns;

    private Layers(Scope scope, Map<Layer, List<String>> patterns) {
        this.scope = scope;
        this.patterns = patterns;
    }

    /** The packages domain, application and infrastructure, at whatever depth. */
    static Layers usual(Scope scope) {
        Map<Layer, List<String>> patterns = new EnumMap<>(Layer.class);
        patterns.put(Layer.DOMAIN, List.of("..domain.."));
        patterns.put(Layer.APPLICATION, List.of("..application.."));
        patterns.put(Layer.INFRASTRUCTURE, List.of("..infrastructure.."));
        patterns.put(Layer.OUTSIDE, List.of());
        return new Layers(scope, patterns);
    }

    Layers with(Layer layer, String... lying) {
        for (String pattern : lying) {
            checked(pattern);
        }
        Map<Layer, List<String>> changed = new EnumMap<>(patterns);
        changed.put(layer, List.of(lying));
        return new Layers(scope, changed);
    }

    /** A pattern that ArchUnit takes, one that begins with dots within the packages. */
    static String checked(String pattern) {
        try {
            PackageMatcher.of(pattern);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "Cannot find packages by '" + pattern
                            + "': write it as \"..web..\", which is any package called web and what lies below, or as a"
                            + " whole name: \"com.acme.shop.web..\".",
                    wrong);
        }
        return pattern;
    }

    /** The innermost layer of those that the class stands on; outside where it stands on none. */
    Layer of(JavaClass type) {
        List<Layer> found = all(type);
        return found.isEmpty() ? Layer.OUTSIDE : found.get(0);
    }

    /** Where the class stands, as sentences say it. */
    String place(JavaClass type) {
        return all(type).isEmpty() ? "on no layer" : of(type).title();
    }

    /** By what lies below the packages; where several were given, each of them may be a layer itself. */
    private List<Layer> all(JavaClass type) {
        List<Layer> found = all(type, scope.packages());
        return found.isEmpty() && scope.packages().size() > 1
                ? all(type, scope.packages().stream().map(Layers::above).toList())
                : found;
    }

    private List<Layer> all(JavaClass type, List<String> bases) {
        List<Layer> found = new ArrayList<>();
        patterns.forEach((layer, lying) -> {
            if (matches(type, lying, bases)) {
                found.add(layer);
            }
        });
        return found;
    }

    private static String above(String base) {
        return base.contains(".") ? base.substring(0, base.lastIndexOf('.')) : "";
    }

    /** Whether the class lies in a package of one of these patterns. */
    boolean matches(JavaClass type, List<String> lying) {
        return matches(type, lying, scope.packages());
    }

    private static boolean matches(JavaClass type, List<String> lying, List<String> bases) {
        return lying.stream()
                .anyMatch(pattern -> pattern.startsWith("..")
                        ? bases.stream().anyMatch(base -> matches(type, base + pattern))
                        : matches(type, pattern));
    }

    private static boolean matches(JavaClass type, String pattern) {
        return PackageMatcher.of(pattern).matches(type.getPackageName());
    }

    /** What is wrong with the layers themselves: empty ones, and packages on none of them or on several. */
    List<Finding> misplaced(List<JavaClass> classes) {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<JavaClass>> rooms = classes.stream()
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.toList()));
        empty(
                        classes,
                        rooms.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "))
                                + (rooms.size() > SHOWN ? ", ..." : ""))
                .forEach(findings::add);
        rooms.forEach((room, types) -> {
            List<Layer> layers = all(types.get(0));
            if (layers.size() > 1) {
                findings.add(Finding.ofAll(onSeveral(types.get(0), layers)));
            } else if (layers.isEmpty() && !scope.packages().contains(room)) {
                findings.addAll(onNone(room, types));
            }
        });
        return findings;
    }

    private List<Finding> empty(List<JavaClass> classes, String rooms) {
        List<Layer> empty = new ArrayList<>();
        patterns.forEach((layer, lying) -> {
            if (!lying.isEmpty() && classes.stream().noneMatch(type -> all(type).contains(layer))) {
                empty.add(layer);
            }
        });
        if (empty.containsAll(List.of(Layer.DOMAIN, Layer.APPLICATION, Layer.INFRASTRUCTURE))) {
            return List.of(Finding.ofAll("No layer was found in " + scope.names() + ": no package there is called "
                    + "domain, application or infrastructure, or as you said. There are: " + rooms + ". Say which is"
                    + " which: LayeringRules.in(\"" + scope.packages().get(0)
                    + "\").domain(\"..model..\").application(\"..usecases..\").infrastructure(\"..adapters..\")."));
        }
        return empty.stream()
                .map(layer -> Finding.ofAll("No class stands " + layer.title() + ": no package in " + scope.names()
                        + " is like " + quoted(lying(layer)) + ". There are: " + rooms
                        + ". Say where it lies: ." + layer.word() + "(\"..some.package..\"); or, if there is none, ."
                        + layer.word() + "()."))
                .toList();
    }

    private String onSeveral(JavaClass type, List<Layer> layers) {
        return type.getPackageName() + " stands on " + layers.size() + " layers at once: "
                + layers.stream()
                        .map(layer -> layer.word() + " by "
                                + quoted(lying(layer).stream()
                                        .filter(pattern -> matches(type, List.of(pattern)))
                                        .toList()))
                        .collect(Collectors.joining(", "))
                + ". Rename it, or make the patterns narrower, as \"com.acme.shop.domain..\".";
    }

    private List<Finding> onNone(String room, List<JavaClass> types) {
        TreeSet<String> names = types.stream()
                .filter(type -> !scope.excuses(Finding.in(type, "")))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (names.isEmpty()) {
            return List.of();
        }
        String last = room.substring(room.lastIndexOf('.') + 1);
        return List.of(Finding.ofAll(room + " stands on no layer: "
                + names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? ", ..." : "")
                + ". Say on which it does, as .infrastructure(\"..infrastructure..\", \".."
                + last + "..\"), or that it stands around them all: .outside(\".." + last + "..\")."));
    }

    private static String quoted(List<String> patterns) {
        return "\"" + String.join("\" or \"", patterns) + "\"";
    }

    private List<String> lying(Layer layer) {
        return Objects.requireNonNull(patterns.get(layer));
    }
}
