package dev.keelson.testing.laws;

import dev.keelson.kernel.Ref;
import dev.keelson.testing.laws.values.Text;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Container;
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
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of an aggregate property by property, as its mapping sees it: each path with the text of its value and the columns that it lies
 * in. What has no order in the mapping has none here. Two states are equal just if their texts are, whatever {@code equals} says.
 */
final class Flat {

    private final AggregateModel model;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    private Flat(AggregateModel model) {
        this.model = model;
    }

    static Flat of(AggregateModel model, Object aggregate) {
        Flat flat = new Flat(model);
        flat.object(model.shape(), aggregate, model.name(), model.tables().get(0));
        return flat;
    }

    /** The texts of the values by their paths, as "Order.lines[0].price". */
    Map<String, String> texts() {
        return texts;
    }

    /** The columns in which the value of a path lies, as "order_lines.price". */
    Set<String> columns(String path) {
        return columns.getOrDefault(path, Set.of());
    }

    /** The paths whose values differ, those of the first state first. */
    Set<String> differing(Flat other) {
        Set<String> paths = new LinkedHashSet<>(texts.keySet());
        paths.addAll(other.texts.keySet());
        paths.removeIf(path -> Objects.equals(texts.get(path), other.texts.get(path)));
        return paths;
    }

    String text(String path) {
        return texts.getOrDefault(path, "nothing");
    }

    private void object(Shape shape, Object object, String path, TableModel table) {
        ObjectModel type = switch (shape) {
            case ObjectModel one -> one;
            case Hierarchy hierarchy -> {
                leaf(path + ".class", object.getClass().getSimpleName(), Set.of(column(table, hierarchy.column())));
                Hierarchy.Subtype subtype = hierarchy.ofClass(object.getClass());
                yield subtype == null ? null : subtype.object();
            }
        };
        if (type == null) {
            return;
        }
        for (Property property : type.properties()) {
            Object held = property.accessor().get(object);
            Object value = property.wrapped() && held instanceof Optional<?> optional ? optional.orElse(null) : held;
            TableModel in = property.extension() < 0 ? table : type.extensions().get(property.extension());
            content(property.content(), value, path + "." + property.name(), in);
        }
    }

    private static String column(TableModel table, int position) {
        return table.rowType().table() + "." + table.rowType().column(position).name();
    }

    private void leaf(String path, String text, Set<String> in) {
        texts.put(path, text);
        columns.put(path, in);
    }

    private static Set<String> columns(Content content, TableModel table) {
        Set<String> found = new LinkedHashSet<>();
        switch (content) {
            case ScalarContent scalar -> found.add(column(table, scalar.column()));
            case ConvertedContent converted -> {
                for (int n = 0; n < converted.count(); n++) {
                    found.add(column(table, converted.first() + n));
                }
            }
            case WrappedContent wrapped -> found.addAll(columns(wrapped.inner(), table));
            case ReferenceContent reference -> reference.columns().forEach(n -> found.add(column(table, n)));
            case SiblingContent sibling -> sibling.columns().forEach(n -> found.add(column(table, n)));
            case EmbeddedContent embedded -> shape(embedded.shape(), table, found);
            case CollectionContent collection -> {}
            case TreeContent tree -> {}
            case PartContent part -> {}
            case ParentContent parent -> {}
            case RefsContent refs -> {}
        }
        return found;
    }

    private static void shape(Shape shape, TableModel table, Set<String> into) {
        switch (shape) {
            case ObjectModel object -> object.properties().forEach(one -> into.addAll(columns(one.content(), table)));
            case Hierarchy hierarchy -> {
                into.add(column(table, hierarchy.column()));
                hierarchy.subtypes().forEach(one -> shape(one.object(), table, into));
            }
        }
    }

    private void content(Content content, @Nullable Object value, String path, TableModel table) {
        if (value == null && !(content instanceof CollectionContent) && !(content instanceof TreeContent)) {
            leaf(path, "null", columns(content, table));
            return;
        }
        switch (content) {
            case ScalarContent scalar when scalar.converter().comparesValues() -> {}
            case ConvertedContent converted when converted.converter().comparesValues() -> {}
            case ScalarContent scalar -> leaf(path, Text.of(value), columns(content, table));
            case ConvertedContent converted -> leaf(path, Text.of(value), columns(content, table));
            case WrappedContent wrapped -> leaf(path, Text.of(value), columns(content, table));
            case EmbeddedContent embedded -> object(embedded.shape(), Objects.requireNonNull(value), path, table);
            case ReferenceContent reference ->
                leaf(path, Text.of(identifier(reference, value)), columns(content, table));
            case SiblingContent sibling ->
                leaf(path, Text.of(sibling.target().get().of(Objects.requireNonNull(value))), columns(content, table));
            case CollectionContent collection ->
                collection(collection, collection.container(), value == null ? List.of() : value, path);
            case TreeContent tree ->
                collection(model.tree(tree.table()), tree.container(), value == null ? List.of() : value, path);
            case PartContent part -> content(part.element(), value, path, part.table());
            case ParentContent parent -> {}
            case RefsContent refs -> {}
        }
    }

    private static @Nullable Object identifier(ReferenceContent reference, @Nullable Object value) {
        return value instanceof Ref<?> ref
                ? ref.id()
                : value == null
                        ? null
                        : reference.target().get().first().identifier().of(value);
    }

    private void collection(CollectionContent content, Container container, Object value, String path) {
        List<Flat> elements = new ArrayList<>();
        Collection<?> all = value instanceof Map<?, ?> map ? map.entrySet() : (Collection<?>) value;
        for (Object element : all) {
            Flat one = new Flat(model);
            if (element instanceof Map.Entry<?, ?> entry && content.key() != null) {
                one.content(content.key(), entry.getKey(), ".key", content.table());
                one.content(content.element(), entry.getValue(), "", content.table());
            } else {
                one.content(content.element(), element, "", content.table());
            }
            elements.add(one);
        }
        boolean isOrdered =
                container.kind() == Container.Kind.LIST && content.table().position() >= 0;
        if (!isOrdered) {
            elements.sort(Comparator.comparing(one -> one.texts.toString()));
        }
        texts.put(path + ".size", String.valueOf(elements.size()));
        for (int n = 0; n < elements.size(); n++) {
            String at = path + "[" + n + "]";
            Flat one = elements.get(n);
            one.texts.forEach((below, text) -> leaf(at + below, text, one.columns(below)));
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        texts.forEach((path, value) -> text.append(text.isEmpty() ? "" : "\n")
                .append(path)
                .append(" = ")
                .append(value));
        return text.toString();
    }
}
