package dev.keelson.work.hydrate;

import dev.keelson.kernel.Ref;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Tells that an aggregate is as it is remembered, value by value in the order of the object, without taking it apart: most of what a
 * unit of work has loaded is. What it cannot tell, by far not all shapes, is taken apart and compared by rows. Makes no row. Used by
 * one thread.
 */
final class Unchanged {

    private static final int CHANGED = Integer.MIN_VALUE;

    private final AggregateModel model;
    private final int[] next;
    private AggregateRows remembered;

    Unchanged(AggregateModel model, AggregateRows remembered) {
        this.model = model;
        this.remembered = remembered;
        this.next = new int[model.tables().size()];
    }

    /** Whether it tells of aggregates of this mapping. */
    @SuppressWarnings("ReferenceEquality") // there is one mapping of each class
    boolean isOf(AggregateModel other) {
        return model == other;
    }

    /** Whether taking the aggregate apart would give the very rows that are remembered; if not, it may be unchanged all the same. */
    boolean isSure(Object aggregate, AggregateRows rows) {
        remembered = rows;
        Arrays.fill(next, 0);
        next[0] = 1;
        try {
            return object(model.shape(), aggregate, rows.root()) && areAllSeen();
        } catch (RuntimeException unstorable) { // whoever takes it apart tells what is wrong
            return false;
        }
    }

    private boolean areAllSeen() {
        for (int table = 0; table < next.length; table++) {
            if (next[table] != remembered.of(table).size()) {
                return false;
            }
        }
        return true;
    }

    private boolean object(Shape shape, Object object, Row row) {
        ObjectModel type = of(shape, object, row);
        if (type == null || !type.extensions().isEmpty()) {
            return false;
        }
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            if (!property(property, Dehydration.value(property, object), row)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ObjectModel of(Shape shape, Object object, Row row) {
        return switch (shape) {
            case ObjectModel type -> object.getClass() == type.type() ? type : null;
            case Hierarchy hierarchy -> {
                Hierarchy.Subtype subtype = hierarchy.ofClass(object.getClass());
                yield subtype != null && subtype.discriminator().equals(row.get(hierarchy.column()))
                        ? subtype.object()
                        : null;
            }
        };
    }

    private boolean property(Property property, @Nullable Object value, Row row) {
        return switch (property.content()) {
            case ColumnContent columns ->
                value == null ? property.nullable() && isAbsent(columns, row) : columns(columns, value, row);
            case CollectionContent collection -> value != null && collection(collection, value, row);
            case ParentContent parent -> true;
            case RefsContent refs -> true;
            default -> false;
        };
    }

    private boolean columns(ColumnContent content, Object value, Row row) {
        return switch (content) {
            case ScalarContent scalar -> isSame(scalar, value, row.get(scalar.column()));
            case EmbeddedContent embedded -> object(embedded.shape(), value, row);
            case WrappedContent wrapped ->
                columns(wrapped.inner(), wrapped.unwrap().apply(value), row);
            case ReferenceContent reference ->
                reference.onDemand() && columns(reference.identifier(), ((Ref<?>) value).id(), row);
            case ConvertedContent converted -> false;
            case SiblingContent sibling -> false;
        };
    }

    /** Whether there is nothing in any column of a value. */
    private static boolean isAbsent(ColumnContent content, Row row) {
        return switch (content) {
            case ScalarContent scalar -> row.get(scalar.column()) == null;
            case EmbeddedContent embedded ->
                embedded.shape() instanceof ObjectModel type
                        && !type.hasInner()
                        && type.extensions().isEmpty()
                        && areAbsent(type, row);
            case WrappedContent wrapped -> isAbsent(wrapped.inner(), row);
            case ReferenceContent reference -> isAbsent(reference.identifier(), row);
            case ConvertedContent converted -> false;
            case SiblingContent sibling -> isAbsent(sibling.identifier(), row);
        };
    }

    private static boolean areAbsent(ObjectModel type, Row row) {
        for (int i = 0; i < type.properties().size(); i++) {
            Content content = type.properties().get(i).content();
            if (!(content instanceof ColumnContent columns && isAbsent(columns, row))) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // most values are the very ones that were read
    private static boolean isSame(ScalarContent content, Object value, @Nullable Object column) {
        if (column == null || content.encrypted()) {
            return false;
        }
        Object now = content.converter().isPlain() ? value : content.converter().unfitted(value);
        return now == column || now.equals(column);
    }

    private boolean collection(CollectionContent content, Object value, Row owner) {
        TableModel table = content.table();
        if (content.key() != null
                || table.isTree()
                || !model.siblings().isEmpty()
                || model.repeated().contains(table.index())
                || !(value instanceof Collection<?> elements)) {
            return false;
        }
        int last = -1;
        if (elements instanceof List<?> list && elements instanceof RandomAccess) {
            for (int i = 0; i < list.size() && last != CHANGED; i++) {
                last = element(content, list.get(i), owner, last);
            }
        } else {
            for (Object element : elements) {
                last = element(content, element, owner, last);
                if (last == CHANGED) {
                    break;
                }
            }
        }
        return last != CHANGED;
    }

    /** The position of an element that is as its row says, or {@link #CHANGED}. */
    private int element(CollectionContent content, @Nullable Object element, Row owner, int last) {
        TableModel table = content.table();
        List<Row> rows = remembered.of(table.index());
        int place = next[table.index()];
        if (element == null || place >= rows.size()) {
            return CHANGED;
        }
        Row row = rows.get(place);
        next[table.index()] = place + 1;
        int position = last;
        if (table.position() >= 0) {
            if (!(row.get(table.position()) instanceof Integer told) || told <= last) {
                return CHANGED; // positions that do not ascend are written anew
            }
            position = told;
        }
        return hangsOn(table, row, owner) && value(content.element(), element, row) ? position : CHANGED;
    }

    private boolean value(Content content, Object element, Row row) {
        return switch (content) {
            case ColumnContent columns -> columns(columns, element, row);
            case CollectionContent inner -> collection(inner, element, row);
            default -> false;
        };
    }

    @SuppressWarnings("ReferenceEquality") // most often the very key that was read
    private static boolean hangsOn(TableModel table, Row row, Row owner) {
        for (int n = 0; n < table.parentColumns().size(); n++) {
            Object own = row.get(table.parentColumns().get(n));
            Object key = owner.get(table.parentKey().get(n));
            if (own == null || (own != key && !own.equals(key))) {
                return false;
            }
        }
        return true;
    }
}
