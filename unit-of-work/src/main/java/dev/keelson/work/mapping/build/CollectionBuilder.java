package dev.keelson.work.mapping.build;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.CollectionConfig;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.Containers;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.ParentKeys;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Container;
import dev.keelson.work.model.Container.Kind;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.Late;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.CreatorChoice;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Maps collections and maps to tables of their own. An element with an identifier is told by it; without one by its place in a
 * list, by its key in a map, or by all its values in a set. Used by one thread.
 *
 * <p>Source: Fowler, PoEAA, Dependent Mapping (262), Association Table Mapping (248).
 */
final class CollectionBuilder {

    private final BuildContext context;
    private final Tables tables;
    private final ElementBuilder elements;
    private final TreeBuilder trees;
    private final EntityIdentifiers identifiers;

    CollectionBuilder(
            BuildContext context,
            Tables tables,
            ShapeBuilder shapes,
            ColumnBuilder columns,
            EntityIdentifiers identifiers) {
        this.context = context;
        this.tables = tables;
        this.elements = new ElementBuilder(context, tables, shapes, columns, this, identifiers);
        this.trees = new TreeBuilder(context, tables);
        this.identifiers = identifiers;
    }

    /**
     * A collection before its table is mapped.
     *
     * @param type its type, with arguments
     * @param path its place in messages, as "Order.lines"
     * @param table the name of its table by convention
     * @param owner what the names of the parent's key start with by convention
     * @param element what a single value's column is named after
     * @param config what configuration says
     */
    record Draft(Type type, String path, TableName table, String owner, String element, CollectionConfig config) {

        /** The type of its elements, or of its values where it is a map. */
        Type elementType() {
            Class<?> raw = Types.raw(type);
            Type element = Map.class.isAssignableFrom(raw)
                    ? Types.argument(type, Map.class, 1)
                    : Types.argument(type, Collection.class, 0);
            return element == null ? Object.class : element;
        }

        Type keyType() {
            Type key = Types.argument(type, Map.class, 0);
            return key == null ? Object.class : key;
        }
    }

    Optional<? extends Content> collection(PropertyDraft draft, Place place, TableDraft parent) {
        if (place.isRow()
                && !place.around().owners().isEmpty()
                && Types.raw(draft.elementType()) == place.around().row()) {
            return trees.nodes(draft, place, parent);
        }
        CollectionConfig config = place.corrections().collection(place.within(draft));
        String owner = Naming.snake(place.around().row().getSimpleName());
        TableName name = new TableName(
                parent.name().schema(),
                owner + "_" + Naming.snake(place.within(draft).replace('.', '_')));
        String element = place.name(draft);
        Draft collection = new Draft(draft.type(), place.path(draft), name, owner, element, config);
        checkConstructor(collection, place, draft);
        return collection(collection, place, parent);
    }

    /** A constructor that is said under the path of a value around a collection is that of the elements. */
    private void checkConstructor(Draft draft, Place place, PropertyDraft collection) {
        CreatorChoice said = draft.config().creator();
        if (!place.wrapper()
                || said == null
                || place.corrections().property(place.within(collection)).creator() != null) {
            return;
        }
        boolean ofWrapper = said.factory() == null
                && (said.properties().isEmpty()
                        ? hasConstructorOfNothing(place.raw())
                        : said.properties().equals(List.of(collection.name())));
        if (ofWrapper || !elements.isObject(draft)) {
            String wrapper = place.raw().getSimpleName();
            context.faults()
                    .add(
                            draft.path(),
                            "how it is made is said of its elements, and not of the " + wrapper + " around them",
                            "say it of the " + wrapper + ": .property(\"" + place.within(collection) + "\", p -> p."
                                    + spelled(said) + "); where the elements are meant, say both");
        }
    }

    private static String spelled(CreatorChoice said) {
        List<String> arguments = new ArrayList<>();
        if (said.factory() != null) {
            arguments.add("\"" + said.factory() + "\"");
        }
        said.properties().forEach(property -> arguments.add("\"" + property + "\""));
        return (said.factory() == null ? "constructor(" : "factory(") + String.join(", ", arguments) + ")";
    }

    private static boolean hasConstructorOfNothing(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors()).anyMatch(one -> one.getParameterCount() == 0);
    }

    Optional<CollectionContent> collection(Draft draft, Place place, TableDraft parent) {
        Optional<Container> container = Containers.of(draft.type());
        if (container.isEmpty()) {
            context.faults()
                    .add(
                            draft.path(),
                            "a " + Types.raw(draft.type()).getSimpleName() + " cannot be filled by a load",
                            "declare it as List, Set, Collection or Map, or as a class with a constructor that takes"
                                    + " nothing");
            return Optional.empty();
        }
        if (!elements.isMappable(draft, place)) {
            return Optional.empty();
        }
        return table(draft, place, parent, container.get());
    }

    private Optional<CollectionContent> table(Draft draft, Place place, TableDraft parent, Container container) {
        CollectionConfig config = draft.config();
        String configured = config.table();
        TableName name = configured == null ? draft.table() : TableName.of(configured);
        TableDraft table = new TableDraft(name, draft.path(), context.faults(), context.live());
        int index = tables.reserve();
        tables.announce(table, index, List.of());
        Tables.Parent up = tables.parent(parent);
        Place row = place.row(draft.elementType(), draft.path(), config);
        List<Integer> own = elements.isObject(draft)
                ? identifiers.map(row, config.identifier(), config.hierarchy(), table)
                : List.of();
        List<Integer> parentColumns =
                ParentKeys.add(table, parent, up.key(), draft.owner(), config.parentColumns(), config.isRecursive());
        int position = container.kind() == Kind.LIST && config.hasPosition()
                ? table.add(config.positionColumn(), "", ColumnType.integer(), false)
                : -1;
        Optional<ElementBuilder.Key> mapKey =
                container.kind() == Kind.MAP ? elements.key(draft, row, table) : Optional.of(ElementBuilder.Key.NONE);
        if (mapKey.isEmpty()) {
            return Optional.empty();
        }
        RowKey rowKey = new RowKey(own, parentColumns, position, mapKey.get().columns(), config.hasLocalIdentifier());
        tables.announce(table, index, rowKey.known());
        announceEntity(row, config, table, index, rowKey);
        Optional<? extends Content> content = elements.element(draft, row, table);
        rowKey.check(draft, container, content, context.faults());
        List<Integer> key = rowKey.complete(table.width());
        TableModel model = new TableModel(
                index,
                up.index(),
                table.rowType(key, -1, false),
                parentColumns,
                up.key(),
                position,
                tables.nodeColumns(table),
                config.isRecursive(),
                content.map(element -> elements.sorting(draft, element)).orElse(List.of()));
        tables.complete(model);
        Optional<CollectionContent> collection = content.map(
                element -> new CollectionContent(model, element, mapKey.get().content(), container));
        collection.ifPresent(found -> trees.complete(found, own, draft, context.faults()));
        content.ifPresent(element -> elements.complete(row, config, element));
        return collection;
    }

    private void announceEntity(Place row, CollectionConfig config, TableDraft table, int index, RowKey key) {
        List<PropertyDraft> path = key.own().isEmpty() || key.local()
                ? List.of()
                : identifiers.find(row, config.identifier(), config.hierarchy());
        if (!path.isEmpty()) {
            Type type = path.get(path.size() - 1).type();
            tables.announce(row.raw(), new Tables.EntityTable(table, index, key.own(), type, new Late<>()));
        }
    }
}
