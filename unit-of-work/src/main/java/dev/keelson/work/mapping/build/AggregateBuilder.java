package dev.keelson.work.mapping.build;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.mapping.SubtypeConfig;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.scan.ClassScan;
import java.util.List;
import java.util.Optional;

/**
 * Maps one registered aggregate: to one set of tables, or, where each concrete class of its hierarchy has tables of its own, to
 * several. Used by one thread, once.
 *
 * <p>Source: Fowler, PoEAA, Concrete Table Inheritance (293).
 */
final class AggregateBuilder {

    private final Class<?> type;
    private final AggregateConfig<?> config;
    private final BuildContext context;

    AggregateBuilder(Class<?> type, AggregateConfig<?> config, BuildContext context) {
        this.type = type;
        this.config = config;
        this.context = context;
    }

    /** The mappings, none where faults leave none. */
    List<AggregateModel> build() {
        boolean isHierarchy = Hierarchies.isHierarchy(type, config.hierarchy());
        if (!isHierarchy && !ClassScan.isPlainClass(type)) {
            context.faults()
                    .add(
                            type.getSimpleName(),
                            type.getName() + " is no class of the application",
                            "map the class whose objects are the aggregate roots");
            return List.of();
        }
        List<Class<?>> concretes = isHierarchy
                ? Hierarchies.concretes(type, config.hierarchy(), type.getSimpleName(), context.faults())
                : List.of(type);
        if (concretes.isEmpty()) {
            return List.of();
        }
        List<AggregateModel> models = config.hierarchy().inheritance() == Inheritance.TABLE_PER_CLASS
                ? concretes.stream()
                        .flatMap(concrete -> build(concrete, concrete).stream())
                        .toList()
                : build(type, concretes.get(0)).stream().toList();
        checkFamily(models);
        context.paths().check(config, type.getSimpleName(), context.faults());
        return models;
    }

    private Optional<AggregateModel> build(Class<?> mapped, Class<?> concrete) {
        SubtypeConfig subtype = mapped == type ? null : config.hierarchy().correction(mapped);
        return new RootBuilder(mapped, type, config, subtype, context).build(concrete);
    }

    /** Identifiers must be unique across the tables of a family. */
    private void checkFamily(List<AggregateModel> models) {
        if (config.hierarchy().inheritance() != Inheritance.TABLE_PER_CLASS || models.isEmpty()) {
            return;
        }
        boolean isUuid = models.stream()
                .allMatch(model -> model.identifier().content() instanceof ScalarContent scalar
                        && scalar.type().kind() == ColumnType.Kind.UUID);
        boolean isSequence = config.hasDatabaseIds() && config.sequence() != null;
        if (!isUuid && !isSequence) {
            context.faults()
                    .add(
                            type.getSimpleName(),
                            "each of its classes has a table of its own, and nothing keeps identifiers unique across"
                                    + " them",
                            "use UUIDs, one sequence for all: .databaseIds(\"...\"), or another inheritance");
        }
    }
}
