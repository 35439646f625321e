package dev.keelson.work.query;

import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.scan.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The property that a path names, and where it lies. Immutable.
 *
 * @param label what messages call it, as "Order.shippingAddress.city"
 * @param content where its value lies
 * @param table the table of the row that holds its columns
 * @param inJson the rest of the path, which leads on inside a JSON value; empty where there is none
 */
record Located(String label, Content content, TableModel table, List<String> inJson) {

    Located {
        inJson = List.copyOf(inJson);
    }

    /** Where a property is looked for: in objects of a shape, whose rows are of a table. */
    record Start(AggregateModel model, TableModel table, Shape shape, Class<?> type, String label) {}

    /**
     * Follows a path.
     *
     * @throws IllegalArgumentException if it names no property, or none that lies in columns of the same row
     */
    static Located of(Start start, String path) {
        String[] names = path.split("\\.", -1);
        Shape shape = start.shape();
        Class<?> type = start.type();
        TableModel table = start.table();
        String label = start.label();
        for (int i = 0; ; i++) {
            Step step = step(start, shape, type, label, names[i], path);
            label += "." + names[i];
            table = step.table() == null ? table : step.table();
            List<String> rest = List.of(names).subList(i + 1, names.length);
            if (rest.isEmpty() || isJson(step.content())) {
                return new Located(label, step.content(), table, rest);
            }
            if (!(step.content() instanceof EmbeddedContent embedded)) {
                throw elsewhere(path, label, step.content(), rest);
            }
            shape = embedded.shape();
            type = shape.type();
        }
    }

    private static boolean isJson(Content content) {
        return content instanceof ScalarContent scalar
                && (scalar.type().kind() == Kind.JSON || scalar.type().kind() == Kind.JSONB);
    }

    /**
     * One step on the way.
     *
     * @param table where the property lies in a further table of a joined hierarchy, else null
     */
    private record Step(Content content, @Nullable TableModel table) {

        private boolean isSame(Step other) {
            return Objects.equals(table, other.table) && place().equals(other.place());
        }

        private Object place() {
            return switch (content) {
                case ColumnContent columns -> ContentColumns.of(columns);
                case CollectionContent collection -> collection.table();
                case PartContent part -> part.table();
                case TreeContent tree -> tree.table();
                case RefsContent refs -> refs.path();
                case ParentContent parent -> "parent";
            };
        }
    }

    private static Step step(Start start, Shape shape, Class<?> type, String label, String name, String path) {
        List<Step> steps = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>();
        for (ObjectModel object : objects(shape, type)) {
            for (Property property : object.properties()) {
                known.add(property.name());
                if (property.name().equals(name)) {
                    steps.add(new Step(
                            property.content(),
                            property.extension() == Property.OWN_ROW
                                    ? null
                                    : object.extensions().get(property.extension())));
                }
            }
        }
        if (steps.isEmpty()) {
            Optional<String> near = Nearest.of(name, known, one -> one);
            throw new IllegalArgumentException("Cannot query by '" + path + "': " + label + " has no property '" + name
                    + "'" + near.map(one -> "; did you mean '" + one + "'?").orElse(".") + " It has "
                    + String.join(", ", known) + ".");
        }
        if (!steps.stream().allMatch(steps.get(0)::isSame)) {
            throw new IllegalArgumentException("Cannot query by '" + path + "': several classes of " + label
                    + " have a property '" + name + "', each in columns of its own. Name the class that is meant:"
                    + " work.field(" + start.model().name() + "...class, \"" + path + "\").");
        }
        return steps.get(0);
    }

    private static List<ObjectModel> objects(Shape shape, Class<?> type) {
        return switch (shape) {
            case ObjectModel object -> List.of(object);
            case Hierarchy hierarchy ->
                hierarchy.subtypes().stream()
                        .map(Hierarchy.Subtype::object)
                        .filter(object -> type.isAssignableFrom(object.type()))
                        .toList();
        };
    }

    private static IllegalArgumentException elsewhere(String path, String label, Content content, List<String> rest) {
        String name = label.substring(label.indexOf('.') + 1);
        String inner = String.join(".", rest);
        String mend = content instanceof ReferenceContent
                ? "Ask the aggregate that it refers to: at(\"" + name + "\", other -> other.field(\"" + inner
                        + "\")...)"
                : content instanceof ColumnContent
                        ? "Compare " + label + " itself"
                        : "Ask for it there: any(\"" + name + "\", one -> one.field(\"" + inner + "\")...)";
        return new IllegalArgumentException("Cannot query by '" + path + "': " + label
                + " has no properties in columns of the same row. " + mend + ".");
    }
}
