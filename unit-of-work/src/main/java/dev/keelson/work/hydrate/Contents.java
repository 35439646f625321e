package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.OwnValues;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Container;
import dev.keelson.work.model.Container.Kind;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.Sealed;
import dev.keelson.work.row.Unreadable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values from where they lie, for one hydration. Used by one thread. */
final class Contents {

    private final AggregateModel model;
    private final Hydration hydration;
    private final ChildRows children;

    Contents(AggregateModel model, Hydration hydration, ChildRows children) {
        this.model = model;
        this.hydration = hydration;
        this.children = children;
    }

    /** The value, null where there is none. */
    @Nullable
    Object value(Content content, Row row, @Nullable Frame around, Relations relations) {
        if (content instanceof ScalarContent scalar) { // most are
            return scalar(scalar, row);
        }
        return switch (content) {
            case ReferenceContent reference ->
                row.get(reference.columns().get(0)) == null ? null : ref(reference, row, around, relations);
            case ColumnContent columns -> columns(columns, row, around);
            case CollectionContent collection ->
                collection(collection, collection.container(), children.of(collection.table(), row), around, relations);
            case TreeContent tree -> {
                CollectionContent outermost = model.tree(tree.table());
                List<Row> nodes = children.ofNode(outermost.table(), row);
                yield collection(outermost, tree.container(), nodes, around, relations);
            }
            case PartContent part -> part(part, row, around, relations);
            case RefsContent refs -> relations.refs(refs);
            case ParentContent parent -> throw new IllegalStateException("a way back has no value of its own");
        };
    }

    private Object ref(ReferenceContent reference, Row row, @Nullable Frame around, Relations relations) {
        Object id = columns(reference.identifier(), row, around);
        if (id == null) {
            throw new IllegalArgumentException("only a part of the identifier is there");
        }
        return relations.ref(reference, row, id);
    }

    /** The value that lies in these columns, null where the columns say that there is none. */
    @Nullable
    Object columns(ColumnContent content, Row row, @Nullable Frame around) {
        return switch (content) {
            case ScalarContent scalar -> scalar(scalar, row);
            case ConvertedContent converted ->
                isAbsent(converted.presence(), converted.first(), converted.count(), row) ? null : read(converted, row);
            case EmbeddedContent embedded ->
                embedded.presence() >= 0 && row.get(embedded.presence()) == null
                        ? null
                        : hydration.object(embedded.shape(), row, around);
            case WrappedContent wrapped -> {
                Object inner = columns(wrapped.inner(), row, around);
                yield inner == null ? null : wrapped.wrap().apply(inner);
            }
            case ReferenceContent reference -> columns(reference.identifier(), row, around);
            case SiblingContent sibling -> columns(sibling.identifier(), row, around);
        };
    }

    private static @Nullable Object scalar(ScalarContent content, Row row) {
        Object column = readable(row.get(content.column()));
        if (column == null) {
            return null;
        }
        return content.converter().fromColumn(OwnValues.areCopied(content.type()) ? OwnValues.of(column) : column);
    }

    private static boolean isAbsent(int presence, int first, int count, Row row) {
        if (presence >= 0) {
            return row.get(presence) == null;
        }
        for (int column = first; column < first + count; column++) {
            if (row.get(column) != null) {
                return false;
            }
        }
        return true;
    }

    private static ColumnReader reader(Row row, int first) {
        return index -> own(readable(row.get(first + index)));
    }

    private static Object read(ConvertedContent content, Row row) {
        Object value = content.converter().read(reader(row, content.first()));
        if (value == null) {
            throw new IllegalArgumentException("its converter gave null for columns that are there");
        }
        return value;
    }

    /** The row's own bytes are never handed out. */
    private static @Nullable Object own(@Nullable Object column) {
        return column == null ? null : OwnValues.of(column);
    }

    /** The value of a column, decrypted where it was encrypted. */
    static @Nullable Object readable(@Nullable Object column) {
        return switch (column) {
            case null -> null;
            case Unreadable unreadable -> throw unreadable.refusal();
            case Sealed sealed -> sealed.plain();
            default -> column;
        };
    }

    private @Nullable Object part(PartContent part, Row owner, @Nullable Frame around, Relations relations) {
        List<Row> rows = children.of(part.table(), owner);
        if (rows.size() > 1) {
            throw hydration
                    .faults()
                    .of(
                            part.table().rowType().path(),
                            null,
                            "it is one object, but " + part.table().rowType() + " has " + rows.size()
                                    + " rows for it, of "
                                    + rows.get(0).text(part.table().parentColumns()) + "; leave one of them",
                            null);
        }
        if (rows.isEmpty()) {
            return null;
        }
        hydration.taken(part.table(), rows.get(0));
        return value(part.element(), rows.get(0), around, relations);
    }

    private Object collection(
            CollectionContent content,
            Container container,
            List<Row> found,
            @Nullable Frame around,
            Relations relations) {
        TableModel table = content.table();
        List<Row> rows = table.position() >= 0 && found.size() > 1 ? Positions.sorted(found, table.position()) : found;
        Object made = container.maker().get();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            hydration.taken(table, row);
            requirePlace(table, row);
            Object element = element(table, content.element(), row, around, relations);
            hydration.made(table, row, element);
            boolean isNew = container.kind() == Kind.MAP
                    ? map(made).put(key(table, content.key(), row, around), element) == null
                    : elements(made).add(element);
            if (!isNew) {
                throw twice(table, container, row);
            }
        }
        return made;
    }

    /** A row that is told by its place alone, and has none, could never be written again. */
    private void requirePlace(TableModel table, Row row) {
        int position = table.position();
        if (position >= 0 && row.get(position) == null && row.type().isKey(position)) {
            throw hydration
                    .faults()
                    .of(
                            table.rowType().path(),
                            row.type().column(position).name(),
                            "an element of " + table.rowType() + " has no place in the list, its row that of "
                                    + row.keyText(),
                            null);
        }
    }

    /** One of the rows would be lost: in memory there is one element for both, and the next commit would delete the other. */
    private HydrationException twice(TableModel table, Container container, Row row) {
        return hydration
                .faults()
                .of(
                        table.rowType().path(),
                        null,
                        "two rows of " + table.rowType() + " are the same "
                                + (container.kind() == Kind.MAP ? "key" : "element")
                                + " in memory, one of them that of "
                                + row.keyText() + "; leave one of them, or have their class tell them apart",
                        null);
    }

    Object element(TableModel table, Content content, Row row, @Nullable Frame around, Relations relations) {
        Object element;
        try {
            element = value(content, row, around, relations);
        } catch (HydrationException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw unreadable(table, content, row, failure);
        }
        if (element == null) {
            throw hydration
                    .faults()
                    .of(table.rowType().path(), Shown.column(content, row), "an element's column is null", null);
        }
        return element;
    }

    private HydrationException unreadable(TableModel table, Content content, Row row, RuntimeException failure) {
        return hydration.faults().unreadable(table.rowType().path(), content, row, failure);
    }

    private @Nullable Object keyOf(TableModel table, ColumnContent columns, Row row, @Nullable Frame around) {
        try {
            return columns(columns, row, around);
        } catch (HydrationException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw unreadable(table, columns, row, failure);
        }
    }

    Object key(TableModel table, @Nullable ColumnContent columns, Row row, @Nullable Frame around) {
        Object key = columns == null ? null : keyOf(table, columns, row, around);
        if (key == null) {
            throw hydration
                    .faults()
                    .of(
                            table.rowType().path(),
                            columns == null ? null : Shown.column(columns, row),
                            "the key of an entry is null",
                            null);
        }
        return key;
    }

    @SuppressWarnings("unchecked") // the container's maker gives a map for this kind
    private static Map<Object, Object> map(Object made) {
        return (Map<Object, Object>) made;
    }

    @SuppressWarnings("unchecked") // the container's maker gives a collection for all other kinds
    private static Collection<Object> elements(Object made) {
        return (Collection<Object>) made;
    }
}
