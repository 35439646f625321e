package dev.keelson.work.mapping.build;

import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.mapping.PropertyConfig.Role;
import dev.keelson.work.mapping.build.Levels.Extensions;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.Containers;
import dev.keelson.work.mapping.draft.ObjectDraft;
import dev.keelson.work.mapping.draft.Paths.Kind;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.SharedTables;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.mapping.draft.ValueDraft;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.Creator;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.CreatorChoice;
import dev.keelson.work.scan.Nullness;
import dev.keelson.work.scan.PropertyDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps the properties of one class at one place, each by the builder of its kind: columns of the row, tables of their own, ways
 * to other objects. Used by one thread.
 */
final class ObjectBuilder {

    private final BuildContext context;
    private final ShapeBuilder shapes;
    private final ColumnBuilder columns;
    private final CollectionBuilder collections;
    private final PartBuilder parts;
    private final ReferenceBuilder references;
    private final SharedTables shared = new SharedTables();
    private final @Nullable String version;

    /**
     * @param version the path of the root's version property, or null where it has none
     */
    ObjectBuilder(BuildContext context, Tables tables, @Nullable String version) {
        this.context = context;
        this.shapes = new ShapeBuilder(context, tables, this);
        this.columns = new ColumnBuilder(context, tables, shapes);
        EntityIdentifiers identifiers = new EntityIdentifiers(context, this);
        this.collections = new CollectionBuilder(context, tables, shapes, columns, identifiers);
        this.parts = new PartBuilder(context, tables, shapes, identifiers);
        this.references = new ReferenceBuilder(context, tables, columns);
        this.version = version;
    }

    ShapeBuilder shapes() {
        return shapes;
    }

    /**
     * Maps all properties of a class.
     *
     * @param creator the way of construction that was configured, or null
     * @param extensions the further tables of a joined hierarchy, or null
     * @return empty where a fault was added that leaves nothing to go on with
     */
    Optional<ObjectDraft> object(
            Place place, TableDraft table, @Nullable CreatorChoice creator, @Nullable Extensions extensions) {
        List<PropertyDraft> drafts = persistent(place);
        Optional<Creator> made = context.creators().find(place.path(), place.raw(), drafts, creator);
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            PropertyDraft draft = drafts.get(i);
            boolean created = made.isPresent() && made.get().parameters().contains(i);
            Content before = table.mapped(place.within(draft));
            int extension = extensions == null || before != null ? Property.OWN_ROW : extensions.of(draft);
            TableDraft lies = extensions == null ? table : extensions.table(extension);
            Optional<? extends Content> content =
                    before == null ? content(draft, place, table, lies, created) : mappedBefore(draft, place, before);
            boolean hasTable = content.isPresent() && !(content.get() instanceof ColumnContent);
            content.ifPresent(
                    found -> property(draft, place, lies, found, created, hasTable ? Property.OWN_ROW : extension)
                            .ifPresent(properties::add));
        }
        if (made.isEmpty() || properties.size() < drafts.size()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectDraft(place.raw(), place.path(), made.get(), properties));
    }

    private List<PropertyDraft> persistent(Place place) {
        List<PropertyDraft> persistent = new ArrayList<>();
        for (PropertyDraft draft : context.properties(place.type())) {
            if (place.corrections().ignores(place.within(draft))) {
                context.paths().mapped(draft, place, Kind.IGNORED);
            } else {
                persistent.add(draft);
            }
        }
        return persistent;
    }

    private Optional<Content> mappedBefore(PropertyDraft draft, Place place, Content before) {
        context.paths().mapped(draft, place, Kind.COLUMNS);
        return Optional.of(before);
    }

    private Optional<Property> property(
            PropertyDraft draft, Place place, TableDraft table, Content content, boolean created, int extension) {
        boolean isVersion =
                place.around().owners().isEmpty() && place.within(draft).equals(version);
        boolean nullable = isVersion || isNullable(draft, place, table, content);
        try {
            return Optional.of(new Property(
                    draft.name(),
                    ClassScan.accessor(draft.field()),
                    content,
                    nullable,
                    draft.wrapped(),
                    created,
                    place.corrections().property(place.within(draft)).writer() != Writer.APPLICATION,
                    extension));
        } catch (IllegalAccessException closed) {
            context.faults()
                    .add(
                            place.path(draft),
                            draft.field().getDeclaringClass().getName() + " is encapsulated by its module",
                            ClassScan.opensLine(draft.field().getDeclaringClass()));
            return Optional.empty();
        }
    }

    private boolean isNullable(PropertyDraft draft, Place place, TableDraft table, Content content) {
        return switch (content) {
            case ScalarContent scalar ->
                value(draft, place)
                        .isNullable(place, table, table.column(scalar.column()).name());
            case ColumnContent other -> value(draft, place).isNullable(place, table, null);
            case PartContent part -> value(draft, place).isNullable(place, table, null);
            case CollectionContent collection -> draft.nullness() != Nullness.REQUIRED;
            case TreeContent tree -> draft.nullness() != Nullness.REQUIRED;
            case ParentContent parent -> true;
            case RefsContent refs -> true;
        };
    }

    /**
     * Where a property's value lies, or empty where a fault was added.
     *
     * @param own the table of the object's own row, on which other rows hang
     * @param table the table in which its columns lie, another one for what a class of a joined hierarchy adds
     */
    private Optional<? extends Content> content(
            PropertyDraft draft, Place place, TableDraft own, TableDraft table, boolean created) {
        Kind kind = kind(draft, place);
        context.paths().mapped(draft, place, kind);
        return switch (kind) {
            case REFS -> references.refs(draft, place);
            case COLLECTION -> shared.once(draft, place, own, () -> collections.collection(draft, place, own));
            case PART -> shared.once(draft, place, own, () -> parts.part(draft, place, own));
            case COLUMNS, IGNORED -> columns(draft, place, table, created);
        };
    }

    private Kind kind(PropertyDraft draft, Place place) {
        if (draft.valueType() == Refs.class) {
            return Kind.REFS;
        }
        boolean converted = place.corrections().property(place.within(draft)).isColumns()
                || context.scalars().converterOf(draft.type()).isPresent();
        if (Containers.isContainer(draft.valueType()) && !converted) {
            return Kind.COLLECTION;
        }
        return place.corrections().part(place.within(draft)) == null ? Kind.COLUMNS : Kind.PART;
    }

    private Optional<? extends Content> columns(PropertyDraft draft, Place place, TableDraft table, boolean created) {
        ValueDraft value = value(draft, place);
        if (draft.valueType() == Ref.class) {
            return references.ref(draft.argument(Ref.class, 0), value, place, table);
        }
        Role role = value.correction().isColumns() ? null : references.role(value, place);
        return role == null
                ? columns.columns(value, place, table, context.identified(draft.type(), value.correction()))
                : references.object(role, value, place, table, created);
    }

    private static ValueDraft value(PropertyDraft draft, Place place) {
        String within = place.within(draft);
        return new ValueDraft(
                draft.type(),
                place.name(draft),
                place.path(draft),
                within,
                draft.nullness(),
                place.corrections().property(within));
    }

    /** Where an identifier lies: in its entity's own row, and no reference to another one of its type. */
    Optional<ColumnContent> identifier(List<PropertyDraft> path, Place place, TableDraft table) {
        Place at = place;
        for (PropertyDraft step : path.subList(0, path.size() - 1)) {
            at = columns.embeddedPlace(value(step, at), at, false);
        }
        PropertyDraft last = path.get(path.size() - 1);
        ValueDraft value = value(last, at).required();
        context.paths().mapped(last, at, Kind.COLUMNS);
        Class<?> said = value.correction().references();
        return columns.columns(
                value,
                at,
                table,
                said == null ? Optional.empty() : context.references().ofRoot(said));
    }
}
