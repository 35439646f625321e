package dev.keelson.work.mapping;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the model of all registered aggregates. Two passes: the first finds which identifier belongs to which
 * aggregate, the second maps with the references known. Used by one thread.
 */
public final class ModelBuilder {

    private final Map<Class<?>, AggregateMapping<?>> mappings = new LinkedHashMap<>();

    /**
     * What was built, and what is wrong with it.
     *
     * @param model the aggregates that could be mapped; complete only without faults
     * @param faults every fault found
     */
    public record Built(DomainModel model, List<Fault> faults) {}

    /**
     * Registers an aggregate.
     *
     * @throws IllegalArgumentException if its class was registered before
     */
    public <A> void add(Class<A> type, AggregateMapping<A> mapping) {
        if (mappings.putIfAbsent(type, mapping) != null) {
            throw new IllegalArgumentException(
                    "Cannot map " + type.getName() + " twice: it was registered before. Keep one of the two mappings.");
        }
    }

    /** Maps everything that was registered. */
    public Built build(LiveColumns live) {
        BuildContext first = context(new Faults(), live, References.none());
        pass(first);
        Faults faults = new Faults();
        List<AggregateModel> models = pass(context(faults, live, References.to(first.identities())));
        checkTables(models, faults);
        return new Built(new DomainModel(models), faults.list());
    }

    private BuildContext context(Faults faults, LiveColumns live, References references) {
        return new BuildContext(faults, live, references, new ArrayList<>(), mappings.keySet(), new Scalars());
    }

    private List<AggregateModel> pass(BuildContext context) {
        List<AggregateModel> models = new ArrayList<>();
        mappings.forEach((type, mapping) ->
                new AggregateBuilder(type, config(mapping), context).build().ifPresent(models::add));
        return models;
    }

    private static <A> AggregateConfig<A> config(AggregateMapping<A> mapping) {
        AggregateConfig<A> config = new AggregateConfig<>();
        mapping.map(config);
        return config;
    }

    private static void checkTables(List<AggregateModel> models, Faults faults) {
        Map<TableName, String> owners = new HashMap<>();
        for (AggregateModel model : models) {
            for (TableModel table : model.tables()) {
                String path = table.rowType().path();
                String other = owners.putIfAbsent(table.rowType().table(), path);
                if (other != null) {
                    faults.add(
                            path,
                            "its table " + table.rowType().table() + " already holds " + other,
                            "give one of them another table: .table(\"...\")");
                }
            }
        }
    }
}
