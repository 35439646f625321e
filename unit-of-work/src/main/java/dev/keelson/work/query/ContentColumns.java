package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.WrappedContent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns that a value takes in its row. */
@Internal
public final class ContentColumns {

    private ContentColumns() {}

    /** Their positions, each once, in the order in which the value's own parts are declared. */
    public static List<Integer> of(ColumnContent content) {
        Set<Integer> columns = new LinkedHashSet<>();
        add(content, columns);
        return new ArrayList<>(columns);
    }

    /** Whether, where a value is there, all of its columns have values. */
    static boolean areTogether(ColumnContent content) {
        return switch (content) {
            case ScalarContent scalar -> true;
            case ConvertedContent converted -> false;
            case EmbeddedContent embedded -> {
                if (!(embedded.shape() instanceof ObjectModel object)) {
                    yield false;
                }
                yield object.properties().stream().allMatch(ContentColumns::isThereWithItsOwner);
            }
            case WrappedContent wrapped -> areTogether(wrapped.inner());
            case ReferenceContent reference -> areTogether(reference.identifier());
            case SiblingContent sibling -> areTogether(sibling.identifier());
        };
    }

    private static boolean isThereWithItsOwner(Property property) {
        return !property.nullable() && (!(property.content() instanceof ColumnContent content) || areTogether(content));
    }

    /** Whether a column tells that an object is there, as each does that a value needs. */
    static boolean isTold(EmbeddedContent embedded) {
        if (embedded.presence() >= 0 || !(embedded.shape() instanceof ObjectModel object)) {
            return true;
        }
        return object.properties().stream()
                .anyMatch(property -> !property.nullable()
                        && property.content() instanceof ColumnContent content
                        && (!(content instanceof EmbeddedContent inner) || isTold(inner)));
    }

    private static void add(ColumnContent content, Set<Integer> columns) {
        switch (content) {
            case ScalarContent scalar -> columns.add(scalar.column());
            case ConvertedContent converted -> {
                for (int n = 0; n < converted.count(); n++) {
                    columns.add(converted.first() + n);
                }
                addPresence(converted.presence(), columns);
            }
            case EmbeddedContent embedded -> {
                add(embedded.shape(), columns);
                addPresence(embedded.presence(), columns);
            }
            case WrappedContent wrapped -> add(wrapped.inner(), columns);
            case ReferenceContent reference -> add(reference.identifier(), columns);
            case SiblingContent sibling -> add(sibling.identifier(), columns);
        }
    }

    private static void addPresence(int presence, Set<Integer> columns) {
        if (presence >= 0) {
            columns.add(presence);
        }
    }

    private static void add(Shape shape, Set<Integer> columns) {
        switch (shape) {
            case ObjectModel object -> object.properties().forEach(property -> add(property, columns));
            case Hierarchy hierarchy -> {
                columns.add(hierarchy.column());
                hierarchy
                        .subtypes()
                        .forEach(subtype -> subtype.object().properties().forEach(property -> add(property, columns)));
            }
        }
    }

    private static void add(Property property, Set<Integer> columns) {
        if (property.content() instanceof ColumnContent content && property.extension() == Property.OWN_ROW) {
            add(content, columns);
        }
    }
}
