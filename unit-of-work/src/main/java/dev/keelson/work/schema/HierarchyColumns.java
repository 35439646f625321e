package dev.keelson.work.schema;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
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
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the hierarchies of classes in one aggregate say of its columns. Used by one thread, once. */
final class HierarchyColumns {

    /**
     * A column that tells classes apart.
     *
     * @param property the path of the value within the row's object; empty where it is that object
     * @param hierarchy the classes
     */
    record Discriminator(String property, Hierarchy hierarchy) {}

    /** A column, by the places of its table and of itself. */
    private record Place(int table, int column) {}

    private final Map<Place, Discriminator> discriminators = new HashMap<>();
    private final Set<Place> partial = new HashSet<>();

    private HierarchyColumns() {}

    static HierarchyColumns of(AggregateModel aggregate) {
        HierarchyColumns columns = new HierarchyColumns();
        columns.shape(aggregate.shape(), 0, "");
        return columns;
    }

    /** The discriminator in this column, or null. */
    @Nullable
    Discriminator discriminator(int table, int column) {
        return discriminators.get(new Place(table, column));
    }

    /** Whether only some classes of a hierarchy have a property in this column. */
    boolean isPartial(int table, int column) {
        return partial.contains(new Place(table, column));
    }

    /** Goes through a shape, and tells its columns in that table. */
    private Set<Integer> shape(Shape shape, int table, String property) {
        return switch (shape) {
            case ObjectModel object -> object(object, table, property);
            case Hierarchy hierarchy -> hierarchy(hierarchy, table, property);
        };
    }

    private Set<Integer> hierarchy(Hierarchy hierarchy, int table, String property) {
        discriminators.put(new Place(table, hierarchy.column()), new Discriminator(property, hierarchy));
        Map<Integer, Integer> classes = new LinkedHashMap<>();
        for (Hierarchy.Subtype subtype : hierarchy.subtypes()) {
            object(subtype.object(), table, property).forEach(column -> classes.merge(column, 1, Integer::sum));
        }
        classes.forEach((column, count) -> {
            if (count < hierarchy.subtypes().size()) {
                partial.add(new Place(table, column));
            }
        });
        return with(classes.keySet(), hierarchy.column());
    }

    private Set<Integer> object(ObjectModel object, int table, String path) {
        Set<Integer> columns = new HashSet<>();
        for (Property property : object.properties()) {
            String within = path.isEmpty() ? property.name() : path + "." + property.name();
            if (property.extension() == Property.OWN_ROW) {
                columns.addAll(content(property.content(), table, within));
            } else {
                int extension = object.extensions().get(property.extension()).index();
                content(property.content(), extension, within);
            }
        }
        return columns;
    }

    private Set<Integer> content(Content content, int table, String property) {
        return switch (content) {
            case ScalarContent scalar -> Set.of(scalar.column());
            case ConvertedContent converted ->
                with(
                        IntStream.range(converted.first(), converted.first() + converted.count())
                                .boxed()
                                .collect(Collectors.toSet()),
                        converted.presence());
            case EmbeddedContent embedded -> with(shape(embedded.shape(), table, property), embedded.presence());
            case WrappedContent wrapped -> content(wrapped.inner(), table, property);
            case ReferenceContent reference -> content(reference.identifier(), table, property);
            case SiblingContent sibling -> content(sibling.identifier(), table, property);
            case CollectionContent collection -> {
                content(collection.element(), collection.table().index(), "");
                yield Set.of();
            }
            case PartContent part -> {
                content(part.element(), part.table().index(), "");
                yield Set.of();
            }
            case TreeContent tree -> Set.of();
            case ParentContent parent -> Set.of();
            case RefsContent refs -> Set.of();
        };
    }

    private static Set<Integer> with(Set<Integer> columns, int more) {
        Set<Integer> all = new HashSet<>(columns);
        if (more >= 0) {
            all.add(more);
        }
        return all;
    }
}
