package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * Why a class cannot be an embedded value or an element, and what to do instead. Immutable.
 *
 * @param problem what is wrong with it
 * @param mend what to write
 */
record Unmappable(String problem, String mend) {

    private static final String CONVERTER = "give the property a converter: .property(\"...\", p -> p.converter(...))";

    /** The reason, or empty for a type whose properties may lie in columns. */
    static Optional<Unmappable> of(Type type, Place place, BuildContext context, HierarchyConfig hierarchy) {
        Class<?> raw = Types.raw(type);
        String name = raw.getSimpleName();
        Optional<Class<?>> root = context.rootOf(type);
        if (root.isPresent()) {
            String identifier = context.references()
                    .ofRoot(root.get())
                    .map(identity -> identity.meaning().getSimpleName())
                    .orElse(name + "Id");
            return Optional.of(new Unmappable(
                    "refers to objects of another aggregate, " + name + ", which has a life and a version of its own",
                    "hold Refs<" + name + ">, or the identifiers: Set<" + identifier + ">"));
        }
        if (place.around().within().contains(raw) || place.around().owners().contains(raw)) {
            return Optional.of(new Unmappable(
                    "a " + name + " contains itself, so it would need columns without end",
                    "break the circle, or " + CONVERTER));
        }
        boolean isHierarchy = Hierarchies.isHierarchy(raw, hierarchy);
        if (raw == Object.class || (!isHierarchy && !ClassScan.isPlainClass(raw))) {
            return Optional.of(new Unmappable(
                    "no column type is known for " + type.getTypeName() + ", and it has no parts", CONVERTER));
        }
        if (!isHierarchy && context.properties(type).isEmpty()) {
            return Optional.of(new Unmappable("the class " + raw.getName() + " has no persistent fields", CONVERTER));
        }
        return Optional.empty();
    }
}
