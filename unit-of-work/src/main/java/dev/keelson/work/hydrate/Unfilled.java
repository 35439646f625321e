package dev.keelson.work.hydrate;

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
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.List;

/**
 * What the rows of an aggregate do not tell before they are written: values that the database fills in, and the order in
 * which it sorts a list. Used by one thread.
 */
final class Unfilled {

    private final List<TableModel> tables;
    private final Intake intake;
    private final AggregateRows rows;

    Unfilled(AggregateModel model, Intake intake, AggregateRows rows) {
        this.tables = model.tables();
        this.intake = intake;
        this.rows = rows;
    }

    /** Whether an object of this shape would be given what the row does not tell. */
    boolean isIn(Shape shape, Row row) {
        return switch (shape) {
            case ObjectModel object -> isIn(object, row);
            case Hierarchy hierarchy -> hierarchy.subtypes().stream().anyMatch(subtype -> isIn(subtype.object(), row));
        };
    }

    private boolean isIn(ObjectModel object, Row row) {
        return object.extensions().stream().anyMatch(extension -> lacks(extension.index()))
                || object.properties().stream()
                        .anyMatch(property -> property.extension() == Property.OWN_ROW
                                && (isMissing(property, row) || isIn(property.content(), row)));
    }

    /** Whether what lies here would be given what the row does not tell. */
    boolean isIn(Content content, Row row) {
        return switch (content) {
            case EmbeddedContent embedded -> isIn(embedded.shape(), row);
            case CollectionContent collection -> lacksFed(collection.table());
            case PartContent part -> lacksFed(part.table());
            case TreeContent tree -> intake.isGrown(tree.table()) && lacks(tree.table());
            case WrappedContent wrapped -> isIn(wrapped.inner(), row);
            case ScalarContent scalar -> false;
            case ConvertedContent converted -> false;
            case ReferenceContent reference -> false;
            case SiblingContent sibling -> false;
            case ParentContent parent -> false;
            case RefsContent refs -> false;
        };
    }

    /** Whether the value of a property can be made without the object around it, of what its row tells. */
    boolean isKnown(Property property, Row row) {
        return switch (property.content()) {
            case ParentContent parent -> false;
            case RefsContent refs -> false;
            case ReferenceContent reference -> false;
            case CollectionContent collection -> isKnown(collection.table());
            case PartContent part -> isKnown(part.table());
            case TreeContent tree -> false;
            default -> !isMissing(property, row) && !isIn(property.content(), row);
        };
    }

    private boolean isKnown(TableModel table) {
        return intake.isFed(table.index()) && !lacks(table.index()) && !intake.isHeldBelow(table.index());
    }

    private static boolean isMissing(Property property, Row row) {
        return property.filled()
                && property.content() instanceof ScalarContent scalar
                && row.get(scalar.column()) == null;
    }

    private boolean lacksFed(TableModel table) {
        return intake.isFed(table.index()) && lacks(table.index());
    }

    /** Whether some row of the table, or of one below it, does not tell everything. */
    private boolean lacks(int table) {
        List<Row> all = rows.of(table);
        boolean lacks = all.size() > 1 && !tables.get(table).sorting().isEmpty();
        int[] filled = tables.get(table).rowType().filled();
        for (int i = 0; i < all.size() && filled.length > 0 && !lacks; i++) {
            for (int column : filled) {
                lacks |= all.get(i).get(column) == null;
            }
        }
        for (int child = table + 1; child < tables.size() && !lacks; child++) {
            lacks = tables.get(child).parent() == table && lacks(child);
        }
        return lacks;
    }
}
