package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.AggregateMapping;
import java.util.List;
import java.util.stream.Stream;

/** In what surroundings the behaviours are held to; each class here runs once in each. */
enum Variant {
    UNVERSIONED,
    VERSIONED;

    boolean isVersioned() {
        return this != UNVERSIONED;
    }

    /** Maps an aggregate as this variant has it. */
    <A> KeelsonBuilder map(KeelsonBuilder keelson, Class<A> type) {
        return map(keelson, type, AggregateMapping.byConvention());
    }

    /** Maps an aggregate with corrections as this variant has it. */
    <A> KeelsonBuilder map(KeelsonBuilder keelson, Class<A> type, AggregateMapping<A> corrections) {
        return keelson.map(type, aggregate -> {
            corrections.map(aggregate);
            if (!isVersioned()) {
                aggregate.unversioned();
            }
        });
    }

    /**
     * Operations as this variant has them, of those of aggregates with a version: "UPDATE crates 1 (label, version)" or
     * "update crates (label, version)". Without one, a write of the version alone is none.
     */
    List<String> expected(String... operations) {
        return isVersioned()
                ? List.of(operations)
                : Stream.of(operations)
                        .filter(operation -> !operation.endsWith("(version)"))
                        .map(operation -> operation.replace(", version", ""))
                        .toList();
    }
}
