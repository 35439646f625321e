package dev.keelson.work.mapping.build;

import dev.keelson.kernel.Ref;
import dev.keelson.work.mapping.CollectionConfig;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.mapping.build.ShapeBuilder.Classes;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.Containers;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.mapping.draft.ValueDraft;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.IdentifierModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel.Sorting;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.Nullness;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps what stands in one row of a collection's table: the key of a map's entry, and the element itself. Used by one thread. */
final class ElementBuilder {

    private static final String INNER = "values";

    /**
     * Where the key of a map's entry lies. Immutable.
     *
     * @param content its columns as a value, or null for what is no map
     * @param columns their positions
     */
    record Key(@Nullable ColumnContent content, List<Integer> columns) {
        static final Key NONE = new Key(null, List.of());
    }

    private final BuildContext context;
    private final Tables tables;
    private final ShapeBuilder shapes;
    private final ColumnBuilder columns;
    private final CollectionBuilder collections;
    private final EntityIdentifiers identifiers;

    ElementBuilder(
            BuildContext context,
            Tables tables,
            ShapeBuilder shapes,
            ColumnBuilder columns,
            CollectionBuilder collections,
            EntityIdentifiers identifiers) {
        this.context = context;
        this.tables = tables;
        this.shapes = shapes;
        this.columns = columns;
        this.collections = collections;
        this.identifiers = identifiers;
    }

    /** Whether elements are objects with properties of their own, rather than single values or collections. */
    boolean isObject(CollectionBuilder.Draft draft) {
        Type element = draft.elementType();
        Class<?> raw = Types.raw(element);
        return !Containers.isContainer(raw)
                && raw != Ref.class
                && !draft.config().element().isColumns()
                && context.scalars().converterOf(element).isEmpty()
                && context.scalars().wrapperOf(element).isEmpty()
                && (!draft.config().hierarchy().isEmpty()
                        || context.scalars().find(element).isEmpty());
    }

    boolean isMappable(CollectionBuilder.Draft draft, Place place) {
        if (!isObject(draft)) {
            return true;
        }
        Optional<Unmappable> unmappable = Unmappable.of(
                draft.elementType(), place, context, draft.config().hierarchy());
        unmappable.ifPresent(why -> context.faults().add(draft.path(), "its elements: " + why.problem(), why.mend()));
        return unmappable.isEmpty();
    }

    /** The key of a map, or empty where a fault was added. */
    Optional<Key> key(CollectionBuilder.Draft draft, Place row, TableDraft table) {
        PropertyConfig correction = new PropertyConfig().column(draft.config().keyColumn());
        ValueDraft value = value(draft.keyType(), draft.config().keyColumn(), draft.path(), correction);
        int from = table.width();
        return columns.columns(value, row, table, context.identified(draft.keyType(), correction))
                .map(content -> new Key(content, positions(from, table.width())));
    }

    /** The element, or empty where a fault was added. */
    Optional<? extends Content> element(CollectionBuilder.Draft draft, Place row, TableDraft table) {
        Type type = draft.elementType();
        CollectionConfig config = draft.config();
        if (isObject(draft)
                || (Containers.isContainer(Types.raw(type)) && !config.element().isColumns())) {
            checkNoColumn(draft.path(), config.element());
        }
        if (isObject(draft)) {
            return shapes.shape(row, table, Classes.ofRow(row.raw(), config))
                    .map(object -> new EmbeddedContent(object, -1));
        }
        if (Containers.isContainer(Types.raw(type)) && !config.element().isColumns()) {
            TableName name = new TableName(table.name().schema(), table.name().name() + "_" + INNER);
            return collections.collection(
                    new CollectionBuilder.Draft(
                            type, draft.path() + "." + INNER, name, draft.element(), draft.element(), config.inner()),
                    row,
                    table);
        }
        ValueDraft value = value(type, Naming.singular(draft.element()), draft.path(), config.element());
        if (Types.raw(type) == Ref.class) {
            return reference(value, row, table);
        }
        return columns.columns(value, row, table, context.identified(type, config.element()));
    }

    /** Adds the fault of elements in more than a column for which something was said that only holds for one. */
    private void checkNoColumn(String path, PropertyConfig element) {
        if (element.cipher() != null || element.writer() != Writer.APPLICATION) {
            context.faults()
                    .add(
                            path,
                            "has elements that are no single values, so that .element(...) says nothing of their"
                                    + " columns",
                            "correct the property of the elements: .property(\"...\", p -> ...)");
        }
    }

    private Optional<ReferenceContent> reference(ValueDraft value, Place row, TableDraft table) {
        return new ReferenceBuilder(context, tables, columns)
                .ref(Types.argument(value.type(), Ref.class, 0), value, row, table);
    }

    private static ValueDraft value(Type type, String name, String path, PropertyConfig correction) {
        return new ValueDraft(type, name, path, "", Nullness.REQUIRED, correction);
    }

    private static List<Integer> positions(int from, int to) {
        List<Integer> positions = new ArrayList<>();
        for (int position = from; position < to; position++) {
            positions.add(position);
        }
        return positions;
    }

    /** What a sorted list is sorted by. */
    List<Sorting> sorting(CollectionBuilder.Draft draft, Content element) {
        List<Sorting> sorting = new ArrayList<>();
        for (String asked : draft.config().sorting()) {
            boolean descending = asked.startsWith("-");
            String path = descending ? asked.substring(1) : asked;
            Optional<Property> property = element instanceof EmbeddedContent embedded
                    ? Walk.property(embedded.shape(), path)
                    : Optional.empty();
            if (property.isPresent()
                    && property.get().extension() == Property.OWN_ROW
                    && property.get().content() instanceof ScalarContent scalar
                    && !scalar.encrypted()) {
                sorting.add(new Sorting(scalar.column(), descending));
            } else {
                context.faults()
                        .add(
                                draft.path(),
                                "cannot be sorted by '" + path
                                        + "': that is no single value in the elements' row, or it is" + " encrypted",
                                "name a property of the elements that lies in one column, in plain");
            }
        }
        return sorting;
    }

    /** Makes known how the entities of a table are identified, once they are mapped. */
    void complete(Place row, CollectionConfig config, Content element) {
        Tables.EntityTable entity = tables.entity(row.raw());
        if (entity == null || entity.identifier().isSet() || !(element instanceof EmbeddedContent embedded)) {
            return;
        }
        List<PropertyDraft> path = identifiers.find(row, config.identifier(), config.hierarchy());
        String within = Identifiers.within(path);
        Walk.property(embedded.shape(), within)
                .filter(property -> property.content() instanceof ColumnContent)
                .ifPresent(property -> entity.identifier()
                        .set(new IdentifierModel(
                                Walk.fields(embedded.shape(), within),
                                row.path() + "." + within,
                                Types.raw(entity.type()),
                                (ColumnContent) property.content())));
    }
}
