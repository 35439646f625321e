package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.Creator;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The making of aggregates of one mapping among whose rows each finds its own, one after the other. Used by one thread. */
final class Hydration {

    private static final Row[] NO_EXTENSIONS = {};

    private final AggregateModel model;
    private final ChildRows children;
    private final Contents contents;
    private final Arguments ready = new Arguments();
    private Row root;
    private Relations relations;
    private AggregateRows.@Nullable Builder into;
    private @Nullable Siblings siblings;

    /**
     * @param into takes every row that becomes part of it, or null where nobody asks
     */
    Hydration(
            AggregateModel model,
            Row root,
            ChildRows children,
            Relations relations,
            AggregateRows.@Nullable Builder into) {
        this.model = model;
        this.children = children;
        this.contents = new Contents(model, this, children);
        this.root = root;
        this.relations = relations;
        this.into = into;
        this.siblings = model.siblings().isEmpty() ? null : new Siblings(model);
    }

    /** Goes on with another aggregate. */
    void begin(Row of, Relations beyond, AggregateRows.@Nullable Builder snapshot) {
        root = of;
        relations = beyond;
        into = snapshot;
        this.siblings = model.siblings().isEmpty() ? null : new Siblings(model);
    }

    /** Makes the whole aggregate. */
    Object aggregate() {
        Object aggregate = object(choose(model.shape(), root), root, null, true);
        if (siblings != null) {
            siblings.bind(root);
        }
        return aggregate;
    }

    /** Makes an object that stands in a row, other than the root. */
    Object object(Shape shape, Row row, @Nullable Frame outer) {
        return object(choose(shape, row), row, outer, false);
    }

    /** Makes an element or part of its row. */
    Object element(TableModel table, Content content, Row row) {
        return contents.element(table, content, row, null, relations);
    }

    /** Makes the key of a map's entry, of the entry's row. */
    Object key(TableModel table, ColumnContent content, Row row) {
        return contents.key(table, content, row, null);
    }

    /** Makes what lies in an object of a row, as far as it is wanted, but not the object. */
    void parts(ObjectModel type, Row row, BiPredicate<Property, Row> wanted) {
        Row[] extensions = extensions(type, row);
        for (Property property : type.properties()) {
            Row lies = property.extension() < 0 ? row : extensions[property.extension()];
            if (wanted.test(property, lies)) {
                value(type, property, lies, null, null);
            }
        }
    }

    /** The class that a row is of. */
    ObjectModel choose(Shape shape, Row row) {
        return switch (shape) {
            case ObjectModel object -> object;
            case Hierarchy hierarchy -> {
                Object value = row.get(hierarchy.column());
                Hierarchy.Subtype subtype = value == null ? null : hierarchy.ofDiscriminator(value);
                if (subtype == null) {
                    throw faults().unknown(hierarchy, value, row);
                }
                yield subtype.object();
            }
        };
    }

    private Object object(ObjectModel type, Row row, @Nullable Frame outer, boolean isRoot) {
        Frame own = type.hasInner() ? new Frame(outer, type.type()) : null;
        Frame around = own == null ? outer : own;
        Row[] extensions = extensions(type, row);
        Object object = create(type, row, extensions, outer, around);
        if (own != null) {
            own.made(object);
        }
        if (isRoot) {
            relations.made(object);
        }
        for (int i = 0; i < type.fields(); i++) {
            Property property = type.field(i);
            Row lies = property.extension() < 0 ? row : extensions[property.extension()];
            set(type, property, object, lies, outer, around);
        }
        return object;
    }

    /** The rows of a joined hierarchy that hold further columns of an object. */
    private Row[] extensions(ObjectModel type, Row row) {
        List<TableModel> tables = type.extensions();
        if (tables.isEmpty()) {
            return NO_EXTENSIONS;
        }
        Row[] rows = new Row[tables.size()];
        for (int i = 0; i < rows.length; i++) {
            List<Row> found = children.of(tables.get(i), row);
            if (found.size() != 1) {
                throw faults().of(
                                type.path(),
                                null,
                                "it is a " + type.type().getSimpleName() + ", but "
                                        + tables.get(i).rowType()
                                        + (found.isEmpty()
                                                ? " has no row of its key"
                                                : " has " + found.size() + " rows of "
                                                        + found.get(0).keyText() + "; leave one of them"),
                                null);
            }
            rows[i] = found.get(0);
            taken(tables.get(i), rows[i]);
        }
        return rows;
    }

    private Object create(ObjectModel type, Row row, Row[] extensions, @Nullable Frame outer, @Nullable Frame around) {
        Creator creator = type.creator();
        @Nullable Object[] arguments = ready.take(type.arguments());
        for (int i = 0; i < arguments.length; i++) {
            Property property = type.argument(i);
            Row lies = property.extension() < 0 ? row : extensions[property.extension()];
            arguments[i] = argument(type, property, lies, outer, around);
        }
        try {
            return creator.create(arguments);
        } catch (RuntimeException failure) {
            throw faults().refused(type, failure);
        } catch (Error failure) {
            throw faults().located(type, failure);
        } finally {
            ready.giveBack(arguments);
        }
    }

    private @Nullable Object argument(
            ObjectModel type, Property property, Row row, @Nullable Frame outer, @Nullable Frame around) {
        if (property.content() instanceof ReferenceContent reference && !reference.onDemand()) {
            Object target = isNull(reference, row) ? null : relations.target(reference, row, unused -> {});
            if (target == null && !isNull(reference, row)) {
                throw faults().of(
                                type.path() + "." + property.name(),
                                Shown.column(reference, row),
                                "the object it refers to needs this one to be made before, and both take each other in"
                                        + " their constructors",
                                null);
            }
            requirePresence(type, property, reference, target, row);
            return property.wrap(target);
        }
        return value(type, property, row, outer, around);
    }

    private void set(
            ObjectModel type,
            Property property,
            Object object,
            Row row,
            @Nullable Frame outer,
            @Nullable Frame around) {
        switch (property.content()) {
            case PartContent part when children.leavesOut(part, row) -> {}
            case ParentContent parent -> {
                Frame back = Frame.find(outer, parent.type());
                if (back != null) {
                    back.pointBack(object, property.accessor());
                }
            }
            case SiblingContent sibling
            when siblings != null -> {
                if (row.get(sibling.columns().get(0)) != null) {
                    siblings.refers(object, property, sibling, row, model.within(type.path() + "." + property.name()));
                }
            }
            case ReferenceContent reference when !reference.onDemand() -> refer(type, property, reference, object, row);
            default -> set(type, property, object, value(type, property, row, outer, around));
        }
    }

    private void refer(ObjectModel type, Property property, ReferenceContent reference, Object object, Row row) {
        Object target = isNull(reference, row)
                ? null
                : relations.target(reference, row, later -> set(type, property, object, property.wrap(later)));
        if (target != null || isNull(reference, row)) {
            requirePresence(type, property, reference, target, row);
            set(type, property, object, property.wrap(target));
        }
    }

    private static boolean isNull(ReferenceContent reference, Row row) {
        return row.get(reference.columns().get(0)) == null;
    }

    private void set(ObjectModel type, Property property, Object object, @Nullable Object value) {
        String problem;
        RuntimeException cause = null;
        try {
            problem = Setting.set(property.accessor(), object, value);
        } catch (RuntimeException failure) {
            problem = "its field does not take the value";
            cause = failure;
        }
        if (problem != null) {
            throw faults().of(type.path() + "." + property.name(), null, problem, cause);
        }
    }

    private @Nullable Object value(
            ObjectModel type, Property property, Row row, @Nullable Frame outer, @Nullable Frame around) {
        Object value;
        if (property.content() instanceof ParentContent parent) {
            Frame back = Frame.find(outer, parent.type());
            return back == null ? null : back.object();
        }
        try {
            value = contents.value(property.content(), row, around, relations);
        } catch (HydrationException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw faults().unreadable(type.path() + "." + property.name(), property.content(), row, failure);
        }
        requirePresence(type, property, property.content(), value, row);
        return property.wrap(value);
    }

    private void requirePresence(
            ObjectModel type, Property property, Content content, @Nullable Object value, Row row) {
        if (value == null && !property.nullable()) {
            throw faults().absent(type, property, content, row);
        }
    }

    /** The value that lies in columns of a row, null where there is none. */
    @Nullable
    Object columns(ColumnContent content, Row row) {
        return contents.columns(content, row, null);
    }

    /** A row became part of the aggregate. */
    void taken(TableModel table, Row row) {
        if (into != null) {
            into.add(table.index(), row);
        }
    }

    /** Takes an entity made of a row of its own. */
    void made(TableModel table, Row row, Object entity) {
        if (siblings != null) {
            siblings.made(table, row, entity);
        }
    }

    HydrationFaults faults() {
        return new HydrationFaults(model, root);
    }
}
