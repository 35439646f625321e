package dev.keelson.work.mapping.draft;

import dev.keelson.work.mapping.CollectionConfig;
import dev.keelson.work.mapping.Corrections;
import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.mapping.ObjectConfig;
import dev.keelson.work.mapping.PartConfig;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.scan.Faults;
import dev.keelson.work.scan.Nearest;
import dev.keelson.work.scan.PropertyDraft;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which properties were mapped under which corrections, so that every configured path can be proved. Used by one thread. */
public final class Paths {

    /** What a property turned out to be, and how it is corrected. */
    public enum Kind {
        COLUMNS("lies in its object's own row", "property"),
        COLLECTION("is a collection with a table of its own", "children"),
        PART("is a part with a table of its own", "part"),
        REFS("refers to other aggregates that are found on demand", "refs"),
        IGNORED("is left out", "ignore");

        private final String sentence;
        private final String method;

        Kind(String sentence, String method) {
            this.sentence = sentence;
            this.method = method;
        }
    }

    /** What was mapped under one set of corrections. */
    private static final class Seen {
        private final Map<String, Kind> kinds = new HashMap<>();
        private final Map<String, Set<Class<?>>> declaring = new HashMap<>();
        private final Set<String> wrapped = new HashSet<>();
    }

    private final IdentityHashMap<ObjectConfig<?>, Seen> seen = new IdentityHashMap<>();

    /** Tells that a property was mapped, to every set of corrections that could be for it. */
    public void mapped(PropertyDraft draft, Place place, Kind kind) {
        String within = place.within(draft);
        for (Corrections at = place.corrections(); at != null; at = at.outer()) {
            if (within.length() > at.from() || at.from() == 0) {
                Seen known = seen.computeIfAbsent(at.config(), unused -> new Seen());
                String path = within.substring(at.from());
                known.kinds.put(path, kind);
                if (place.wrapper()) {
                    known.wrapped.add(path);
                }
                known.declaring.computeIfAbsent(path, unused -> new HashSet<>()).add(place.raw());
            }
        }
    }

    /** Every configured path must have led to a property of its kind. */
    public void check(ObjectConfig<?> config, String path, Faults faults) {
        Seen known = seen.getOrDefault(config, new Seen());
        for (Map.Entry<String, PropertyConfig> property : config.properties().entrySet()) {
            String asked = property.getKey();
            boolean ofWrapper = property.getValue().creator() != null && known.wrapped.contains(asked);
            if (!ofWrapper) { // a value around a collection shares its path, and has a constructor of its own
                check(path, asked, Kind.COLUMNS, known, faults);
            }
        }
        for (String asked : config.refs().keySet()) {
            check(path, asked, Kind.REFS, known, faults);
        }
        for (String asked : config.ignored()) {
            check(path, asked, Kind.IGNORED, known, faults);
        }
        for (Map.Entry<String, PartConfig> part : config.parts().entrySet()) {
            String asked = part.getKey();
            check(path, asked, Kind.PART, known, faults);
            if (known.kinds.get(asked) == Kind.PART) {
                check(part.getValue(), path + "." + asked, faults);
            }
        }
        for (Map.Entry<String, CollectionConfig> elements : config.collections().entrySet()) {
            String asked = elements.getKey();
            check(path, asked, Kind.COLLECTION, known, faults);
            if (known.kinds.get(asked) == Kind.COLLECTION) {
                checkElements(elements.getValue(), path + "." + asked, faults);
            }
        }
        for (Map.Entry<String, PropertyConfig> property : config.properties().entrySet()) {
            checkSubtypes(property.getValue().hierarchy(), path + "." + property.getKey(), faults);
        }
        checkSubtypes(config.hierarchy(), path, faults);
        checkDeclaring(config, path, known, faults);
    }

    private void checkElements(CollectionConfig elements, String path, Faults faults) {
        if (seen.containsKey(elements)) { // a tree's inner collections follow its outermost one
            check(elements, path, faults);
        }
    }

    private void checkSubtypes(HierarchyConfig hierarchy, String path, Faults faults) {
        hierarchy.corrections().forEach((type, correction) -> {
            if (seen.containsKey(correction)) { // else it is no subtype, which is told elsewhere, or has no properties
                check(correction, path + "(" + type.getSimpleName() + ")", faults);
            }
        });
    }

    private static void checkDeclaring(ObjectConfig<?> config, String path, Seen known, Faults faults) {
        config.declaredBy().forEach((asked, declaring) -> {
            Set<Class<?>> classes = known.declaring.getOrDefault(asked, Set.of());
            boolean related = classes.isEmpty()
                    || classes.stream()
                            .anyMatch(type -> declaring.isAssignableFrom(type) || type.isAssignableFrom(declaring));
            if (!related) {
                faults.add(
                        path + "." + asked,
                        "its accessor was given as one of " + declaring.getName() + ", which is another class",
                        "write " + classes.iterator().next().getSimpleName() + "::" + asked);
            }
        });
    }

    private static void check(String path, String asked, Kind kind, Seen known, Faults faults) {
        Kind found = known.kinds.get(asked);
        if (found == null) {
            faults.add(path + "." + asked, "there is no such property", nearest(asked, known.kinds.keySet()));
        } else if (found != kind && kind != Kind.IGNORED) {
            faults.add(
                    path + "." + asked,
                    "it " + found.sentence + ", and is corrected by ." + kind.method + "(...)",
                    "write ." + found.method + "(\"" + asked + "\", ...)");
        }
    }

    private static String nearest(String wrong, Set<String> mapped) {
        return Nearest.of(wrong, mapped, name -> name)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known are: " + String.join(", ", new TreeSet<>(mapped)));
    }
}
