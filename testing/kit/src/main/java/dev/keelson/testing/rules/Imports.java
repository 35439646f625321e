package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at what classes of a layer import. Immutable. */
final class Imports {

    /** What a domain knows nothing of: by the package that it begins with. */
    private static final Map<String, String> FRAMEWORKS = new LinkedHashMap<>();

    /** What an application knows nothing of either. */
    private static final Map<String, String> DATABASE = new LinkedHashMap<>();

    static {
        DATABASE.put("org.jooq", "jOOQ");
        DATABASE.put("java.sql", "JDBC");
        DATABASE.put("javax.sql", "JDBC");
        DATABASE.put("org.postgresql", "the driver of PostgreSQL");
        DATABASE.put("com.zaxxer.hikari", "a pool of connections");
        FRAMEWORKS.putAll(DATABASE);
        FRAMEWORKS.put("com.google.inject", "Guice");
        FRAMEWORKS.put("org.springframework", "Spring");
        FRAMEWORKS.put("dev.keelson", "Keelson beyond its kernel");
    }

    /** What every layer may import, however strict its list is. */
    private static final List<String> ALWAYS = List.of("java..", "dev.keelson.kernel..", "org.jspecify..");

    private static final String KERNEL = "dev.keelson.kernel";

    /** What stands before the name of a class. */
    private static final Pattern PACKAGE = Pattern.compile("\\b(\\p{javaLowerCase}[\\w$]*\\.)+(?=\\p{Lu})");

    private final Scope scope;
    private final Layers layers;

    Imports(Scope scope, Layers layers) {
        this.scope = scope;
        this.layers = layers;
    }

    /** Those of layers further out. */
    List<Finding> outward(List<JavaClass> classes) {
        return findings(classes, (origin, target) -> {
            if (!scope.contains(target) || layers.of(target).compareTo(layers.of(origin)) <= 0) {
                return null;
            }
            return origin.getName() + ", " + layers.place(origin) + ", imports " + target.getName() + ", "
                    + layers.place(target);
        });
    }

    /**
     * Those of the domain that no domain needs.
     *
     * @param only what it may import besides the kernel and the JDK; null where there is no such list
     */
    List<Finding> ofDomain(List<JavaClass> classes, @Nullable List<String> only) {
        return ofLayer(Layer.DOMAIN, FRAMEWORKS, classes, only);
    }

    /** Those of the application that tell it how things are stored. */
    List<Finding> ofApplication(List<JavaClass> classes, @Nullable List<String> only) {
        return ofLayer(Layer.APPLICATION, DATABASE, classes, only);
    }

    private List<Finding> ofLayer(
            Layer layer, Map<String, String> kept, List<JavaClass> classes, @Nullable List<String> only) {
        List<JavaClass> there =
                classes.stream().filter(type -> layers.of(type) == layer).toList();
        return findings(there, (origin, target) -> {
            String name = target.getPackageName();
            if (scope.contains(target) || isBelow(name, KERNEL) || target.isPrimitive()) {
                return null;
            }
            for (Map.Entry<String, String> framework : kept.entrySet()) {
                if (isBelow(name, framework.getKey())) {
                    return origin.getName() + " imports " + framework.getValue() + ": " + target.getName();
                }
            }
            if (only == null || matches(name, ALWAYS) || matches(name, only)) {
                return null;
            }
            return origin.getName() + " imports " + target.getName() + ", which is neither of the JDK nor of " + KERNEL
                    + (only.isEmpty() ? "" : " nor of " + String.join(", ", only));
        });
    }

    /** One for each pair of classes, with the first place where it shows. */
    private static List<Finding> findings(
            List<JavaClass> classes, BiFunction<JavaClass, JavaClass, @Nullable String> fault) {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass origin : classes) {
            Map<JavaClass, List<Dependency>> byTarget = new LinkedHashMap<>();
            for (Dependency dependency :
                    origin.getDirectDependenciesFromSelf().stream().sorted().toList()) {
                byTarget.computeIfAbsent(
                                dependency.getTargetClass().getBaseComponentType(), unused -> new ArrayList<>())
                        .add(dependency);
            }
            byTarget.forEach((target, places) -> {
                String found = fault.apply(origin, target);
                if (found != null) {
                    findings.add(Finding.in(origin, found + " (" + place(places) + ")"));
                }
            });
        }
        return findings;
    }

    private static String place(List<Dependency> places) {
        String first =
                PACKAGE.matcher(places.get(0).getDescription()).replaceAll("").replace(":0)", ")");
        return places.size() == 1 ? first : first + ", and " + (places.size() - 1) + " more";
    }

    private static boolean isBelow(String packageName, String root) {
        return (packageName + ".").startsWith(root + ".");
    }

    private static boolean matches(String packageName, List<String> patterns) {
        return patterns.stream().anyMatch(pattern -> PackageMatcher.of(pattern).matches(packageName));
    }
}
