package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.value.ColumnReader;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.CollectionContent.Container;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.Creator;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The making of one aggregate. Used by one thread, once. */
final class Hydration {

    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final AggregateModel model;
    private final Row root;
    private final ChildRows children;
    private final AggregateRows into;

    Hydration(AggregateModel model, Row root, ChildRows children, AggregateRows into) {
        this.model = model;
        this.root = root;
        this.children = children;
        this.into = into;
    }

    Object object(ObjectModel type, Row row) {
        Object object = create(type, row);
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            if (!property.created()) {
                set(type, property, object, row);
            }
        }
        return object;
    }

    private Object create(ObjectModel type, Row row) {
        Creator creator = type.creator();
        List<Integer> parameters = creator.parameters();
        @Nullable Object[] arguments = parameters.isEmpty() ? NO_ARGUMENTS : new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = value(type, type.properties().get(parameters.get(i)), row);
        }
        try {
            return creator.create(arguments);
        } catch (RuntimeException failure) {
            throw fault(
                    type.path(), null, "the constructor of " + type.type().getSimpleName() + " refused it", failure);
        }
    }

    private void set(ObjectModel type, Property property, Object object, Row row) {
        Object value = value(type, property, row);
        if (property.accessor().isWritable()) {
            try {
                property.accessor().set(object, value);
            } catch (RuntimeException failure) {
                throw fault(type.path() + "." + property.name(), null, "its field does not take the value", failure);
            }
            return;
        }
        Object found = property.accessor().get(object);
        if (!(found instanceof Collection<?>) || !(value instanceof Collection<?> elements)) {
            throw fault(
                    type.path() + "." + property.name(),
                    null,
                    "the final collection was not initialised in place",
                    null);
        }
        @SuppressWarnings("unchecked") // the collection is declared with the elements' class
        Collection<Object> target = (Collection<Object>) found;
        try {
            if (!target.isEmpty()) {
                target.clear(); // what the constructor or an initialiser put in is no part of the stored state
            }
            target.addAll(elements);
        } catch (RuntimeException failure) {
            throw fault(type.path() + "." + property.name(), null, "the final collection cannot be filled", failure);
        }
    }

    private @Nullable Object value(ObjectModel type, Property property, Row row) {
        Object value = switch (property.content()) {
            case CollectionContent collection -> collection(type, property, collection, row);
            case ColumnContent columns -> required(type, property, columns, row);
        };
        return property.wrapped() ? Optional.ofNullable(value) : value;
    }

    private @Nullable Object required(ObjectModel type, Property property, ColumnContent content, Row row) {
        Object value;
        try {
            value = columns(content, row);
        } catch (HydrationException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw fault(
                    type.path() + "." + property.name(),
                    column(content, row),
                    "its column value cannot be read",
                    failure);
        }
        if (value == null && !property.nullable()) {
            throw fault(
                    type.path() + "." + property.name(),
                    column(content, row),
                    "it is required, but the column is null",
                    null);
        }
        return value;
    }

    /** The value that lies in these columns, null where the columns say that there is none. */
    @Nullable
    Object columns(ColumnContent content, Row row) {
        return switch (content) {
            case ScalarContent scalar -> {
                Object column = row.get(scalar.column());
                yield column == null ? null : scalar.converter().fromColumn(column);
            }
            case ConvertedContent converted ->
                isAbsent(converted.presence(), converted.first(), converted.count(), row)
                        ? null
                        : converted.converter().read(reader(row, converted.first()));
            case EmbeddedContent embedded ->
                embedded.presence() >= 0 && row.get(embedded.presence()) == null
                        ? null
                        : object(embedded.object(), row);
        };
    }

    private static boolean isAbsent(int presence, int first, int count, Row row) {
        if (presence >= 0) {
            return row.get(presence) == null;
        }
        for (int column = first; column < first + count; column++) {
            if (row.get(column) != null) {
                return false;
            }
        }
        return true;
    }

    private static ColumnReader reader(Row row, int first) {
        return index -> row.get(first + index);
    }

    private Collection<Object> collection(ObjectModel type, Property property, CollectionContent content, Row row) {
        TableModel table = content.table();
        List<Row> rows = children.of(table, row);
        if (table.position() >= 0) {
            Positions.sort(rows, table.position());
        }
        Collection<Object> elements =
                content.container() == Container.LIST ? new ArrayList<>(rows.size()) : new LinkedHashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Row elementRow = rows.get(i);
            into.add(table.index(), elementRow);
            Object element = columns(content.element(), elementRow);
            if (element == null) {
                throw fault(
                        type.path() + "." + property.name(),
                        column(content.element(), elementRow),
                        "an element's column is null",
                        null);
            }
            elements.add(element);
        }
        return elements;
    }

    private HydrationException fault(
            String property, @Nullable String column, String problem, @Nullable Throwable cause) {
        return new HydrationException(model.name(), withinRoot(property), column, root.key(), problem, cause);
    }

    /** A path as the exception takes it, which names the root itself. */
    private String withinRoot(String path) {
        return path.equals(model.name()) ? "" : path.substring(model.name().length() + 1);
    }

    private static @Nullable String column(ColumnContent content, Row row) {
        return switch (content) {
            case ScalarContent scalar -> row.type().column(scalar.column()).name();
            case ConvertedContent converted ->
                row.type().column(converted.first()).name();
            case EmbeddedContent embedded -> null;
        };
    }
}
