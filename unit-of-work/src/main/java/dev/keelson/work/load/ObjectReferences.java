package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
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
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of an aggregate refer to other aggregates. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Foreign Key Mapping (236).
 */
final class ObjectReferences {

    /**
     * One property that refers to another aggregate.
     *
     * @param table the table whose rows hold the target's key
     * @param path the place of the property below the root, as "lines.product"
     * @param reference how the key lies there
     */
    record Held(int table, String path, ReferenceContent reference) {}

    private final AggregateModel model;
    private final List<Held> all = new ArrayList<>();
    private final List<List<Held>> wholeByTable = new ArrayList<>();
    private final Descent descent;
    private final List<RefsContent> collections = new ArrayList<>();

    private ObjectReferences(AggregateModel model) {
        this.model = model;
        model.tables().forEach(table -> wholeByTable.add(new ArrayList<>()));
        shape(model.shape(), 0);
        this.descent = new Descent(model, table -> !wholeByTable.get(table).isEmpty());
    }

    static ObjectReferences of(AggregateModel model) {
        return new ObjectReferences(model);
    }

    /** Whether nothing in this aggregate leads to another but plain identifiers. */
    boolean isEmpty() {
        return all.isEmpty() && collections.isEmpty();
    }

    /** Whether other aggregates have to be there, whole, before one of these can be made. */
    boolean needsTargets() {
        for (List<Held> held : wholeByTable) {
            if (!held.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Every property that refers to another aggregate, by an object or a {@code Ref}. */
    List<Held> all() {
        return all;
    }

    /** Every property that holds others as {@code Refs}. */
    List<RefsContent> collections() {
        return collections;
    }

    /** The references that rows of this table hold as objects. */
    List<Held> whole(int table) {
        return wholeByTable.get(table);
    }

    /** The way through an aggregate's rows that passes all that hold references as objects. */
    Descent descent() {
        return descent;
    }

    /** What messages call the property of this reference in such a row, below the root. */
    String path(ReferenceContent reference, RowType row) {
        for (Held held : all) {
            if (held.reference().equals(reference)
                    && model.tables().get(held.table()).rowType().equals(row)) {
                return held.path();
            }
        }
        return row.column(reference.columns().get(0)).label();
    }

    private void shape(Shape shape, int table) {
        switch (shape) {
            case ObjectModel object -> object(object, table);
            case Hierarchy hierarchy -> hierarchy.subtypes().forEach(subtype -> object(subtype.object(), table));
        }
    }

    private void object(ObjectModel object, int table) {
        for (Property property : object.properties()) {
            int at = property.extension() == Property.OWN_ROW
                    ? table
                    : object.extensions().get(property.extension()).index();
            content(property.content(), at, object.path() + "." + property.name());
        }
    }

    private void content(Content content, int table, String path) {
        switch (content) {
            case ReferenceContent reference -> reference(new Held(table, belowRoot(path), reference));
            case EmbeddedContent embedded -> shape(embedded.shape(), table);
            case CollectionContent collection -> {
                int elements = collection.table().index();
                content(collection.element(), elements, path);
                if (collection.key() != null) {
                    content(collection.key(), elements, path);
                }
            }
            case PartContent part -> content(part.element(), part.table().index(), path);
            case RefsContent refs -> collections.add(refs);
            case TreeContent tree -> {} // holds what its outermost collection holds
            case ScalarContent scalar -> {}
            case ConvertedContent converted -> {}
            case WrappedContent wrapped -> content(wrapped.inner(), table, path);
            case SiblingContent sibling -> {}
            case ParentContent parent -> {}
        }
    }

    private void reference(Held held) {
        if (!all.contains(held)) {
            all.add(held);
            if (!held.reference().onDemand()) {
                wholeByTable.get(held.table()).add(held);
            }
        }
    }

    /** A path without the class that it starts with. */
    static String belowRoot(String path) {
        return path.substring(path.indexOf('.') + 1);
    }
}
