package dev.keelson.work.track;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.FieldPath;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.Hierarchy.Subtype;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.row.AggregateRows;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The property in which a root shows its version, where its class has one. Domain code may read it; what it writes there
 * counts for nothing and is overwritten.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416).
 */
final class VersionProperty {

    private static final Logger LOG = LoggerFactory.getLogger(VersionProperty.class);

    private final Renewal renewal;

    VersionProperty(Renewal renewal) {
        this.renewal = renewal;
    }

    /**
     * The object that shows the version of these rows: the one given, with its field set, or another where the field is
     * final. The rows are committed already, so nothing that goes wrong here may look as if they were not.
     */
    Object show(AggregateModel model, Object aggregate, AggregateRows committed) {
        FieldPath property = model.versioning().property();
        int column = model.root().version();
        Object stored = column < 0 ? null : committed.root().get(column);
        if (property == null || stored == null) {
            return aggregate;
        }
        try {
            ScalarContent content = content(model.shape(), aggregate, column);
            Object version = content == null ? stored : content.converter().fromColumn(stored);
            boolean shown = version.equals(property.get(aggregate)) || property.set(aggregate, version);
            return shown ? aggregate : renewal.of(model, committed);
        } catch (RuntimeException refused) {
            LOG.warn(
                    "{}[{}] was committed, but its object cannot be given the new version, and stays as it is",
                    model.name(),
                    committed.root().key(),
                    refused);
            return aggregate;
        }
    }

    /** What lies in this column of the object's own row, or null. */
    private static @Nullable ScalarContent content(Shape shape, @Nullable Object object, int column) {
        return switch (shape) {
            case ObjectModel model -> content(model, object, column);
            case Hierarchy hierarchy -> {
                Subtype subtype = object == null ? null : hierarchy.ofClass(object.getClass());
                yield subtype == null ? null : content(subtype.object(), object, column);
            }
        };
    }

    private static @Nullable ScalarContent content(ObjectModel model, @Nullable Object object, int column) {
        for (Property property : model.properties()) {
            if (property.extension() == Property.OWN_ROW) {
                ScalarContent found = null;
                if (property.content() instanceof ScalarContent scalar && scalar.column() == column) {
                    found = scalar;
                } else if (property.content() instanceof EmbeddedContent embedded) {
                    Object part = object == null ? null : property.accessor().get(object);
                    found = content(embedded.shape(), part, column);
                }
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
