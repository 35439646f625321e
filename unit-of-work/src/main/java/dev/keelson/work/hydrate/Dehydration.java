package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnSpec;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The taking apart of one aggregate. Used by one thread, once. */
final class Dehydration {

    private final AggregateModel model;
    private final @Nullable Object identifier;
    private final AggregateRows rows;

    Dehydration(AggregateModel model, @Nullable Object identifier, AggregateRows rows) {
        this.model = model;
        this.identifier = identifier;
        this.rows = rows;
    }

    void root(Object aggregate) {
        @Nullable Object[] values = new Object[model.root().width()];
        Row row = new Row(model.root(), values);
        rows.add(0, row);
        object(model.object(), aggregate, values, row);
    }

    void identifier(Object value, @Nullable Object[] values) {
        columns(model.identifierContent(), value, values, model.name() + "." + identifierName());
    }

    private String identifierName() {
        return model.identifier().get(model.identifier().size() - 1).name();
    }

    /** Columns first, collections after: a child's row takes the key of its parent's. */
    private void object(ObjectModel type, Object object, @Nullable Object[] values, Row row) {
        if (object.getClass() != type.type()) {
            throw refuse(
                    type.path(),
                    object,
                    "is not the class that is mapped there, " + type.type().getName(),
                    null);
        }
        embedded(type, object, values);
        collections(type, object, row);
    }

    private void embedded(ObjectModel type, Object object, @Nullable Object[] values) {
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            if (property.content() instanceof ColumnContent content) {
                Object value = value(property, object);
                if (value != null) {
                    property(type, property, content, value, values);
                } else if (!property.nullable()) {
                    throw refuse(type.path() + "." + property.name(), null, "is required, but null", null);
                }
            }
        }
    }

    private void property(
            ObjectModel type, Property property, ColumnContent content, Object value, @Nullable Object[] values) {
        try {
            columns(content, value, values, "");
        } catch (UnstorableValueException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw refuse(type.path() + "." + property.name(), value, String.valueOf(failure.getMessage()), failure);
        }
    }

    private static @Nullable Object value(Property property, Object object) {
        Object value = property.accessor().get(object);
        return property.wrapped() && value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private void columns(ColumnContent content, Object value, @Nullable Object[] values, String path) {
        switch (content) {
            case ScalarContent scalar ->
                values[scalar.column()] = scalar.type().fit(scalar.converter().toColumn(value));
            case ConvertedContent converted -> converted(converted, value, values, path);
            case EmbeddedContent embedded -> {
                if (value.getClass() != embedded.object().type()) {
                    throw refuse(
                            embedded.object().path(),
                            value,
                            "is not the class that is mapped there, "
                                    + embedded.object().type().getName(),
                            null);
                }
                embedded(embedded.object(), value, values);
            }
        }
    }

    private void converted(ConvertedContent content, Object value, @Nullable Object[] values, String path) {
        List<ColumnSpec> specs = content.converter().columns();
        content.converter()
                .write(
                        value,
                        (index, column) -> values[content.first() + index] =
                                column == null ? null : specs.get(index).type().fit(column));
        for (int i = 0; i < specs.size(); i++) {
            if (values[content.first() + i] == null && !specs.get(i).nullable()) {
                throw new IllegalArgumentException("its converter left the required column '"
                        + specs.get(i).suffix() + "' null" + path);
            }
        }
    }

    private void collections(ObjectModel type, Object object, Row row) {
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            switch (property.content()) {
                case CollectionContent collection ->
                    collection(type, property, collection, value(property, object), row);
                case EmbeddedContent embedded -> {
                    Object part = value(property, object);
                    if (part != null) {
                        collections(embedded.object(), part, row);
                    }
                }
                case ScalarContent scalar -> {}
                case ConvertedContent converted -> {}
            }
        }
    }

    private void collection(
            ObjectModel type, Property property, CollectionContent content, @Nullable Object collection, Row parent) {
        if (!(collection instanceof Collection<?> elements)) {
            return; // null is the same as empty
        }
        TableModel table = content.table();
        int place = 0;
        for (Object element : elements) {
            String path = type.path() + "." + property.name();
            if (element == null) {
                throw refuse(path + "[" + place + "]", null, "is a null element of a collection", null);
            }
            @Nullable Object[] values = new Object[table.rowType().width()];
            Row row = new Row(table.rowType(), values);
            for (int i = 0; i < table.parentColumns().size(); i++) {
                values[table.parentColumns().get(i)] =
                        parent.get(table.parentKey().get(i));
            }
            if (table.position() >= 0) {
                values[table.position()] = place;
            }
            rows.add(table.index(), row);
            element(content.element(), element, values, row, path, place);
            place++;
        }
    }

    private void element(
            ColumnContent content, Object element, @Nullable Object[] values, Row row, String path, int place) {
        if (content instanceof EmbeddedContent entity) {
            object(entity.object(), element, values, row);
            return;
        }
        try {
            columns(content, element, values, "");
        } catch (RuntimeException failure) {
            throw refuse(path + "[" + place + "]", element, String.valueOf(failure.getMessage()), failure);
        }
    }

    private UnstorableValueException refuse(
            String property, @Nullable Object value, String problem, @Nullable Throwable cause) {
        String kind = value == null ? "null" : value.getClass().getSimpleName();
        return new UnstorableValueException(property, identifier, kind, problem, cause);
    }
}
