package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Maps the identifier of an entity before its other properties: it stands first in the row. Used by one thread. */
final class EntityIdentifiers {

    private final BuildContext context;
    private final ObjectBuilder objects;

    EntityIdentifiers(BuildContext context, ObjectBuilder objects) {
        this.context = context;
        this.objects = objects;
    }

    /** The properties that lead to the identifier of what stands at a place, none where it has none. */
    List<PropertyDraft> find(Place row, @Nullable String configured, HierarchyConfig hierarchy) {
        return Identifiers.find(concrete(row.type(), row.path(), hierarchy), row.raw(), configured, context);
    }

    /** The columns of the identifier, none where there is none. */
    List<Integer> map(Place row, @Nullable String configured, HierarchyConfig hierarchy, TableDraft table) {
        List<PropertyDraft> path = find(row, configured, hierarchy);
        if (path.isEmpty()) {
            if (configured != null) {
                context.faults()
                        .add(
                                row.path(),
                                "no identifier: there is no property '" + configured + "'",
                                "name the property that identifies it: .id(\"...\")");
            }
            return List.of();
        }
        int from = table.width();
        objects.identifier(path, row, table).ifPresent(content -> table.mapped(Identifiers.within(path), content));
        return IntStream.range(from, table.width()).boxed().toList();
    }

    /** A class with fields: the type itself, or the first concrete one of its hierarchy. */
    private Type concrete(Type type, String path, HierarchyConfig hierarchy) {
        Class<?> raw = Types.raw(type);
        return Hierarchies.isHierarchy(raw, hierarchy) && raw.isInterface()
                ? Hierarchies.concretes(raw, hierarchy, path, context.faults()).stream()
                        .findFirst()
                        .map(Type.class::cast)
                        .orElse(type)
                : type;
    }
}
