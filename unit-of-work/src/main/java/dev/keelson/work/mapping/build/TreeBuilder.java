package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.CollectionConfig;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.Containers;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Container;
import dev.keelson.work.model.Container.Kind;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.scan.Faults;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Maps trees inside an aggregate: a collection within its own elements lies in their table, whose rows name their parent node.
 * Used by one thread.
 */
final class TreeBuilder {

    private final BuildContext context;
    private final Tables tables;

    TreeBuilder(BuildContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    /** The collection of a node's own kind within it. */
    Optional<TreeContent> nodes(PropertyDraft draft, Place place, TableDraft table) {
        Optional<Container> container = Containers.of(draft.type());
        if (container.isEmpty() || container.get().kind() == Kind.MAP) {
            context.faults()
                    .add(
                            place.path(draft),
                            "a " + draft.valueType().getSimpleName() + " of nodes of a tree cannot be filled by a load",
                            "declare it as List, Set or Collection");
            return Optional.empty();
        }
        if (!tables.nodeColumns(table).isEmpty()) {
            context.faults()
                    .add(
                            place.path(draft),
                            "is a second collection of the node's own kind, and a row names one parent node",
                            "keep one of them, or hold the others' identifiers");
            return Optional.empty();
        }
        Tables.Parent own = tables.parent(table);
        CollectionConfig config =
                place.corrections().config() instanceof CollectionConfig outer ? outer : new CollectionConfig();
        List<Integer> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        for (int position : own.key()) {
            Column column = table.column(position);
            String configured = own.key().size() == 1 ? config.nodeColumn() : null;
            columns.add(
                    table.add(configured == null ? "parent_" + column.name() : configured, "", column.type(), true));
            key.add(column.name());
        }
        table.addForeignKey(new ForeignKey(columns, table.name(), key, false));
        tables.tree(table, columns);
        return Optional.of(new TreeContent(own.index(), container.get()));
    }

    /** Ends the outermost collection of a tree. */
    void complete(
            CollectionContent collection, List<Integer> identifier, CollectionBuilder.Draft draft, Faults faults) {
        if (!collection.table().isTree()) {
            if (collection.table().recursive()) {
                faults.add(draft.path(), "is recursive, but its elements hold none of their kind", "leave it out");
            }
            return;
        }
        if (identifier.isEmpty()) {
            String name = Types.raw(draft.elementType()).getSimpleName();
            faults.add(
                    draft.path(),
                    "its elements hold others of their kind, but have no identifier by which a row could name its"
                            + " parent",
                    "give " + name + " an id");
        }
        tables.complete(collection);
    }
}
