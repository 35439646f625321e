package dev.keelson.work.load.select;

import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.RowType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/** Which columns of a root's tables hold one value of a property each, so that a condition over the column takes the domain's value. */
final class ScalarColumns {

    private record Place(@Nullable TableModel extension, int column) {}

    private final Map<Place, ScalarContent> scalars = new HashMap<>();

    ScalarColumns(AggregateModel model) {
        add(null, model.shape());
    }

    /**
     * jOOQ's type of a column.
     *
     * @param extension the further table of a joined hierarchy that has it, or null for the root's own
     */
    DataType<?> type(RowType rows, @Nullable TableModel extension, int column) {
        ScalarContent scalar = scalars.get(new Place(extension, column));
        return scalar == null
                ? ColumnBinding.of(rows.column(column), rows)
                : ColumnBinding.of(
                        scalar, rows.path() + "." + rows.column(column).label());
    }

    private void add(@Nullable TableModel around, Shape shape) {
        List<ObjectModel> objects = Walk.objects(shape);
        for (ObjectModel object : objects) {
            for (Property property : object.properties()) {
                if (property.content() instanceof ColumnContent content) {
                    add(
                            property.extension() == Property.OWN_ROW
                                    ? around
                                    : object.extensions().get(property.extension()),
                            content);
                }
            }
        }
    }

    private void add(@Nullable TableModel extension, ColumnContent content) {
        switch (content) {
            case ScalarContent scalar -> scalars.putIfAbsent(new Place(extension, scalar.column()), scalar);
            case EmbeddedContent embedded -> add(extension, embedded.shape());
            case WrappedContent wrapped -> add(extension, wrapped.inner());
            case ReferenceContent reference -> add(extension, reference.identifier());
            case SiblingContent sibling -> add(extension, sibling.identifier());
            case ConvertedContent converted -> {}
        }
    }
}
