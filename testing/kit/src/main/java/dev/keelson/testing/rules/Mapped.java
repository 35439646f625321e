package dev.keelson.testing.rules;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Container;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.WrappedContent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a mapping tells of classes, by their full names. Not changed once it is made. */
final class Mapped {

    private static final String BY_MAPPING = "the mapping says so";

    private final Map<String, Roles.Known> roles = new HashMap<>();
    private final Map<String, Set<String>> properties = new HashMap<>();
    private final Map<String, String> families = new HashMap<>();

    /** What these mappings tell together; nothing where there is none. */
    Mapped(List<DomainModel> models) {
        models.stream().flatMap(model -> model.aggregates().stream()).forEach(this::aggregate);
    }

    boolean isEmpty() {
        return roles.isEmpty();
    }

    /** What the mapping knows each class to be. */
    Map<String, Roles.Known> roles() {
        return roles;
    }

    /** The persistent properties of each class that it maps. */
    Map<String, Set<String>> properties() {
        return properties;
    }

    /** The type that the classes of a hierarchy of roots have in common, for each of them. */
    Map<String, String> families() {
        return families;
    }

    private void aggregate(AggregateModel aggregate) {
        said(aggregate.shape(), Role.ROOT);
        roles.put(aggregate.family().getName(), new Roles.Known(Role.ROOT, BY_MAPPING));
        families.put(aggregate.family().getName(), aggregate.family().getName());
        families.put(aggregate.type().getName(), aggregate.family().getName());
        for (ObjectModel object : objects(aggregate.shape())) {
            families.put(object.type().getName(), aggregate.family().getName());
        }
        walk(aggregate.shape());
    }

    private void walk(Shape shape) {
        for (ObjectModel object : objects(shape)) {
            Set<String> names = properties.computeIfAbsent(object.type().getName(), unused -> new HashSet<>());
            for (Property property : object.properties()) {
                names.add(property.name());
                walk(property.content());
            }
        }
    }

    private void walk(Content content) {
        switch (content) {
            case CollectionContent collection ->
                element(
                        collection.element(),
                        role(collection.table(), collection.container().kind() == Container.Kind.MAP));
            case PartContent part -> element(part.element(), hasIdentity(part.table()) ? Role.ENTITY : Role.PART);
            case EmbeddedContent embedded -> element(embedded, Role.VALUE);
            case WrappedContent wrapped -> walk(wrapped.inner());
            default -> {} // a single value, or a way to an object that is known already
        }
    }

    private void element(Content element, Role role) {
        if (element instanceof EmbeddedContent embedded) {
            said(embedded.shape(), role);
            walk(embedded.shape());
        } else {
            walk(element);
        }
    }

    /** The class of an identity stays that, wherever else it may be found. */
    private void said(Shape shape, Role role) {
        said(shape.type(), role);
        objects(shape).forEach(object -> said(object.type(), role));
    }

    private void said(Class<?> type, Role role) {
        roles.merge(
                type.getName(),
                new Roles.Known(role, BY_MAPPING),
                (known, found) -> known.role().compareTo(found.role()) <= 0 ? known : found);
    }

    /** What the elements of a collection are: entities if an identifier of their own tells them apart. */
    private static Role role(TableModel table, boolean keyed) {
        if (hasIdentity(table)) {
            return Role.ENTITY;
        }
        if (keyed || table.isTree()) {
            return Role.PART;
        }
        Set<Integer> others = new HashSet<>();
        for (int column = 0; column < table.rowType().width(); column++) {
            others.add(column);
        }
        others.remove(table.position());
        table.parentColumns().forEach(others::remove);
        Set<Integer> own = new HashSet<>(table.rowType().keyColumns());
        own.retainAll(others);
        return own.isEmpty() || own.equals(others) ? Role.VALUE : Role.ENTITY;
    }

    private static boolean hasIdentity(TableModel table) {
        List<Integer> key = table.rowType().keyColumns();
        return !key.isEmpty()
                && key.stream()
                        .noneMatch(column -> column == table.position()
                                || table.parentColumns().contains(column));
    }

    private static List<ObjectModel> objects(Shape shape) {
        return switch (shape) {
            case ObjectModel object -> List.of(object);
            case Hierarchy hierarchy ->
                hierarchy.subtypes().stream().map(Hierarchy.Subtype::object).toList();
        };
    }
}
