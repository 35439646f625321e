package dev.keelson.work.conformance;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.shapes.Backend;
import java.util.List;
import java.util.stream.Stream;

/** In what surroundings the behaviours are held to; each class here runs once in each. */
enum Variant {
    UNVERSIONED(false, Backend.POSTGRES),
    VERSIONED(true, Backend.POSTGRES),
    VERSIONED_PLAIN(true, Backend.PORTABLE),
    UNVERSIONED_H2(false, Backend.H2),
    VERSIONED_H2(true, Backend.H2);

    private final boolean versioned;
    private final Backend backend;

    Variant(boolean versioned, Backend backend) {
        this.versioned = versioned;
        this.backend = backend;
    }

    boolean isVersioned() {
        return versioned;
    }

    /** What commits are run by, and where. */
    Backend backend() {
        return backend;
    }

    boolean isOnH2() {
        return backend == Backend.H2;
    }

    /** Whether a commit is several statements, a row each, rather than one message. */
    boolean isPlain() {
        return backend != Backend.POSTGRES;
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
