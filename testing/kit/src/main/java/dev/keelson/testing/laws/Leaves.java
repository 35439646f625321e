package dev.keelson.testing.laws;

import dev.keelson.work.hydrate.ChildRows;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The single values of a state that can change, with the rows in which they lie. Used by one thread, once. */
final class Leaves {

    /**
     * One value.
     *
     * @param path the property, as "Order.lines.price"
     * @param owner the class that declares it, or null for an element
     * @param property the property, or null for an element
     * @param optional whether it may be absent
     */
    record Leaf(
            String path,
            TableModel table,
            Row row,
            ColumnContent content,
            @Nullable ObjectModel owner,
            @Nullable Property property,
            boolean optional) {}

    private final State state;
    private final ChildRows children;
    private final List<Leaf> found = new ArrayList<>();

    private Leaves(State state) {
        this.state = state;
        this.children = state.children();
    }

    static List<Leaf> of(State state) {
        Leaves leaves = new Leaves(state);
        leaves.object(
                state.model().shape(),
                state.root(),
                state.model().tables().get(0),
                state.model().name());
        return leaves.found;
    }

    /** The class of an object in a row; null where the row tells of none. */
    static @Nullable ObjectModel chosen(Shape shape, Row row) {
        return switch (shape) {
            case ObjectModel object -> object;
            case Hierarchy hierarchy -> {
                Hierarchy.Subtype subtype = hierarchy.ofDiscriminator(row.get(hierarchy.column()));
                yield subtype == null ? null : subtype.object();
            }
        };
    }

    private void object(Shape shape, Row row, TableModel table, String path) {
        ObjectModel type = chosen(shape, row);
        if (type == null) {
            return;
        }
        for (Property property : type.properties()) {
            TableModel in = table;
            Row lies = row;
            if (property.extension() >= 0) {
                in = type.extensions().get(property.extension());
                List<Row> rows = children.of(in, row);
                if (rows.isEmpty()) {
                    continue;
                }
                lies = rows.get(0);
            }
            value(property.content(), lies, in, path + "." + property.name(), type, property, property.nullable());
        }
    }

    private void value(
            Content content,
            Row row,
            TableModel table,
            String path,
            @Nullable ObjectModel owner,
            @Nullable Property property,
            boolean optional) {
        switch (content) {
            case EmbeddedContent embedded -> {
                if (optional) {
                    leaf(embedded, row, table, path, owner, property, true);
                }
                if (embedded.presence() < 0 || row.get(embedded.presence()) != null) {
                    object(embedded.shape(), row, table, path);
                }
            }
            case ColumnContent columns -> leaf(columns, row, table, path, owner, property, optional);
            case CollectionContent collection -> elements(collection, children.of(collection.table(), row), path);
            case TreeContent tree -> {
                CollectionContent outermost = state.model().tree(tree.table());
                elements(outermost, children.ofNode(outermost.table(), row), path);
            }
            case PartContent part -> {
                for (Row one : children.of(part.table(), row)) {
                    value(part.element(), one, part.table(), path, null, null, false);
                }
            }
            default -> {} // nothing of its own is stored
        }
    }

    private void elements(CollectionContent collection, List<Row> rows, String path) {
        for (Row row : List.copyOf(rows)) {
            value(collection.element(), row, collection.table(), path, null, null, false);
        }
    }

    private void leaf(
            ColumnContent content,
            Row row,
            TableModel table,
            String path,
            @Nullable ObjectModel owner,
            @Nullable Property property,
            boolean optional) {
        boolean tells = ColumnMaker.columns(content).stream()
                .anyMatch(column -> row.type().isKey(column)
                        || table.parentColumns().contains(column)
                        || column == row.type().version());
        if (!tells) {
            found.add(new Leaf(path, table, row, content, owner, property, optional));
        }
    }
}
