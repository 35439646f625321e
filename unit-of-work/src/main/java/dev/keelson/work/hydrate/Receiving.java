package dev.keelson.work.hydrate;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.row.Receiver;
import dev.keelson.work.row.Row;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the database filled in on the object that a row was made of: in its fields, or, where an embedded value or an
 * element has final ones, by another that is put in its place. Used by one thread.
 *
 * @param model the aggregate's mapping
 * @param type the object's class
 * @param extension which of the tables of a joined hierarchy the row lies in, or {@link Property#OWN_ROW}
 * @param place puts another object in the place of this one and tells whether it could; null where nothing can
 */
record Receiving(
        AggregateModel model,
        ObjectModel type,
        int extension,
        Object object,
        @Nullable Predicate<Object> place) implements Receiver {

    @Override
    public boolean take(Row row, int[] columns) {
        boolean taken = true;
        for (int column : columns) {
            taken &= set(type, object, row, column);
        }
        return taken
                || (place != null
                        && isMadeOfItsRow()
                        && place.test(hydration(row).object(type, row, null)));
    }

    /** Whether its row tells all of it: nothing hangs on it, and it refers to no other object. */
    private boolean isMadeOfItsRow() {
        boolean alone = !type.hasInner()
                && type.extensions().isEmpty()
                && model.siblings().isEmpty();
        for (int i = 0; i < type.properties().size() && alone; i++) {
            alone = switch (type.properties().get(i).content()) {
                case ParentContent parent -> false;
                case ReferenceContent reference -> false;
                default -> true;
            };
        }
        return alone;
    }

    private Hydration hydration(Row row) {
        return new Hydration(model, row, Hydrator.NO_CHILDREN, Relations.NONE, null);
    }

    private boolean set(ObjectModel at, Object holder, Row row, int column) {
        for (Property property : at.properties()) {
            boolean here = at != type || property.extension() == extension;
            if (here && property.content() instanceof ScalarContent scalar && scalar.column() == column) {
                return set(property, holder, value(scalar, row));
            }
            if (here && property.content() instanceof EmbeddedContent embedded) {
                Object inner = Dehydration.value(property, holder);
                ObjectModel shape = inner == null ? null : ofClass(embedded.shape(), inner);
                if (inner != null && shape != null && holds(shape, inner, column)) {
                    return set(shape, inner, row, column)
                            || (!shape.hasInner()
                                    && property.accessor().isWritable()
                                    && set(property, holder, hydration(row).object(embedded.shape(), row, null)));
                }
            }
        }
        return false;
    }

    private static boolean holds(ObjectModel at, Object holder, int column) {
        for (Property property : at.properties()) {
            if (property.content() instanceof ScalarContent scalar && scalar.column() == column) {
                return true;
            }
            if (property.content() instanceof EmbeddedContent embedded) {
                Object inner = Dehydration.value(property, holder);
                ObjectModel shape = inner == null ? null : ofClass(embedded.shape(), inner);
                if (inner != null && shape != null && holds(shape, inner, column)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable Object value(ScalarContent scalar, Row row) {
        Object column = Contents.readable(row.get(scalar.column()));
        return column == null ? null : scalar.converter().fromColumn(column);
    }

    private static boolean set(Property property, Object holder, @Nullable Object value) {
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
