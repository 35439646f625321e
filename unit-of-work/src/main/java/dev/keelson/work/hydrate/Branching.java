package dev.keelson.work.hydrate;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
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
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.row.Row;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes apart what hangs on the row of an object: collections, maps, trees and parts. Used by one thread, for one aggregate after the other. */
final class Branching {

    private static final RowDraft[] NO_EXTENSIONS = {};

    private final AggregateModel model;
    private final Dehydration dehydration;
    private final Dehydrated.Builder rows;
    private final ListPositions positions = new ListPositions();
    private final Places places;
    private @Nullable Map<Object, String> seen;

    /**
     * @param rows the rows so far
     */
    Branching(AggregateModel model, Dehydration dehydration, Dehydrated.Builder rows, Places places) {
        this.model = model;
        this.dehydration = dehydration;
        this.rows = rows;
        this.places = places;
    }

    /**
     * Begins with the next aggregate.
     *
     * @param remembered its rows as they were, or null
     */
    void begin(@Nullable AggregateRows remembered) {
        positions.begin(remembered);
        seen = null;
    }

    /** All rows that hang on this object's. */
    void branches(ObjectModel type, Object object, Row row) {
        if (!type.hasInner()) {
            return;
        }
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            switch (property.content()) {
                case CollectionContent collection ->
                    collection(collection, required(type, property, object), row, false);
                case TreeContent tree ->
                    collection(model.tree(tree.table()), required(type, property, object), row, true);
                case PartContent part -> part(part, required(type, property, object), row);
                case EmbeddedContent embedded -> {
                    Object value = Dehydration.value(property, object);
                    if (value != null) {
                        branches(ofClass(embedded.shape(), value), value, row);
                    }
                }
                case WrappedContent wrapped -> {} // an identifier, on which nothing hangs
                case ScalarContent scalar -> {}
                case ConvertedContent converted -> {}
                case ReferenceContent reference -> {}
                case SiblingContent sibling -> {}
                case ParentContent parent -> {}
                case RefsContent refs -> {}
            }
        }
    }

    /** The class of an object whose columns were taken before, so that it is known to be mapped. */
    private static ObjectModel ofClass(Shape shape, Object object) {
        return switch (shape) {
            case ObjectModel type -> type;
            case Hierarchy hierarchy -> {
                Hierarchy.Subtype subtype = hierarchy.ofClass(object.getClass());
                if (subtype == null) {
                    throw new IllegalStateException(object.getClass() + " was mapped a moment ago");
                }
                yield subtype.object();
            }
        };
    }

    /** The value of a property, which is null only if it may be. */
    private @Nullable Object required(ObjectModel type, Property property, Object object) {
        Object value = Dehydration.value(property, object);
        if (value == null && !property.nullable()) {
            throw dehydration.refuse(Dehydration.path(type, property), null, "is required, but null", null);
        }
        return value;
    }

    private void part(PartContent part, @Nullable Object value, Row owner) {
        if (value == null) {
            return;
        }
        RowDraft draft = dehydration.draft(part.table());
        hang(part.table(), owner, draft, false);
        row(part.table(), part.element(), value, draft, null);
    }

    private void collection(CollectionContent content, @Nullable Object collection, Row owner, boolean inTree) {
        if (collection == null) {
            return; // where it may be null, that is the same as empty
        }
        TableModel table = content.table();
        RowDraft draft = dehydration.draft(table);
        places.enter(table);
        int place = 0;
        int position = -1;
        Collection<?> elements = collection instanceof Map<?, ?> map ? map.entrySet() : (Collection<?>) collection;
        for (Object element : elements) {
            places.at(place);
            hang(table, owner, draft, inTree);
            if (table.position() >= 0) {
                int ordinal = rows.size(table.index());
                position = positions.next(table, draft, ordinal, place, position);
                draft.set(table.position(), position);
            }
            if (content.key() != null && element instanceof Map.Entry<?, ?> entry) {
                Object key = required(table, entry.getKey(), "has an entry whose key is null");
                dehydration.element(table, content.key(), key, draft);
                Object value = required(table, entry.getValue(), "has an entry without a value");
                row(table, content.element(), value, draft, InPlace.of(table, collection, place, key));
            } else {
                Object value = required(table, element, "is a null element of a collection");
                row(table, content.element(), value, draft, InPlace.of(table, collection, place, value));
            }
            place++;
        }
        places.leave();
    }

    private Object required(TableModel table, @Nullable Object element, String problem) {
        if (element == null) {
            throw dehydration.refuse(table.rowType().path(), null, problem, null);
        }
        return element;
    }

    /** One object that stands in two tables would be stored twice. */
    private void requireOnePlace(TableModel table, Object entity) {
        if (model.repeated().isEmpty() || !model.repeated().contains(table.index())) {
            return;
        }
        seen = seen == null ? new IdentityHashMap<>() : seen;
        String path = table.rowType().path();
        String other = seen.putIfAbsent(entity, places.within(path));
        if (other != null) {
            throw dehydration.refuse(path, entity, "it is " + other + " too; a part has one place", null);
        }
    }

    /** Fills the columns by which a row hangs on its owner's: those of the parent's key, and in a tree those of the node's. */
    private static void hang(TableModel table, Row owner, RowDraft draft, boolean inTree) {
        if (!inTree) {
            copy(owner, table.parentKey(), draft, table.parentColumns());
            return;
        }
        if (!table.recursive()) {
            copy(owner, table.parentColumns(), draft, table.parentColumns());
        }
        for (int n = 0; n < table.nodeColumns().size(); n++) {
            draft.set(table.nodeColumns().get(n), owner.get(table.rowType().keyColumn(n)));
        }
    }

    private static void copy(Row from, List<Integer> columns, RowDraft to, List<Integer> own) {
        for (int n = 0; n < own.size(); n++) {
            to.set(own.get(n), from.get(columns.get(n)));
        }
    }

    /** Fills and ends the row of an element or part, and goes on with what hangs on it. */
    private void row(
            TableModel table, Content element, Object value, RowDraft draft, @Nullable Predicate<Object> place) {
        switch (element) {
            case EmbeddedContent embedded -> {
                requireOnePlace(table, value);
                ObjectModel type = dehydration.choose(embedded.shape(), value, draft);
                RowDraft[] extensions = dehydration.columns(type, value, draft);
                branches(type, value, dehydration.finish(table, draft, type, extensions, value, place));
            }
            case CollectionContent inner ->
                collection(inner, value, dehydration.finish(table, draft, null, NO_EXTENSIONS, value, null), false);
            case ColumnContent columns -> {
                dehydration.element(table, columns, value, draft);
                dehydration.finish(table, draft, null, NO_EXTENSIONS, value, null);
            }
            default -> throw new IllegalStateException("no element lies in " + element);
        }
    }
}
