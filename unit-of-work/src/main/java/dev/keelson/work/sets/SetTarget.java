package dev.keelson.work.sets;

import dev.keelson.kernel.Internal;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.query.Located;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a set-based write hits: roots, or parts of one kind. Immutable.
 *
 * @param model the aggregates
 * @param type what their roots must be
 * @param way the tables that lead from the root's to that of the parts, this the last; none for roots
 * @param element what a row of the parts holds, or null for roots
 * @param key where the key of a map's entry lies in it, or null
 * @param label what messages call it, as "Order" or "Order.lines"
 */
@Internal
public record SetTarget(
        AggregateModel model,
        Class<?> type,
        List<TableModel> way,
        @Nullable ColumnContent element,
        @Nullable ColumnContent key,
        String label) {

    public SetTarget {
        way = List.copyOf(way);
    }

    /**
     * Roots of a type.
     *
     * @throws IllegalArgumentException if they lie in several tables
     */
    public static SetTarget of(Roots roots) {
        String label = roots.type().getSimpleName();
        if (roots.members().size() > 1) {
            throw Refused.because(
                    label,
                    "each of its classes has a table of its own",
                    "Write one class after the other: "
                            + roots.members().stream()
                                    .map(member -> member.name() + ".class")
                                    .collect(Collectors.joining(", ")));
        }
        return new SetTarget(roots.first(), roots.type(), List.of(), null, null, label);
    }

    /**
     * Their parts that a path leads to.
     *
     * @throws IllegalArgumentException if it leads to none, or these cannot be written at once
     */
    public SetTarget parts(String path) {
        if (path == null || path.isEmpty()) {
            throw Refused.because(label, "no path was given", "Name a collection or a part: \"lines\"");
        }
        SetTarget at = this;
        String asked = "";
        for (String name : path.split("\\.", -1)) {
            asked = asked.isEmpty() ? name : asked + "." + name;
            Located found = Located.of(at.start("write the parts"), asked);
            if (!(found.content() instanceof ColumnContent)) {
                at = at.inside(found);
                asked = "";
            }
        }
        if (!asked.isEmpty()) {
            throw Refused.because(
                    at.label() + "." + asked,
                    "it lies in columns of its owner's row",
                    "Set it there: update(...).set(\"" + asked + "\", ...)");
        }
        return at;
    }

    private SetTarget inside(Located found) {
        return switch (found.content()) {
            case CollectionContent collection
            when collection.element() instanceof ColumnContent content ->
                inside(found, collection.table(), content, collection.key());
            case PartContent part -> inside(found, part.table(), part.element(), null);
            default ->
                throw Refused.because(
                        found.label(),
                        "it is no collection of parts in rows of a table of their own",
                        "Load the aggregates and change them");
        };
    }

    private SetTarget inside(Located found, TableModel table, ColumnContent content, @Nullable ColumnContent entryKey) {
        if (table.isTree()) {
            throw Refused.because(
                    found.label(),
                    "it is a tree, whose nodes are found level by level",
                    "Load the aggregates and change them");
        }
        if (table.parent() != table().index()) {
            throw Refused.because(
                    found.label(), "it hangs on a table of one of its classes", "Load the aggregates and change them");
        }
        List<TableModel> further = new ArrayList<>(way);
        further.add(table);
        return new SetTarget(model, type, further, content, entryKey, found.label());
    }

    /** Where its properties are looked for. */
    Located.Start start(String attempted) {
        Shape shape = model.shape();
        if (element != null) {
            if (!(element instanceof EmbeddedContent embedded)) {
                throw Refused.because(
                        label,
                        "its elements are values without properties",
                        "Delete those that are not wanted, or load the aggregates and change them");
            }
            shape = embedded.shape();
        }
        return new Located.Start(model, table(), shape, element == null ? type : shape.type(), label, attempted);
    }

    boolean isOfRoots() {
        return way.isEmpty();
    }

    /** The table of what is hit. */
    TableModel table() {
        return way.isEmpty() ? model.tables().get(0) : way.get(way.size() - 1);
    }

    RowType rows() {
        return table().rowType();
    }
}
