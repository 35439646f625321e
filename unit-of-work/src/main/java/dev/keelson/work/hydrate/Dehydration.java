package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.model.AggregateModel;
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
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.row.Row;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The taking apart of aggregates, column by column; what hangs on a row is {@link Branching}. Used by one thread, for one after the other. */
final class Dehydration {

    private static final RowDraft[] NO_EXTENSIONS = {};

    private final AggregateModel model;
    private final @Nullable RowDraft[] drafts;
    private final Places places = new Places();
    private final Branching branching;
    private final Dehydrated.Builder rows;
    private @Nullable Object identifier;
    private @Nullable AggregateRows remembered;
    private Outgoing outgoing;
    private @Nullable ObjectModel rootType;

    Dehydration(AggregateModel model) {
        this.model = model;
        this.drafts = new RowDraft[model.tables().size()];
        this.rows = new Dehydrated.Builder(drafts.length);
        this.branching = new Branching(model, this, rows, places);
        this.outgoing = new Outgoing(model, Targets.ANY);
    }

    /**
     * Begins with the next aggregate.
     *
     * @param id what messages call it
     * @param known its rows as they were, some of which may still be right; null where there are none
     * @param targets judges what it refers to
     */
    Dehydration of(@Nullable Object id, @Nullable AggregateRows known, Targets targets) {
        identifier = id;
        remembered = known;
        outgoing = outgoing.isJudgedBy(targets) ? outgoing : new Outgoing(model, targets);
        rows.begin(known);
        places.begin();
        branching.begin(known);
        for (RowDraft draft : drafts) {
            if (draft != null) {
                draft.begin(remembered(draft.table()));
            }
        }
        return this;
    }

    Dehydrated rows(Object aggregate) {
        root(aggregate);
        return rest(aggregate);
    }

    /** The root's own row, which comes first. */
    Row root(Object aggregate) {
        TableModel table = model.tables().get(0);
        RowDraft draft = draft(table);
        ObjectModel type = choose(model.shape(), aggregate, draft);
        RowDraft[] extensions = columns(type, aggregate, draft);
        int version = model.root().version();
        if (version >= 0) { // whatever the domain made of it, the version is the one remembered
            draft.set(version, remembered == null ? null : remembered.root().get(version));
        }
        rootType = type;
        return finish(table, draft, type, extensions, aggregate, null);
    }

    /** All rows, once the root's is there. */
    Dehydrated rest(Object aggregate) {
        if (rootType != null && rootType.hasInner()) {
            branching.branches(rootType, aggregate, rows.root());
        }
        Dehydrated all = rows.build();
        outgoing.checkSiblings(all.rows(), this);
        return all;
    }

    /** One value of a row alone. */
    RowDraft single(TableModel table, ColumnContent content, String path, Object value) {
        RowDraft draft = draft(table);
        try {
            content(content, value, draft);
        } catch (UnstorableValueException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw refuse(path, value, problem(failure), failure);
        }
        return draft;
    }

    RowDraft draft(TableModel table) {
        RowDraft draft = drafts[table.index()];
        if (draft == null) {
            draft = new RowDraft(table);
            draft.begin(remembered(table));
            drafts[table.index()] = draft;
        }
        return draft;
    }

    private List<Row> remembered(TableModel table) {
        return remembered == null ? List.of() : remembered.of(table.index());
    }

    /**
     * Ends the row of an object, and those of a joined hierarchy with it.
     *
     * @param place puts another object in the place of this one, or null where nothing can
     */
    Row finish(
            TableModel table,
            RowDraft draft,
            @Nullable ObjectModel type,
            RowDraft[] extensions,
            Object object,
            @Nullable Predicate<Object> place) {
        Row row = finish(table, draft, type, Property.OWN_ROW, object, place);
        for (int i = 0; i < extensions.length && type != null; i++) {
            TableModel extension = type.extensions().get(i);
            for (int n = 0; n < extension.parentColumns().size(); n++) {
                extensions[i].set(
                        extension.parentColumns().get(n),
                        row.get(extension.parentKey().get(n)));
            }
            finish(extension, extensions[i], type, i, object, null);
        }
        return row;
    }

    private Row finish(
            TableModel table,
            RowDraft draft,
            @Nullable ObjectModel type,
            int extension,
            Object object,
            @Nullable Predicate<Object> place) {
        Row row = draft.finish();
        rows.add(table.index(), row);
        if (table.rowType().filled().length > 0) {
            rows.received(
                    table.index(),
                    type == null ? (filled, columns) -> false : new Receiving(model, type, extension, object, place));
        }
        return row;
    }

    /** The class of an object, which its row's discriminator tells. */
    ObjectModel choose(Shape shape, Object object, RowDraft draft) {
        switch (shape) {
            case ObjectModel type -> {
                if (object.getClass() != type.type()) {
                    throw refuse(
                            type.path(),
                            object,
                            "is not of the class mapped there, " + type.type().getName(),
                            null);
                }
                return type;
            }
            case Hierarchy hierarchy -> {
                Hierarchy.Subtype subtype = hierarchy.ofClass(object.getClass());
                if (subtype == null) {
                    List<String> known = hierarchy.subtypes().stream()
                            .map(one -> one.object().type().getSimpleName())
                            .toList();
                    throw refuse(hierarchy.path(), object, "is not of a class mapped there; those are " + known, null);
                }
                draft.set(hierarchy.column(), subtype.discriminator());
                return subtype.object();
            }
        }
    }

    /** The columns of one object; what hangs on its row comes after, since a child's row takes the key of its parent's. */
    RowDraft[] columns(ObjectModel type, Object object, RowDraft own) {
        RowDraft[] extensions = NO_EXTENSIONS;
        if (!type.extensions().isEmpty()) {
            extensions = new RowDraft[type.extensions().size()];
            for (int i = 0; i < extensions.length; i++) {
                extensions[i] = draft(type.extensions().get(i));
            }
        }
        List<Property> properties = type.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            if (property.content() instanceof ColumnContent content) {
                Object value = value(property, object);
                if (value != null) {
                    property(
                            type,
                            property,
                            content,
                            value,
                            property.extension() < 0 ? own : extensions[property.extension()]);
                } else if (!property.nullable() && !property.filled()) {
                    throw refuse(path(type, property), null, "is required, but null", null);
                }
            }
        }
        return extensions;
    }

    private void property(ObjectModel type, Property property, ColumnContent content, Object value, RowDraft draft) {
        try {
            content(content, value, draft);
        } catch (UnstorableValueException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw refuse(path(type, property), value, problem(failure), Shown.of(content, failure));
        }
    }

    /** A value that stands in a row of its own, or the key of a map's entry. */
    void element(TableModel table, ColumnContent content, Object value, RowDraft draft) {
        try {
            content(content, value, draft);
        } catch (UnstorableValueException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw refuse(table.rowType().path(), value, problem(failure), Shown.of(content, failure));
        }
    }

    private void content(ColumnContent content, Object value, RowDraft draft) {
        switch (content) {
            case ScalarContent scalar -> IntoColumns.scalar(scalar, value, draft);
            case ConvertedContent converted -> IntoColumns.converted(converted, value, draft);
            case EmbeddedContent embedded -> columns(choose(embedded.shape(), value, draft), value, draft);
            case WrappedContent wrapped ->
                content(wrapped.inner(), wrapped.unwrap().apply(value), draft);
            case ReferenceContent reference -> {
                content(reference.identifier(), outgoing.identifier(reference, value), draft);
                outgoing.keepSpelling(reference, value, draft);
            }
            case SiblingContent sibling -> content(sibling.identifier(), outgoing.identifier(sibling, value), draft);
        }
    }

    /** What a message says of a failure: only refusals are known to show nothing of the value. */
    private static String problem(RuntimeException failure) {
        boolean refusal = failure.getClass() == IllegalArgumentException.class && failure.getMessage() != null;
        return refusal
                ? String.valueOf(failure.getMessage())
                : "its converter or constructor threw a " + failure.getClass().getSimpleName();
    }

    static @Nullable Object value(Property property, Object object) {
        return property.unwrap(property.accessor().get(object));
    }

    static String path(ObjectModel type, Property property) {
        return type.path() + "." + property.name();
    }

    UnstorableValueException refuse(
            String property, @Nullable Object value, String problem, @Nullable Throwable cause) {
        String kind = value == null ? "null" : value.getClass().getSimpleName();
        return new UnstorableValueException(places.within(property), identifier, kind, problem, cause);
    }
}
