package dev.keelson.work.mapping.build;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.TypeRules;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.Scalars;
import dev.keelson.work.mapping.draft.Paths;
import dev.keelson.work.mapping.reference.LinkBinder;
import dev.keelson.work.mapping.reference.Links;
import dev.keelson.work.mapping.reference.ReferenceGraph;
import dev.keelson.work.mapping.reference.References;
import dev.keelson.work.mapping.reference.RootTypes;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.ClassRules;
import dev.keelson.work.scan.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the model of all registered aggregates. Two passes: the first finds which identifier belongs to which
 * aggregate, the second maps with the references known. Used by one thread.
 */
@Internal
public final class ModelBuilder {

    /** As many levels of references between aggregates are followed, unless said otherwise. */
    public static final int REFERENCE_LEVELS = 3;

    private final Map<Class<?>, AggregateMapping<?>> mappings = new LinkedHashMap<>();
    private final Set<Class<?>> ignoredBases = new LinkedHashSet<>();
    private final TypeRules rules = new TypeRules();
    private boolean foreignKeys = true;
    private int referenceLevels = REFERENCE_LEVELS;
    private boolean strictTime;

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

    /** What was said of types, wherever they are used. */
    public TypeRules rules() {
        return rules;
    }

    /** Whether references between aggregates get foreign keys; they do unless said otherwise. */
    public void foreignKeys(boolean generated) {
        this.foreignKeys = generated;
    }

    /** Whether times that their columns cannot hold exactly are refused rather than cut. */
    public void strictTime(boolean refused) {
        this.strictTime = refused;
    }

    /** Leaves out the fields that these base classes declare. */
    public void ignoreFieldsOf(Class<?>... bases) {
        ignoredBases.addAll(Arrays.asList(bases));
    }

    /** How many levels of references between aggregates may be followed. */
    public void maxReferenceLevels(int levels) {
        this.referenceLevels = levels;
    }

    /** Maps everything that was registered. */
    public Built build(LiveColumns live) {
        BuildContext first = context(new Faults(), live, References.none());
        pass(first);
        Faults faults = new Faults();
        BuildContext second = context(faults, live, References.to(first.identities()));
        List<AggregateModel> models = pass(second);
        checkTables(models, faults);
        DomainModel model = new DomainModel(models);
        new LinkBinder(second.links(), model, faults).bind();
        ReferenceGraph graph = new ReferenceGraph(model);
        graph.checkCreation(faults);
        graph.checkLevels(referenceLevels, faults);
        return new Built(model, faults.list());
    }

    private BuildContext context(Faults faults, LiveColumns live, References references) {
        ClassRules classRules = new ClassRules(ignoredBases);
        return new BuildContext(
                faults,
                live,
                references,
                new ArrayList<>(),
                new RootTypes(mappings.keySet()),
                new Scalars(rules, classRules),
                classRules,
                foreignKeys,
                new Links(),
                new Paths(),
                strictTime);
    }

    private List<AggregateModel> pass(BuildContext context) {
        List<AggregateModel> models = new ArrayList<>();
        mappings.forEach(
                (type, mapping) -> models.addAll(new AggregateBuilder(type, config(mapping), context).build()));
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
