package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Which property identifies an entity: the one configured, by a path; else the one that an annotation names; else {@code id};
 * else the one whose type is named after the entity, as {@code OrderId} for {@code Order}.
 *
 * <p>Source: Fowler, PoEAA, Identity Field (216).
 */
final class Identifiers {

    private Identifiers() {}

    /**
     * The properties that lead to the identifier; none where there is none.
     *
     * @param type the concrete class
     * @param named the class after which the identifier's type may be named
     */
    static List<PropertyDraft> find(Type type, Class<?> named, @Nullable String configured, BuildContext context) {
        if (configured != null) {
            return path(type, configured, context);
        }
        List<PropertyDraft> properties = context.properties(type);
        Optional<PropertyDraft> found = ClassScan.identity(properties, Types.raw(type));
        if (found.isEmpty()) {
            found = byName(properties, "id");
        }
        return found.isPresent() ? List.of(found.get()) : byType(properties, named.getSimpleName() + "Id", context);
    }

    private static List<PropertyDraft> path(Type type, String configured, BuildContext context) {
        List<PropertyDraft> path = new ArrayList<>();
        Type at = type;
        for (String name : List.of(configured.split("\\.", -1))) {
            Optional<PropertyDraft> step = byName(context.properties(at), name);
            if (step.isEmpty()) {
                return List.of();
            }
            path.add(step.get());
            at = step.get().type();
        }
        return path;
    }

    private static Optional<PropertyDraft> byName(List<PropertyDraft> properties, String name) {
        for (PropertyDraft property : properties) {
            if (property.name().equals(name)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    private static List<PropertyDraft> byType(List<PropertyDraft> properties, String name, BuildContext context) {
        for (PropertyDraft property : properties) {
            if (context.scalars().meaning(property.type()).getSimpleName().equals(name)) {
                return List.of(property);
            }
        }
        return List.of();
    }

    /** The same as a path within the entity's row. */
    static String within(List<PropertyDraft> path) {
        StringJoiner within = new StringJoiner(".");
        for (PropertyDraft step : path) {
            within.add(step.name());
        }
        return within.toString();
    }
}
