package dev.keelson.work.mapping.build;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.mapping.ObjectConfig;
import dev.keelson.work.mapping.SubtypeConfig;
import dev.keelson.work.mapping.build.Levels.Extensions;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.ObjectDraft;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.Hierarchy.Subtype;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.scan.CreatorChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Maps what may stand at a place: objects of one class, or those of a hierarchy, which a discriminator tells apart. Used by one
 * thread.
 *
 * <p>Source: Fowler, PoEAA, Single Table Inheritance (278), Class Table Inheritance (285).
 */
final class ShapeBuilder {

    /**
     * What was said of the classes at a place.
     *
     * @param config the configuration
     * @param column the discriminator by convention
     * @param creator how objects of a single class are made, or null
     * @param value the discriminator of a class by convention
     */
    record Classes(
            HierarchyConfig config, String column, @Nullable CreatorChoice creator, Function<Class<?>, String> value) {

        /** Those of a row's own objects. */
        static Classes ofRow(Class<?> type, ObjectConfig<?> config) {
            return new Classes(
                    config.hierarchy(),
                    Naming.snake(type.getSimpleName()) + "_type",
                    config.creator(),
                    concrete -> Naming.snake(concrete.getSimpleName()));
        }
    }

    private final BuildContext context;
    private final Tables tables;
    private final ObjectBuilder objects;

    ShapeBuilder(BuildContext context, Tables tables, ObjectBuilder objects) {
        this.context = context;
        this.tables = tables;
        this.objects = objects;
    }

    /** Maps everything that may stand there; empty where a fault was added that leaves nothing to go on with. */
    Optional<Shape> shape(Place place, TableDraft table, Classes classes) {
        if (!Hierarchies.isHierarchy(place.raw(), classes.config())) {
            return objects.object(place, table, classes.creator(), null).map(object -> object.complete(List.of()));
        }
        List<Class<?>> concretes = Hierarchies.concretes(place.raw(), classes.config(), place.path(), context.faults());
        return concretes.isEmpty() ? Optional.empty() : hierarchy(place, table, classes, concretes);
    }

    private Optional<Shape> hierarchy(Place place, TableDraft table, Classes classes, List<Class<?>> concretes) {
        HierarchyConfig config = classes.config();
        int discriminator = table.add(
                config.discriminatorColumn(classes.column()),
                "",
                config.discriminatorType(),
                place.optional(),
                place.variant());
        int from = table.width();
        Levels levels =
                config.inheritance() == Inheritance.JOINED ? new Levels(place, table, tables, context, config) : null;
        Map<ObjectDraft, Extensions> drafts = new LinkedHashMap<>();
        List<Extensions> all = new ArrayList<>();
        for (Class<?> concrete : concretes) {
            SubtypeConfig correction = config.correction(concrete);
            CreatorChoice creator = correction == null ? null : correction.creator();
            Extensions extensions = levels == null ? null : levels.of(concrete);
            Optional<ObjectDraft> draft = objects.object(
                    place.choosing(concrete, correction),
                    table,
                    creator == null ? classes.creator() : creator,
                    extensions);
            draft.ifPresent(object -> drafts.put(object, extensions));
            if (extensions != null) {
                all.add(extensions);
            }
        }
        table.relax(from, place.path(), concretes.size());
        Map<Extensions, List<TableModel>> tablesOf = levels == null ? Map.of() : levels.complete(all);
        List<Subtype> subtypes = new ArrayList<>();
        ColumnType type = table.column(discriminator).type();
        drafts.forEach((object, extensions) -> value(object, place, classes, type)
                .ifPresent(value -> subtypes.add(new Subtype(
                        object.complete(extensions == null ? List.of() : tablesOf.getOrDefault(extensions, List.of())),
                        value))));
        checkDistinct(place, subtypes);
        return subtypes.size() < concretes.size()
                ? Optional.empty()
                : Optional.of(new Hierarchy(place.raw(), place.path(), discriminator, subtypes));
    }

    private Optional<Object> value(ObjectDraft object, Place place, Classes classes, ColumnType type) {
        SubtypeConfig correction = classes.config().correction(object.type());
        Object configured = correction == null ? null : correction.discriminatorValue();
        Object value = configured == null ? classes.value().apply(object.type()) : configured;
        try {
            return Optional.of(type.fit(value));
        } catch (IllegalArgumentException unfit) {
            context.faults()
                    .add(
                            place.path(),
                            "the discriminator '" + value + "' of "
                                    + object.type().getSimpleName() + " does not fit a " + type.sqlName() + " column",
                            "give it a value that does: .subtype("
                                    + object.type().getSimpleName() + ".class, s -> s.discriminatorValue(...))");
            return Optional.empty();
        }
    }

    private void checkDistinct(Place place, List<Subtype> subtypes) {
        Set<Object> values = new HashSet<>();
        for (Subtype subtype : subtypes) {
            if (!values.add(subtype.discriminator())) {
                context.faults()
                        .add(
                                place.path(),
                                "two of its classes have the discriminator '" + subtype.discriminator() + "'",
                                "give one of them another: .subtype(..., s -> s.discriminatorValue(...))");
            }
        }
    }
}
