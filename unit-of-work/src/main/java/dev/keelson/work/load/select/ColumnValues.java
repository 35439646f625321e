package dev.keelson.work.load.select;

import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of an aggregate's tables hold one value of the domain each: a property, an element, a key of a map, and in turn the columns
 * that hold the key of another row of the aggregate. Immutable.
 */
public final class ColumnValues {

    /** A column, by the places of its table and of itself. */
    private record Place(int table, int column) {}

    private final AggregateModel model;
    private final Map<Place, List<ScalarContent>> found = new HashMap<>();

    /** Those of one aggregate. */
    public ColumnValues(AggregateModel model) {
        this.model = model;
        add(model.shape(), model.tables().get(0));
    }

    /** What the column holds; null where that is no value of the domain, or where classes of a hierarchy hold different ones in it. */
    public @Nullable ScalarContent at(TableModel table, int column) {
        List<ScalarContent> here = found.get(new Place(table.index(), column));
        if (here != null) {
            ScalarContent first = here.get(0);
            Class<?> values = first.converter().valueType();
            return here.stream().allMatch(other -> other.converter().valueType() == values) ? first : null;
        }
        int ofParent = table.parentColumns().indexOf(column);
        if (ofParent >= 0) {
            return at(model.tables().get(table.parent()), table.parentKey().get(ofParent));
        }
        int ofNode = table.nodeColumns().indexOf(column);
        return ofNode < 0 ? null : at(table, table.rowType().keyColumn(ofNode));
    }

    /** What the first class that has the column holds in it; null where that is no value of the domain. */
    @Nullable
    ScalarContent first(TableModel table, int column) {
        List<ScalarContent> here = found.get(new Place(table.index(), column));
        return here == null ? null : here.get(0);
    }

    private void add(Shape shape, TableModel table) {
        for (ObjectModel object : Walk.objects(shape)) {
            for (Property property : object.properties()) {
                add(
                        property.content(),
                        property.extension() == Property.OWN_ROW
                                ? table
                                : object.extensions().get(property.extension()));
            }
        }
    }

    private void add(Content content, TableModel table) {
        switch (content) {
            case ScalarContent scalar ->
                found.computeIfAbsent(new Place(table.index(), scalar.column()), place -> new ArrayList<>())
                        .add(scalar);
            case EmbeddedContent embedded -> add(embedded.shape(), table);
            case WrappedContent wrapped -> add(wrapped.inner(), table);
            case ReferenceContent reference -> add(reference.identifier(), table);
            case SiblingContent sibling -> add(sibling.identifier(), table);
            case CollectionContent collection -> {
                add(collection.element(), collection.table());
                if (collection.key() != null) {
                    add(collection.key(), collection.table());
                }
            }
            case PartContent part -> add(part.element(), part.table());
            case ConvertedContent converted -> {}
            case TreeContent tree -> {}
            case ParentContent parent -> {}
            case RefsContent refs -> {}
        }
    }
}
