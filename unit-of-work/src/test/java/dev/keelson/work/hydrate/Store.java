package dev.keelson.work.hydrate;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.util.List;
import java.util.function.Supplier;

/** A database with just the tables that some mappings ask for, and a Keelson on it whose statements are counted. */
public final class Store implements AutoCloseable {

    public static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    private final WorkContext context;
    private final TestDatabase database;
    private final WireCounter wire;
    private final Keelson keelson;

    private Store(WorkContext context, TestDatabase database, Supplier<KeelsonBuilder> mappings) {
        this.context = context;
        this.database = database;
        this.wire = WireCounter.start();
        this.keelson = mappings.get().dataSource(database.through(wire)).build();
    }

    /** With the tables of generated DDL. */
    public static Store of(Supplier<KeelsonBuilder> mappings) {
        return of(mappings, mappings.get().schema().statements());
    }

    /** With the tables of generated DDL, for work of this context. */
    public static Store of(WorkContext context, Supplier<KeelsonBuilder> mappings) {
        return of(context, mappings, mappings.get().schema().statements());
    }

    /** With other tables. */
    public static Store of(Supplier<KeelsonBuilder> mappings, List<String> ddl) {
        return of(CONTEXT, mappings, ddl);
    }

    private static Store of(WorkContext context, Supplier<KeelsonBuilder> mappings, List<String> ddl) {
        TestDatabase database = TestDatabase.create();
        database.execute(ddl.toArray(String[]::new));
        return new Store(context, database, mappings);
    }

    public Keelson keelson() {
        return keelson;
    }

    public TestDatabase database() {
        return database;
    }

    /** What passed since the last {@link #begin} through this. */
    public WireCounter wire() {
        return wire;
    }

    /** A fresh unit of work, with the wire's counts at zero. */
    public SqlUnitOfWork begin() {
        SqlUnitOfWork work = keelson.begin(context);
        wire.reset();
        return work;
    }

    /** Commits new aggregates, all in one unit of work. */
    public void save(Object... aggregates) {
        try (SqlUnitOfWork work = begin()) {
            for (Object aggregate : aggregates) {
                work.add(aggregate);
            }
            work.commit();
        }
    }

    /** The aggregate as a fresh unit of work reads it. */
    public <A> A load(Class<A> type, Object id) {
        try (SqlUnitOfWork work = begin()) {
            return work.get(type, id);
        }
    }

    @Override
    public void close() {
        keelson.close();
        database.close();
        wire.close();
    }
}
