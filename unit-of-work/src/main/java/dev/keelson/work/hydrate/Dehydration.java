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
    private final @Nullable AggregateRows remembered;
    private final AggregateRows rows;
    private final @Nullable RowDraft[] drafts;
    private final Places places = new Places();

    /**
     * @param identifier what messages call the aggregate
     * @param remembered the rows as they were, some of which may still be right; null where there are none
     */
    Dehydration(AggregateModel model, @Nullable Object identifier, @Nullable AggregateRows remembered) {
        this.model = model;
        this.identifier = identifier;
        this.remembered = remembered;
        this.rows = new AggregateRows(model.tables().size());
        this.drafts = new RowDraft[model.tables().size()];
    }

    AggregateRows rows(Object aggregate) {
        RowDraft draft = draft(model.tables().get(0));
        int version = model.root().version();
        if (remembered != null && version >= 0) {
            draft.set(version, remembered.root().get(version));
        }
        ObjectModel type = model.object();
        requireClass(type, aggregate);
        columns(type, aggregate, draft);
        collections(type, aggregate, finish(0, draft));
        return rows;
    }

    RowDraft identifier(Object value) {
        RowDraft draft = draft(model.tables().get(0));
        Property property = model.identifier().get(model.identifier().size() - 1);
        property(model.object(), property, model.identifierContent(), value, draft);
        return draft;
    }

    private RowDraft draft(TableModel table) {
        RowDraft draft = drafts[table.index()];
        if (draft == null) {
            draft = new RowDraft(table.rowType());
            drafts[table.index()] = draft;
        }
        return draft;
    }

    private Row finish(int table, RowDraft draft) {
        int place = rows.of(table).size();
        boolean known = remembered != null && place < remembered.of(table).size();
        Row row =
                draft.finish(known && remembered != null ? remembered.of(table).get(place) : null);
        rows.add(table, row);
        return row;
    }

    /** The columns of one object; its collections come after, since a child's row takes the key of its parent's. */
    private void columns(ObjectModel type, Object object, RowDraft draft) {
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            if (property.content() instanceof ColumnContent content) {
                Object value = value(property, object);
                if (value != null) {
                    property(type, property, content, value, draft);
                } else if (!property.nullable()) {
                    throw refuse(path(type, property), null, "is required, but null", null);
                }
            }
        }
    }

    private void property(ObjectModel type, Property property, ColumnContent content, Object value, RowDraft draft) {
        try {
            content(content, value, draft);
        } catch (UnstorableValueException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw refuse(path(type, property), value, String.valueOf(failure.getMessage()), failure);
        }
    }

    private void content(ColumnContent content, Object value, RowDraft draft) {
        switch (content) {
            case ScalarContent scalar ->
                draft.set(scalar.column(), scalar.type().fit(scalar.converter().toColumn(value)));
            case ConvertedContent converted -> converted(converted, value, draft);
            case EmbeddedContent embedded -> {
                requireClass(embedded.object(), value);
                columns(embedded.object(), value, draft);
            }
        }
    }

    private static void converted(ConvertedContent content, Object value, RowDraft draft) {
        List<ColumnSpec> specs = content.converter().columns();
        content.converter()
                .write(
                        value,
                        (index, column) -> draft.set(
                                content.first() + index,
                                column == null ? null : specs.get(index).type().fit(column)));
        for (int i = 0; i < specs.size(); i++) {
            if (draft.get(content.first() + i) == null && !specs.get(i).nullable()) {
                throw new IllegalArgumentException("its converter left a required column null, '"
                        + specs.get(i).suffix() + "'");
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
        RowDraft draft = draft(table);
        int place = 0;
        int position = -1;
        places.enter(type, property);
        for (Object element : elements) {
            places.at(place);
            if (element == null) {
                throw refuse(path(type, property), null, "is a null element of a collection", null);
            }
            for (int i = 0; i < table.parentColumns().size(); i++) {
                draft.set(
                        table.parentColumns().get(i),
                        parent.get(table.parentKey().get(i)));
            }
            if (table.position() >= 0) {
                position = position(table, parent, position);
                draft.set(table.position(), position);
            }
            property(type, property, content.element(), element, draft);
            Row row = finish(table.index(), draft);
            if (content.element() instanceof EmbeddedContent entity) {
                collections(entity.object(), element, row);
            }
            place++;
        }
        places.leave();
    }

    /**
     * The position of the next element: the one remembered at its place, so that lists that somebody else counted from 1, or
     * with gaps, are not written anew; else the next one.
     */
    private int position(TableModel table, Row parent, int last) {
        int ordinal = rows.of(table.index()).size();
        if (remembered != null && ordinal < remembered.of(table.index()).size()) {
            Row before = remembered.of(table.index()).get(ordinal);
            boolean sameParent = before.keyOf(table.parentColumns()).equals(parent.keyOf(table.parentKey()));
            if (sameParent && before.get(table.position()) instanceof Integer position && position > last) {
                return position;
            }
        }
        return last + 1;
    }

    private static @Nullable Object value(Property property, Object object) {
        Object value = property.accessor().get(object);
        return property.wrapped() && value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private void requireClass(ObjectModel type, Object object) {
        if (object.getClass() != type.type()) {
            throw refuse(
                    type.path(),
                    object,
                    "is not of the class mapped there, " + type.type().getName(),
                    null);
        }
    }

    private static String path(ObjectModel type, Property property) {
        return type.path() + "." + property.name();
    }

    private UnstorableValueException refuse(
            String property, @Nullable Object value, String problem, @Nullable Throwable cause) {
        String kind = value == null ? "null" : value.getClass().getSimpleName();
        return new UnstorableValueException(places.within(property), identifier, kind, problem, cause);
    }
}
