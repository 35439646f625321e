package dev.keelson.work.mapping;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.CollectionContent.Container;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Maps collections to tables of their own. An element with an identifier is told by it; without one by its place in a
 * list, or by all its values in a set. Used by one thread.
 */
final class CollectionBuilder {

    private final BuildContext context;
    private final Tables tables;
    private final ObjectBuilder objects;

    CollectionBuilder(BuildContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
        this.objects = new ObjectBuilder(context, this);
    }

    ObjectBuilder objects() {
        return objects;
    }

    Optional<CollectionContent> collection(PropertyDraft draft, Place place, TableDraft parent) {
        Class<?> element = draft.elementType();
        Optional<Container> container = container(draft.valueType());
        if (container.isEmpty()) {
            context.faults()
                    .add(
                            place.path(draft),
                            "a " + draft.valueType().getSimpleName() + " cannot be filled by a load",
                            "declare it as List, Set or Collection");
            return Optional.empty();
        }
        CollectionConfig config = place.config().collections().get(place.within(draft));
        if (config == null) {
            config = new CollectionConfig();
        }
        Optional<ScalarConverter<Object>> scalar = context.scalars().find(element);
        Optional<Unmappable> unmappable =
                scalar.isPresent() ? Optional.empty() : Unmappable.of(element, place, context.roots());
        if (unmappable.isPresent()) {
            context.faults()
                    .add(
                            place.path(draft),
                            "its elements: " + unmappable.get().problem(),
                            unmappable.get().mend());
            return Optional.empty();
        }
        return table(draft, place, parent, config, container.get(), scalar);
    }

    private Optional<CollectionContent> table(
            PropertyDraft draft,
            Place place,
            TableDraft parent,
            CollectionConfig config,
            Container container,
            Optional<ScalarConverter<Object>> scalar) {
        String owner = Naming.snake(place.rowType().getSimpleName());
        TableName name = name(draft, owner, parent, config);
        TableDraft table = new TableDraft(name, place.path(draft), context.faults(), context.live());
        int index = tables.reserve();
        Tables.Parent up = tables.parent(parent);
        Map<String, Content> done = new HashMap<>();
        Place row = place.element(draft, config);
        Optional<PropertyDraft> identifier =
                scalar.isPresent() ? Optional.empty() : Identifiers.find(draft.elementType(), config.identifier());
        identifier.ifPresent(
                id -> objects.identifier(id, row, table).ifPresent(content -> done.put(id.name(), content)));
        int identifierWidth = table.width();
        List<Integer> parentColumns = parentColumns(up, parent, table, owner, config);
        int position = -1;
        if (container == Container.LIST) {
            String column = config.positionColumn() == null ? "position" : config.positionColumn();
            position = table.add(column, "", ColumnType.integer(), false);
        }
        List<Integer> key = identifier.isPresent() ? range(identifierWidth) : null;
        // what is known of the key before the elements' own columns are; children of elements refer to it
        tables.announce(table, index, key == null ? listKey(parentColumns, position) : key);
        Optional<? extends ColumnContent> content = element(draft, row, table, config, done, scalar);
        if (key == null && position < 0) {
            content.ifPresent(element -> refuseCollections(element, draft, place));
        }
        List<Integer> finalKey =
                key != null ? key : position >= 0 ? listKey(parentColumns, position) : range(table.width());
        TableModel model =
                new TableModel(index, up.index(), table.rowType(finalKey, -1), parentColumns, up.key(), position);
        tables.complete(model);
        return content.map(elements -> new CollectionContent(model, elements, container));
    }

    private static TableName name(PropertyDraft draft, String owner, TableDraft parent, CollectionConfig config) {
        String configured = config.table();
        return configured == null
                ? new TableName(parent.name().schema(), owner + "_" + Naming.snake(draft.name()))
                : TableName.of(configured);
    }

    /** Elements of a set without an identifier have no key before they have all their columns. */
    private void refuseCollections(ColumnContent element, PropertyDraft draft, Place place) {
        if (holdsCollection(element)) {
            context.faults()
                    .add(
                            place.path(draft),
                            "its elements hold collections, but have no identifier that the rows of those could name",
                            "give " + draft.elementType().getSimpleName() + " an id, or make the set a list");
        }
    }

    private static boolean holdsCollection(ColumnContent content) {
        return content instanceof EmbeddedContent embedded
                && embedded.object().properties().stream()
                        .anyMatch(property -> property.content() instanceof CollectionContent
                                || (property.content() instanceof ColumnContent columns && holdsCollection(columns)));
    }

    private Optional<? extends ColumnContent> element(
            PropertyDraft draft,
            Place row,
            TableDraft table,
            CollectionConfig config,
            Map<String, Content> done,
            Optional<ScalarConverter<Object>> scalar) {
        if (scalar.isPresent()) {
            String column = config.column() != null
                    ? config.column()
                    : context.columnName(
                            Naming.singular(draft.name()),
                            context.references().find(draft.elementType()).isPresent());
            int at = table.add(column, "", Scalars.columnType(scalar.get()), false);
            context.references()
                    .find(draft.elementType())
                    .ifPresent(to -> table.addForeignKey(
                            new ForeignKey(List.of(at), to.table(), List.of(to.keyColumn()), false)));
            return Optional.of(new ScalarContent(at, table.column(at).type(), scalar.get()));
        }
        return objects.object(row, table, done, config.constructor())
                .map(object -> new EmbeddedContent(object, 0, table.width(), -1));
    }

    private List<Integer> parentColumns(
            Tables.Parent up, TableDraft parent, TableDraft table, String owner, CollectionConfig config) {
        List<Integer> columns = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        for (int keyColumn : up.key()) {
            Column key = parent.column(keyColumn);
            String column = config.parentColumn() != null && up.key().size() == 1
                    ? config.parentColumn()
                    : owner + "_" + key.name();
            columns.add(table.add(column, "", key.type(), false));
            targets.add(key.name());
        }
        table.addForeignKey(new ForeignKey(columns, parent.name(), targets, true));
        return columns;
    }

    private static List<Integer> listKey(List<Integer> parentColumns, int position) {
        List<Integer> key = new ArrayList<>(parentColumns);
        if (position >= 0) {
            key.add(position);
        }
        return key;
    }

    private static List<Integer> range(int width) {
        return IntStream.range(0, width).boxed().toList();
    }

    private static Optional<Container> container(Class<?> type) {
        if (type.isAssignableFrom(ArrayList.class) && Collection.class.isAssignableFrom(type)) {
            return Optional.of(Container.LIST);
        }
        if (type.isAssignableFrom(LinkedHashSet.class) && Collection.class.isAssignableFrom(type)) {
            return Optional.of(Container.SET);
        }
        return Optional.empty();
    }
}
