package dev.keelson.work.mapping.reference;

import dev.keelson.work.mapping.RefsConfig;
import dev.keelson.work.model.Late;
import dev.keelson.work.model.RefsContent.Route;
import dev.keelson.work.model.Roots;
import java.util.ArrayList;
import java.util.List;

/** What mappings say of each other, kept until all aggregates are mapped. Used by one thread. */
public final class Links {

    /**
     * A row that holds the key of another aggregate.
     *
     * @param holder the registered root of the aggregate that the row belongs to
     * @param path the property, as "Order.customer"
     * @param table the place of the row's table
     * @param columns the columns, in the order of the key
     * @param target the registered root of the other aggregate
     */
    public record Reference(Class<?> holder, String path, int table, List<Integer> columns, Class<?> target) {}

    /**
     * Aggregates that a property refers to.
     *
     * @param type the type that the property holds
     * @param roots takes where they are
     */
    record Target(Class<?> type, Late<Roots> roots) {}

    /**
     * A property that finds other aggregates on demand.
     *
     * @param holder the registered root that has it
     * @param path the property, as "Customer.orders"
     * @param type the type of the others
     * @param config what was said of it
     * @param route takes how they are found
     */
    public record Refs(Class<?> holder, String path, Class<?> type, RefsConfig config, Late<Route> route) {}

    private final List<Reference> references = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<Refs> refs = new ArrayList<>();

    public void refers(Reference reference) {
        references.add(reference);
    }

    public Late<Roots> target(Class<?> type) {
        Late<Roots> roots = new Late<>();
        targets.add(new Target(type, roots));
        return roots;
    }

    public void add(Refs property) {
        refs.add(property);
    }

    List<Reference> references() {
        return references;
    }

    List<Target> targets() {
        return targets;
    }

    List<Refs> refs() {
        return refs;
    }
}
