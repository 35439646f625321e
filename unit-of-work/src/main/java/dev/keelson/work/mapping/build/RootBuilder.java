package dev.keelson.work.mapping.build;

import dev.keelson.identity.cache.CacheLimits;
import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.Corrections;
import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.mapping.SubtypeConfig;
import dev.keelson.work.mapping.build.ShapeBuilder.Classes;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.Undrawn;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.mapping.reference.References;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.AggregateModel.IdSequence;
import dev.keelson.work.model.AggregateModel.Versioning;
import dev.keelson.work.model.Belonging;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.Belonging.HidingProperty;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.FieldPath;
import dev.keelson.work.model.IdentifierModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Maps one aggregate to its tables, from the root's down. Used by one thread, once. */
final class RootBuilder {

    private final Class<?> type;
    private final Class<?> family;
    private final AggregateConfig<?> config;
    private final @Nullable SubtypeConfig subtype;
    private final BuildContext context;
    private final Tables tables;
    private final ObjectBuilder objects;

    /**
     * @param type the class of the root, or the type that all classes of its hierarchy have in common
     * @param family the registered class: another one where each concrete class has tables of its own
     * @param subtype what was said of just this class of a family, or null
     */
    RootBuilder(
            Class<?> type,
            Class<?> family,
            AggregateConfig<?> config,
            @Nullable SubtypeConfig subtype,
            BuildContext context) {
        this.type = type;
        this.family = family;
        this.config = config;
        this.subtype = subtype;
        this.context = context;
        this.tables = new Tables(family);
        this.objects = new ObjectBuilder(context, tables, config.version());
    }

    /** The mapping, or empty where faults leave none. */
    Optional<AggregateModel> build(Class<?> concrete) {
        List<PropertyDraft> identifier = Identifiers.find(concrete, family, config.identifier(), context);
        if (identifier.isEmpty()) {
            String configured = config.identifier();
            context.faults()
                    .add(
                            type.getSimpleName(),
                            configured == null
                                    ? "no identifier: no property is called 'id' or has the type "
                                            + family.getSimpleName() + "Id"
                                    : "no identifier: there is no property '" + configured + "'",
                            "name the property that identifies it: .id(\"...\")");
            return Optional.empty();
        }
        return root(identifier);
    }

    private Optional<AggregateModel> root(List<PropertyDraft> identifier) {
        TableDraft root = new TableDraft(tableName(), type.getSimpleName(), context.faults(), context.live());
        int index = tables.reserve();
        tables.announce(root, index, List.of());
        Place place = Place.ofRoot(type, Corrections.of(config).behind(subtype, ""));
        Optional<ColumnContent> id = objects.identifier(identifier, place, root);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String within = Identifiers.within(identifier);
        root.mapped(within, id.get());
        List<Integer> key = IntStream.range(0, root.width()).boxed().toList();
        tables.announce(root, index, key);
        Type idType = identifier.get(identifier.size() - 1).type();
        context.identities()
                .add(new References.Identity(
                        family,
                        idType,
                        context.scalars().meaning(idType),
                        place.corrections().property(within),
                        type == family ? root.name() : null,
                        root.columns(key)));
        Optional<Shape> shape = objects.shapes().shape(place, root, classes());
        int version = version(root, shape);
        boolean databaseMade = config.hasDatabaseIds() && isNumber(id.get());
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        tables.complete(new TableModel(index, -1, root.rowType(key, version, databaseMade), List.of(), List.of(), -1));
        return Optional.of(new AggregateModel(
                shape.get(),
                family,
                tables.list(),
                new IdentifierModel(
                        Walk.fields(shape.get(), within), name() + "." + within, Types.raw(idType), id.get()),
                versioning(shape.get(), id.get(), root, version),
                tables.trees(),
                tables.siblings(),
                Repeated.in(shape.get()),
                config.hasDatabaseIds() ? sequence(identifier, shape.get(), within, id.get(), root) : null,
                events(),
                new Belonging(config.isShared(), carried(shape.get(), root), hiding(shape.get(), root)),
                cache(root, version)));
    }

    private @Nullable CacheLimits cache(TableDraft root, int version) {
        CacheLimits limits = config.cache();
        if (limits != null) {
            new CachedVersion(name(), root, version, context.faults()).prove();
        }
        return limits;
    }

    private @Nullable HidingProperty hiding(Shape shape, TableDraft root) {
        String path = config.softDelete();
        return path == null ? null : new SoftDeleteProperty(name(), path, context.faults()).in(shape, root);
    }

    private @Nullable Carried carried(Shape shape, TableDraft root) {
        String path = config.tenant();
        return path == null
                ? null
                : new TenantProperty(name(), path, config.isShared(), context.faults()).in(shape, root);
    }

    private IdSequence sequence(
            List<PropertyDraft> identifier, Shape shape, String within, ColumnContent id, TableDraft root) {
        Set<Long> undrawn = id instanceof ScalarContent scalar
                ? new Undrawn(context).values(identifier, shape, Walk.fields(shape, within), scalar)
                : Set.of();
        boolean always =
                context.live().isGeneratedAlways(root.name(), root.column(0).name());
        return new IdSequence(config.sequence(), config.block(), undrawn, always);
    }

    private String name() {
        return type.getSimpleName();
    }

    private TableName tableName() {
        String configured = type != family ? (subtype == null ? null : subtype.table()) : config.table();
        return configured == null ? new TableName(null, Naming.table(type)) : TableName.of(configured);
    }

    private Classes classes() {
        Classes convention = Classes.ofRow(type, config);
        return type == family
                ? convention
                : new Classes(
                        new HierarchyConfig(),
                        convention.column(),
                        subtype == null || subtype.creator() == null ? config.creator() : subtype.creator(),
                        convention.value());
    }

    /** The position of the version's column, or -1. */
    private int version(TableDraft root, Optional<Shape> shape) {
        String path = config.version();
        String column = config.versionColumn();
        if (path == null) {
            return column == null ? -1 : root.add(column, "", counter(root.liveType(column)), false);
        }
        Optional<ScalarContent> content = shape.flatMap(found -> Walk.property(found, path))
                .flatMap(property ->
                        property.content() instanceof ScalarContent scalar && property.extension() == Property.OWN_ROW
                                ? Optional.of(scalar)
                                : Optional.empty());
        if (shape.isPresent() && (content.isEmpty() || !isCounter(content.get().type()))) {
            context.faults()
                    .add(
                            name() + "." + path,
                            content.isEmpty() ? "there is no such property" : "cannot count versions",
                            "name a short, int or long: .version(\"...\")");
        }
        return content.map(ScalarContent::column).orElse(-1);
    }

    /** Older schemas count versions in narrower columns. */
    private static ColumnType counter(@Nullable ColumnType live) {
        return live != null && isCounter(live) ? live : ColumnType.bigint();
    }

    private static boolean isCounter(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    private boolean isNumber(ColumnContent identifier) {
        boolean isNumber = identifier instanceof ScalarContent scalar && isCounter(scalar.type());
        if (!isNumber) {
            context.faults()
                    .add(
                            name(),
                            "the database cannot make its identifiers, which are no single numbers",
                            "make them in the domain, or declare the identifier as an int or a long");
        }
        return isNumber;
    }

    private Versioning versioning(Shape shape, ColumnContent identifier, TableDraft root, int version) {
        boolean unique = config.hasDatabaseIds()
                || (identifier instanceof ScalarContent scalar && scalar.type().kind() == ColumnType.Kind.UUID);
        boolean fromClock = (!unique || config.cache() != null)
                && version >= 0
                && root.column(version).type().kind() == ColumnType.Kind.BIGINT;
        String path = config.version();
        return new Versioning(fromClock, path == null ? null : Walk.fields(shape, path));
    }

    private @Nullable FieldPath events() {
        String events = config.events();
        if (events == null) {
            return null;
        }
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (field.getName().equals(events)) {
                    return path(field);
                }
            }
        }
        context.faults()
                .add(
                        name() + "." + events,
                        "there is no such field",
                        "name the field that holds the events: .events(\"...\")");
        return null;
    }

    private @Nullable FieldPath path(Field field) {
        try {
            return FieldPath.of(List.of(ClassScan.accessor(field)));
        } catch (IllegalAccessException closed) {
            context.faults()
                    .add(
                            name() + "." + field.getName(),
                            field.getDeclaringClass().getName() + " is encapsulated by its module",
                            ClassScan.opensLine(field.getDeclaringClass()));
            return null;
        }
    }
}
