package dev.keelson.work.sets;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.Ref;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.query.ContentColumns;
import dev.keelson.work.query.Located;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Column.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Finds the columns of properties, and what they are to hold of values of the domain. Immutable, thread-safe. */
@Internal
public final class Assigner {

    private static final String LOOP = "Load the aggregates and change them";

    private final DomainModel model;
    private final Policies policies;
    private final Dehydrator dehydrator;

    public Assigner(DomainModel model, Policies policies, Dehydrator dehydrator) {
        this.model = model;
        this.policies = policies;
        this.dehydrator = dehydrator;
    }

    /**
     * Sets a property to a value.
     *
     * @throws IllegalArgumentException if there is no such property, or it cannot be set at once
     * @throws dev.keelson.kernel.error.UnstorableValueException if its columns cannot hold the value
     */
    List<Assignment> assigned(SetTarget target, String path, @Nullable Object given) {
        Located found = settable(target, path);
        ColumnContent content = (ColumnContent) found.content();
        Object value = given instanceof Optional<?> optional ? optional.orElse(null) : given;
        List<Assignment> assigned = new ArrayList<>();
        if (value == null && !found.nullable()) {
            throw Refused.because(found.label(), "it is never absent", "Give it a value");
        }
        @Nullable Object[] values = value == null ? null : values(target, found, content, value);
        for (int column : ContentColumns.of(content)) {
            assigned.add(new Assignment(found.table(), column, values == null ? null : values[column], null));
        }
        return assigned;
    }

    /**
     * Sets a property to what the database computes for each row.
     *
     * @throws IllegalArgumentException if there is no such property, or it cannot be set at once
     */
    Assignment computed(SetTarget target, String path, @Nullable Field<?> expression) {
        Located found = settable(target, path);
        List<Integer> columns = ContentColumns.of((ColumnContent) found.content());
        if (expression == null) {
            throw Refused.because(found.label(), "the function that says what it becomes gave null", "Give a field");
        }
        if (columns.size() != 1) {
            throw Refused.because(
                    found.label(), "it lies in several columns, and an expression is for one", "Compute a part of it");
        }
        return new Assignment(found.table(), columns.get(0), null, expression);
    }

    private @Nullable Object[] values(SetTarget target, Located found, ColumnContent content, Object value) {
        if (content instanceof ReferenceContent reference) {
            Object identifier = value instanceof Ref<?> ref
                    ? ref.id()
                    : model.find(value.getClass())
                            .map(root -> dehydrator.identifier(root, value))
                            .orElse(value);
            return dehydrator.columns(target.model(), found.table(), reference.identifier(), found.label(), identifier);
        }
        return dehydrator.columns(target.model(), found.table(), content, found.label(), value);
    }

    private Located settable(SetTarget target, String path) {
        requireNoVersion(target, path);
        Located found = Located.of(target.start("set"), path);
        if (!(found.content() instanceof ColumnContent content) || holdsRows(content)) {
            throw Refused.because(
                    found.label(),
                    "it lies in rows of a table of its own",
                    "Write these: update(" + target.type().getSimpleName() + ".class, \"" + path
                            + "\"), or delete them");
        }
        if (!found.inJson().isEmpty()) {
            throw Refused.because(found.label(), "what lies inside of JSON is no property", "Set the whole value");
        }
        if (!found.partly().isEmpty()) {
            throw Refused.because(
                    found.label(), "not all of its classes have it", "Name the class that has it in update(...)");
        }
        for (Located.Outer outer : found.outers()) {
            if (outer.nullable()) {
                throw Refused.because(
                        found.label(), outer.label() + ", in which it lies, may be absent", "Set the whole of it");
            }
        }
        if (isSibling(content)) {
            throw Refused.because(
                    found.label(), "it refers to another part, which each aggregate has of its own", LOOP);
        }
        for (int column : ContentColumns.of(content)) {
            requireWritable(target, found, column);
        }
        return found;
    }

    private static void requireNoVersion(SetTarget target, String path) {
        int version = target.isOfRoots() ? target.model().root().version() : -1;
        if (version >= 0 && target.model().root().column(version).name().equals(path)) {
            throw version(target.label() + "." + path);
        }
    }

    private static IllegalArgumentException version(String label) {
        return Refused.because(
                label, "it is the version, which every write raises by one", "Leave it out: it is raised by itself");
    }

    private void requireWritable(SetTarget target, Located found, int position) {
        TableModel table = found.table();
        AggregateModel aggregate = target.model();
        boolean isOfRoot = table.parent() < 0;
        if (table.index() != target.table().index()
                && !(target.isOfRoots() && aggregate.extensions().contains(table))) {
            throw Refused.because(found.label(), "it lies in a table of one of its classes", LOOP);
        }
        Column column = table.rowType().column(position);
        if (table.rowType().isKey(position) || table.parentColumns().contains(position)) {
            throw Refused.because(
                    found.label(),
                    "it tells one row from another, as an identifier does, and that is for life",
                    "Remove the one, and add another");
        }
        if (isOfRoot && position == aggregate.root().version()) {
            throw version(found.label());
        }
        if (isOfRoot && aggregate.shape() instanceof Hierarchy hierarchy && hierarchy.column() == position) {
            throw Refused.because(found.label(), "it tells the class of an aggregate", "Replace them one by one");
        }
        Carried carried = aggregate.belonging().carried();
        if (isOfRoot && carried != null && carried.column() == position) {
            throw Refused.because(
                    found.label(), "it says whose the aggregate is, which never changes", "Work for the other one");
        }
        boolean isOfPolicy = policies.rule(table.rowType()).columns().stream()
                .anyMatch(one -> one.name().equals(column.name()));
        if (isOfPolicy) {
            throw Refused.because(
                    found.label(),
                    "a policy writes its column, " + column.name(),
                    "Leave it out: it is written by itself");
        }
        if (column.writer() == Writer.DATABASE) {
            throw Refused.because(
                    found.label(), "the database makes its value at every write", "Leave it out: it is made by itself");
        }
        if (column.encryption() != null) {
            throw Refused.because(found.label(), "it is encrypted, which binds each value to its row", LOOP);
        }
    }

    private static boolean holdsRows(ColumnContent content) {
        return content instanceof EmbeddedContent embedded && holdsRows(embedded.shape());
    }

    private static boolean holdsRows(Shape shape) {
        return switch (shape) {
            case ObjectModel object -> object.hasInner();
            case Hierarchy hierarchy ->
                hierarchy.subtypes().stream()
                        .anyMatch(subtype -> subtype.object().hasInner());
        };
    }

    private static boolean isSibling(ColumnContent content) {
        return content instanceof SiblingContent
                || (content instanceof WrappedContent wrapped && isSibling(wrapped.inner()));
    }
}
