package dev.keelson.work.conformance;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.shapes.Backend;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In what surroundings the behaviours are held to; each class here runs once in each. */
enum Variant {
    UNVERSIONED(false, Backend.POSTGRES),
    VERSIONED(true, Backend.POSTGRES),
    VERSIONED_PLAIN(true, Backend.PORTABLE),
    UNVERSIONED_H2(false, Backend.H2),
    VERSIONED_H2(true, Backend.H2),
    VERSIONED_POLICIES(true, Backend.POSTGRES, Tenancy.byColumn(Variant.TENANT)),
    VERSIONED_POLICIES_PLAIN(
            true, Backend.PORTABLE, Tenancy.byColumn(Variant.TENANT).withRowLevelSecurity());

    /** Whose work it is, where there are tenants. */
    static final String OWN = "acme";

    private static final String TENANT = "tenant_id";

    private final boolean versioned;
    private final Backend backend;
    private final @Nullable Tenancy tenancy;

    Variant(boolean versioned, Backend backend) {
        this(versioned, backend, null);
    }

    Variant(boolean versioned, Backend backend, @Nullable Tenancy tenancy) {
        this.versioned = versioned;
        this.backend = backend;
        this.tenancy = tenancy;
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

    /** Whether rows are of a tenant, stay where no load finds them when they are removed, and tell who wrote them. */
    boolean hasPolicies() {
        return tenancy != null;
    }

    /** Has rows written as this variant has them. */
    KeelsonBuilder policies(KeelsonBuilder keelson) {
        return tenancy == null
                ? keelson
                : keelson.policy(tenancy)
                        .policy(Audit.columns())
                        .policy(SoftDelete.columns("deleted_at", "deleted_by"));
    }

    /** Whose work it is. */
    WorkContext context() {
        return hasPolicies() ? WorkContext.of(TenantId.of(OWN), Actor.of("jane")) : Store.CONTEXT;
    }

    /** Columns of a key, as a constraint of this variant has them: "(email)" or "(tenant_id, email)". */
    String key(String columns) {
        return "(" + (hasPolicies() ? TENANT + ", " : "") + columns + ")";
    }

    /** The name of what a column refers to others by. */
    String foreignKey(String table, String column) {
        return table + (hasPolicies() ? "_" + TENANT : "") + "_" + column + "_fkey";
    }

    /** A unique index whose values only rows have that are there: "create unique index x on people (lower(email))". */
    String unique(String index, String table, String columns) {
        return "create unique index " + index + " on " + table + " " + key(columns)
                + (hasPolicies() ? " where deleted_at is null" : "");
    }

    /** A table beside the model, which refers to one of it by a column. */
    String beside(String table, String column, String constraint, String target) {
        String tenant = hasPolicies() ? TENANT + " text default '" + OWN + "', " : "";
        return "create table " + table + " (" + tenant + column + " uuid, constraint " + constraint + " foreign key "
                + key(column) + " references " + target + ")";
    }

    /** What inserts a row of this number that refers to one of the same number, as this variant has its rows. */
    String insert(String table, String reference, int number) {
        String id = "'" + Ground.id(number) + "'";
        return "insert into public." + table + " (id, " + reference + (versioned ? ", version" : "")
                + (hasPolicies() ? ", tenant_id, created_at, created_by, updated_at, updated_by" : "") + ") values ("
                + id + ", " + id + (versioned ? ", 1" : "")
                + (hasPolicies() ? ", '" + OWN + "', now(), 'jane', now(), 'jane'" : "") + ")";
    }

    /**
     * Whether each row is a statement of its own where it might be one of a batch: under row-level security rows are counted, and
     * a driver need not count those of a batch.
     */
    boolean isRowByRow() {
        return isPlain() && hasPolicies();
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
