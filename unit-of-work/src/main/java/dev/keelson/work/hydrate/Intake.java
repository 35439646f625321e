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
import dev.keelson.work.row.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the constructors of one aggregate's classes take in beyond the row that the object is made of: rows of other tables,
 * or the object around it. So it is known how much has to be made to see whether one row still makes an object. Immutable.
 */
final class Intake {

    private final List<TableModel> tables;
    private final @Nullable Content[] elements;
    private final @Nullable ColumnContent[] keys;
    private final boolean[] fed;
    private final boolean[] grown;
    private final boolean[] held;
    private final boolean[] alone;
    private final boolean told;

    private Intake(AggregateModel model) {
        this.tables = model.tables();
        this.elements = new @Nullable Content[tables.size()];
        this.keys = new @Nullable ColumnContent[tables.size()];
        this.fed = new boolean[tables.size()];
        this.grown = new boolean[tables.size()];
        this.held = new boolean[tables.size()];
        this.alone = new boolean[tables.size()];
        shape(model.shape(), 0, false);
        for (int table = 0; table < alone.length; table++) {
            alone[table] = isAloneIn(table);
        }
        this.told = tables.stream()
                .allMatch(table -> table.sorting().isEmpty() && table.rowType().filled().length == 0);
    }

    static Intake of(AggregateModel model) {
        return new Intake(model);
    }

    /** The place of the table of these rows; -1 where they are those of another mapping, which the object had before. */
    int table(RowType type) {
        for (int table = 0; table < tables.size(); table++) {
            if (tables.get(table).rowType().equals(type)) {
                return table;
            }
        }
        return -1;
    }

    /** What an element or part is within its row; null for the root's own table and those that extend another's rows. */
    @Nullable
    Content element(int table) {
        return elements[table];
    }

    /** Where the key of a map's entry lies in such a row; null for what is no map. */
    @Nullable
    ColumnContent key(int table) {
        return keys[table];
    }

    /** Whether a constructor takes what the rows of this table make, together with the row that they hang on. */
    boolean isFed(int table) {
        return fed[table];
    }

    /** Whether the root's constructor takes what the rows of this table make. */
    boolean isOfRoot(int table) {
        TableModel of = tables.get(table);
        return fed[table] && of.parent() == 0 && !of.isTree();
    }

    /** Whether a constructor of a tree's node takes the nodes below it. */
    boolean isGrown(int table) {
        return grown[table];
    }

    /** Whether rows tell everything before they are written: nothing is filled in or sorted by the database. */
    boolean isTold() {
        return told;
    }

    /** Whether a row of this table is made without a look at any other but those that hang on it. */
    boolean isAlone(int table) {
        return alone[table];
    }

    private boolean isAloneIn(int table) {
        boolean taken = grown[table] || needsOuter(table);
        for (int at = table; at > 0 && !taken; at = tables.get(at).parent()) {
            taken = fed[at];
        }
        return !taken;
    }

    /** Whether an object that is made with the rows of this table takes the one around it in its constructor. */
    boolean needsOuter(int table) {
        boolean needs = held[table];
        for (int child = table + 1; child < tables.size() && !needs; child++) {
            needs = tables.get(child).parent() == table && fed[child] && isHeldBelow(child);
        }
        return needs;
    }

    /** Whether an object that is made of such a row takes the one around it in its constructor. */
    boolean isHeld(int table) {
        return held[table];
    }

    /** Whether some object that hangs on such a row, or is made of it, takes one around it in its constructor. */
    boolean isHeldBelow(int table) {
        boolean below = held[table];
        for (int child = table + 1; child < tables.size() && !below; child++) {
            below = tables.get(child).parent() == table && isHeldBelow(child);
        }
        return below;
    }

    private void shape(Shape shape, int table, boolean taken) {
        switch (shape) {
            case ObjectModel object -> object(object, table, taken);
            case Hierarchy hierarchy -> hierarchy.subtypes().forEach(subtype -> object(subtype.object(), table, taken));
        }
    }

    private void object(ObjectModel object, int table, boolean taken) {
        object.extensions().forEach(extension -> fed[extension.index()] = true);
        for (Property property : object.properties()) {
            if (property.content() instanceof ParentContent) {
                held[table] |= property.created();
            } else {
                content(property.content(), table, taken || property.created());
            }
        }
    }

    /**
     * @param taken whether what lies here enters a constructor
     */
    private void content(Content content, int table, boolean taken) {
        switch (content) {
            case CollectionContent collection -> {
                int inner = collection.table().index();
                fed[inner] |= taken;
                elements[inner] = collection.element();
                keys[inner] = collection.key();
                content(collection.element(), inner, false);
                if (collection.key() != null) {
                    content(collection.key(), inner, false);
                }
            }
            case PartContent part -> {
                int inner = part.table().index();
                fed[inner] |= taken;
                elements[inner] = part.element();
                content(part.element(), inner, false);
            }
            case TreeContent tree -> grown[tree.table()] |= taken;
            case EmbeddedContent embedded -> shape(embedded.shape(), table, taken);
            case WrappedContent wrapped -> content(wrapped.inner(), table, taken);
            case ReferenceContent reference -> content(reference.identifier(), table, taken);
            case SiblingContent sibling -> content(sibling.identifier(), table, taken);
            case ScalarContent scalar -> {}
            case ConvertedContent converted -> {}
            case ParentContent parent -> {}
            case RefsContent refs -> {}
        }
    }
}
