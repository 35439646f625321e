package dev.keelson.work.hydrate;

import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.row.Receiver;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets what the database filled in on the object that a row was made of, where its fields are not final. Used by one thread.
 *
 * @param type the object's class
 * @param extension which of the tables of a joined hierarchy the row lies in, or {@link Property#OWN_ROW}
 */
record Receiving(ObjectModel type, int extension, Object object) implements Receiver {

    @Override
    public boolean take(int column, @Nullable Object value) {
        return take(type, object, column, value);
    }

    private boolean take(ObjectModel at, Object holder, int column, @Nullable Object value) {
        for (Property property : at.properties()) {
            boolean here = at != type || property.extension() == extension;
            if (here && property.content() instanceof ScalarContent scalar && scalar.column() == column) {
                return set(property, scalar, holder, value);
            }
            if (here && property.content() instanceof EmbeddedContent embedded) {
                Object inner = Dehydration.value(property, holder);
                ObjectModel shape = inner == null ? null : ofClass(embedded.shape(), inner);
                if (inner != null && shape != null && take(shape, inner, column, value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean set(Property property, ScalarContent scalar, Object holder, @Nullable Object column) {
        Object readable = Contents.readable(column);
        Object value = readable == null ? null : scalar.converter().fromColumn(readable);
        if (Objects.deepEquals(value, Dehydration.value(property, holder))) {
            return true;
        }
        if (!property.accessor().isWritable()) {
            return false;
        }
        property.accessor().set(holder, property.wrapped() ? Optional.ofNullable(value) : value);
        return true;
    }

    private static @Nullable ObjectModel ofClass(Shape shape, Object object) {
        return switch (shape) {
            case ObjectModel model -> model;
            case Hierarchy hierarchy -> {
                Hierarchy.Subtype subtype = hierarchy.ofClass(object.getClass());
                yield subtype == null ? null : subtype.object();
            }
        };
    }
}
