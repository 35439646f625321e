package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.PartConfig;
import dev.keelson.work.mapping.build.ShapeBuilder.Classes;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.ParentKeys;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.PropertyDraft;
import java.util.List;
import java.util.Optional;

/**
 * Maps a part, at most one a parent, to a row of a table of its own: with a key of its own and a unique foreign key, or with
 * its parent's key. Used by one thread.
 */
final class PartBuilder {

    private final BuildContext context;
    private final Tables tables;
    private final ShapeBuilder shapes;
    private final EntityIdentifiers identifiers;

    PartBuilder(BuildContext context, Tables tables, ShapeBuilder shapes, EntityIdentifiers identifiers) {
        this.context = context;
        this.tables = tables;
        this.shapes = shapes;
        this.identifiers = identifiers;
    }

    Optional<PartContent> part(PropertyDraft draft, Place place, TableDraft parent) {
        PartConfig config = place.corrections().part(place.within(draft));
        if (config == null) {
            throw new IllegalStateException(place.path(draft) + " was not configured as a part");
        }
        Optional<Unmappable> unmappable = Unmappable.of(draft.type(), place, context, config.hierarchy());
        if (unmappable.isPresent()) {
            context.faults()
                    .add(
                            place.path(draft),
                            unmappable.get().problem(),
                            unmappable.get().mend());
            return Optional.empty();
        }
        String owner = Naming.snake(place.around().row().getSimpleName());
        String configured = config.table();
        TableName name = configured == null
                ? new TableName(
                        parent.name().schema(),
                        owner + "_" + Naming.snake(place.within(draft).replace('.', '_')))
                : TableName.of(configured);
        TableDraft table = new TableDraft(name, place.path(draft), context.faults(), context.live());
        int index = tables.reserve();
        tables.announce(table, index, List.of());
        Tables.Parent up = tables.parent(parent);
        Place row = place.row(draft.type(), place.path(draft), config);
        List<Integer> own = config.hasSharedKey()
                ? List.of()
                : identifiers.map(row, config.identifier(), config.hierarchy(), table);
        List<Integer> parentColumns = ParentKeys.add(table, parent, up.key(), owner, config.parentColumns(), false);
        List<Integer> key = own.isEmpty() ? parentColumns : own;
        if (!own.isEmpty()) {
            table.addUnique(parentColumns);
        }
        tables.announce(table, index, key);
        Optional<Shape> shape = shapes.shape(row, table, Classes.ofRow(row.raw(), config));
        TableModel model =
                new TableModel(index, up.index(), table.rowType(key, -1, false), parentColumns, up.key(), -1);
        tables.complete(model);
        return shape.map(object -> new PartContent(model, new EmbeddedContent(object, -1)));
    }
}
