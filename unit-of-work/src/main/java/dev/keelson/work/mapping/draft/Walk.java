package dev.keelson.work.mapping.draft;

import dev.keelson.work.model.Accessor;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.FieldPath;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds properties within mapped objects by their paths. */
public final class Walk {

    private Walk() {}

    /** The classes that a shape may be of. */
    public static List<ObjectModel> objects(Shape shape) {
        return switch (shape) {
            case ObjectModel object -> List.of(object);
            case Hierarchy hierarchy -> {
                List<ObjectModel> objects = new ArrayList<>();
                for (Hierarchy.Subtype subtype : hierarchy.subtypes()) {
                    objects.add(subtype.object());
                }
                yield objects;
            }
        };
    }

    /** The properties that lead to the end of this path; empty where an object has none of the name. */
    static List<Property> steps(ObjectModel object, String path) {
        List<Property> steps = new ArrayList<>();
        Shape at = object;
        for (String name : List.of(path.split("\\.", -1))) {
            Property found = at == null ? null : property(name, objects(at));
            if (found == null) {
                return List.of();
            }
            steps.add(found);
            at = found.content() instanceof EmbeddedContent embedded ? embedded.shape() : null;
        }
        return steps;
    }

    private static @Nullable Property property(String name, List<ObjectModel> objects) {
        for (ObjectModel object : objects) {
            for (Property property : object.properties()) {
                if (property.name().equals(name)) {
                    return property;
                }
            }
        }
        return null;
    }

    /** The fields that lead to the end of this path, which every class of the shape has. */
    public static FieldPath fields(Shape shape, String path) {
        Map<Class<?>, List<Accessor>> byClass = new HashMap<>();
        for (ObjectModel object : objects(shape)) {
            List<Accessor> fields = new ArrayList<>();
            for (Property step : steps(object, path)) {
                fields.add(step.accessor());
            }
            byClass.put(object.type(), fields);
        }
        return shape instanceof ObjectModel object
                ? FieldPath.of(byClass.getOrDefault(object.type(), List.of()))
                : FieldPath.byClass(byClass);
    }

    /** Where the value at the end of this path lies, in the first class that has it. */
    public static Optional<Property> property(Shape shape, String path) {
        for (ObjectModel object : objects(shape)) {
            List<Property> steps = steps(object, path);
            if (!steps.isEmpty()) {
                return Optional.of(steps.get(steps.size() - 1));
            }
        }
        return Optional.empty();
    }

    /** All columns of a value, in order. */
    public static List<Integer> columns(Content content) {
        return switch (content) {
            case ScalarContent scalar -> List.of(scalar.column());
            case ConvertedContent converted -> {
                List<Integer> columns = new ArrayList<>();
                for (int i = 0; i < converted.count(); i++) {
                    columns.add(converted.first() + i);
                }
                yield columns;
            }
            case EmbeddedContent embedded ->
                objects(embedded.shape()).stream()
                        .flatMap(object -> object.properties().stream())
                        .flatMap(property -> columns(property.content()).stream())
                        .distinct()
                        .toList();
            case WrappedContent wrapped -> columns(wrapped.inner());
            case ReferenceContent reference -> reference.columns();
            case SiblingContent sibling -> sibling.columns();
            case CollectionContent collection -> List.of();
            case TreeContent tree -> List.of();
            case PartContent part -> List.of();
            case ParentContent parent -> List.of();
            case RefsContent refs -> List.of();
        };
    }

    /** The first column that is never null while the object is there, or -1. */
    public static int firstRequired(Shape shape) {
        return switch (shape) {
            case Hierarchy hierarchy -> hierarchy.column();
            case ObjectModel object -> {
                int found = -1;
                for (Property property : object.properties()) {
                    if (found < 0 && !property.nullable() && property.content() instanceof ColumnContent columns) {
                        found = firstRequired(columns);
                    }
                }
                yield found;
            }
        };
    }

    private static int firstRequired(ColumnContent content) {
        return switch (content) {
            case ScalarContent scalar -> scalar.column();
            case ConvertedContent converted -> firstRequired(converted);
            case EmbeddedContent embedded -> firstRequired(embedded.shape());
            case WrappedContent wrapped -> firstRequired(wrapped.inner());
            case ReferenceContent reference -> firstRequired(reference.identifier());
            case SiblingContent sibling -> firstRequired(sibling.identifier());
        };
    }

    /** The first column that its converter never leaves null, or -1. */
    public static int firstRequired(ConvertedContent content) {
        for (int i = 0; i < content.count(); i++) {
            if (!content.converter().columns().get(i).nullable()) {
                return content.first() + i;
            }
        }
        return -1;
    }
}
