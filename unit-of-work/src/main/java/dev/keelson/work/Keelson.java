package dev.keelson.work;

import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.ReadFunction;
import dev.keelson.kernel.Reading;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkAction;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.WorkFunction;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.imports.Importer;
import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the aggregates of one application in one database. Built once, shared by all threads, immutable:
 *
 * <pre>{@code
 * Keelson keelson = Keelson.builder()
 *         .dataSource(hikariDataSource)
 *         .map(Customer.class)
 *         .map(new OrderMapping())
 *         .policy(Tenancy.byColumn("tenant_id"))
 *         .build();
 * }</pre>
 *
 * Thread-safe. Holds no connection of its own.
 */
public final class Keelson implements UnitOfWorkFactory, AutoCloseable {

    final Engine engine;
    private final Schema schema;
    private final UseCases useCases;
    private final Shutdown shutdown;

    Keelson(Engine engine, Schema schema, List<AutoCloseable> owned) {
        this.engine = engine;
        this.schema = schema;
        this.useCases = new UseCases(engine);
        this.shutdown = new Shutdown(engine, owned);
    }

    /** Starts the wiring of an application. */
    public static KeelsonBuilder builder() {
        return new KeelsonBuilder();
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if the context lacks what a policy needs, as a tenant
     */
    @Override
    public SqlUnitOfWork begin(WorkContext context) {
        return useCases.begin(context, Terms.DEFAULT);
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if the context lacks what a policy needs, as a tenant
     * @throws UnitOfWorkStateException if the database has no such isolation
     */
    @Override
    public SqlUnitOfWork begin(WorkContext context, Isolation isolation) {
        return useCases.begin(context, Terms.of(isolation));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(WorkContext context, WorkFunction<T, X> work)
            throws X {
        return call(context, Isolation.DEFAULT, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, CommandToken token, WorkFunction<T, X> work) throws X {
        return call(context, Isolation.DEFAULT, token, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, WorkFunction<T, X> work) throws X {
        return useCases.call(context, Terms.of(isolation), null, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, CommandToken token, WorkFunction<T, X> work) throws X {
        return useCases.call(context, Terms.of(isolation), Objects.requireNonNull(token, "token"), work);
    }

    @Override
    public <X extends Exception> void run(WorkContext context, Isolation isolation, WorkAction<X> work) throws X {
        call(context, isolation, UseCases.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(
            WorkContext context, Isolation isolation, CommandToken token, WorkAction<X> work) throws X {
        call(context, isolation, token, UseCases.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, WorkAction<X> work) throws X {
        call(context, UseCases.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, CommandToken token, WorkAction<X> work) throws X {
        call(context, token, UseCases.asFunction(work));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkContext context, ReadFunction<Reading, T, X> read) throws X {
        return read(context, Isolation.DEFAULT, read);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkContext context, Isolation isolation, ReadFunction<Reading, T, X> read) throws X {
        return useCases.read(context, Terms.of(isolation), read);
    }

    /**
     * Runs a function that only reads, as {@link #read(WorkContext, ReadFunction)} does, and that asks by queries.
     *
     * @throws X whatever the function throws
     * @throws UnitOfWorkStateException if this thread is inside of another one's function
     */
    public <T extends @Nullable Object, X extends Exception> T readSql(
            WorkContext context, ReadFunction<SqlReading, T, X> read) throws X {
        return readSql(context, Isolation.DEFAULT, read);
    }

    /**
     * Runs a function that only reads in one transaction, as {@link #read(WorkContext, Isolation, ReadFunction)} does, and that asks by
     * queries.
     *
     * @throws X whatever the function throws
     * @throws UnitOfWorkStateException if this thread is inside of another one's function, or there is no such isolation for readings
     */
    public <T extends @Nullable Object, X extends Exception> T readSql(
            WorkContext context, Isolation isolation, ReadFunction<SqlReading, T, X> read) throws X {
        return useCases.read(context, Terms.of(isolation), read);
    }

    @Override
    public UnitOfWorkFactory independently() {
        return new Derived(this, useCases, true, Terms.DEFAULT);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if one is below a millisecond or above 2,147,483,647 of them
     */
    @Override
    public UnitOfWorkFactory withTimeouts(Duration statement, Duration lock) {
        return new Derived(this, useCases, false, Terms.DEFAULT).withTimeouts(statement, lock);
    }

    @Override
    public UnitOfWorkFactory withStatementBudget(int statements) {
        return new Derived(this, useCases, false, Terms.DEFAULT).withStatementBudget(statements);
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token) {
        return useCases.outcome(context, token, (log, scope) -> log.outcome(token, scope));
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token, int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException(
                    "Cannot tell the outcome of attempt " + attempt + " of command " + token.value()
                            + ": attempts are counted from 1; a CommitOutcomeUnknownException carries its own.");
        }
        return useCases.outcome(context, token, (log, scope) -> log.outcome(token, attempt, scope));
    }

    /**
     * Deletes for good the aggregates of a type that were removed before an instant and are hidden, with all their rows, and likewise
     * the hidden parts of those that live on. It works in steps of a few roots, each a transaction of its own, so that it may be
     * stopped and called again; what others refer to stays, and is told. It tells commit listeners nothing, and raises no version.
     *
     * @param context whose tenant's
     * @param olderThan by the instant of their removal
     * @throws dev.keelson.kernel.error.PolicyViolationException if nothing hides such aggregates, or nothing tells when they were
     *     removed, as of a flag, or all tenants share them
     * @throws IllegalArgumentException if the instant is still to come
     */
    public Purged purgeDeleted(WorkContext context, Class<?> type, Instant olderThan) {
        return purged(context, type, Objects.requireNonNull(olderThan, "olderThan"), null);
    }

    /**
     * The same of aggregates that all tenants share, which go for all of them.
     *
     * @param reason why, which is logged at INFO
     * @throws IllegalArgumentException if it says nothing
     */
    public Purged purgeDeletedAcrossTenants(WorkContext context, Class<?> type, Instant olderThan, String reason) {
        return purged(
                context,
                type,
                Objects.requireNonNull(olderThan, "olderThan"),
                Objects.requireNonNull(reason, "reason"));
    }

    /**
     * The same of all that are hidden, whenever they were removed.
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if nothing hides such aggregates
     */
    public Purged purgeDeleted(WorkContext context, Class<?> type) {
        return purged(context, type, null, null);
    }

    private Purged purged(WorkContext context, Class<?> type, @Nullable Instant olderThan, @Nullable String reason) {
        Objects.requireNonNull(type, "type");
        engine.nesting().refuse();
        return useCases.aside(context, type, "a purge", () -> new Purging(engine, context, reason).of(type, olderThan));
    }

    /**
     * SQL for read models without a unit of work: each statement is a reading of its own.
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException once it is sent, if the context lacks what a policy needs, as a tenant
     */
    public Sql sql(WorkContext context) {
        return new OutsideSql(engine, useCases, context);
    }

    /** Starts a query whose aggregates are changed chunk by chunk; what one unit of work asks begins at {@link SqlUnitOfWork#query}. */
    public <A> ChunkedQuery<A> query(WorkContext context, Class<A> type) {
        return new ChunkedQuery<>(this, context, type);
    }

    /**
     * Starts an import of many aggregates, chunk by chunk.
     *
     * @param token by which it is begun again, and goes on where it was cut
     * @param type the aggregate root, or a type above several
     * @throws dev.keelson.kernel.error.MappingException if no such aggregate is mapped
     */
    public <A> Importer<A> importer(WorkContext context, CommandToken token, Class<A> type) {
        return Importer.of(new ImportStore(engine, useCases, context, engine.roots(type)), token);
    }

    /** The tables that the mappings and policies need. */
    public Schema schema() {
        return schema;
    }

    /** The mappings, built and validated. */
    public DomainModel model() {
        return engine.model();
    }

    /** The root's table of this type, for conditions where no code is generated. */
    public Table<Record> table(Class<?> type) {
        return AggregateTable.of(engine.roots(type));
    }

    /** What this holds now: work under way, threads, cached statements, and what was done so far. For a health page or a meter. */
    public Statistics statistics() {
        return Statistics.of(engine);
    }

    /**
     * Lets go whatever is cached of these aggregates, here and wherever an invalidation tells: for who changes rows past units of work.
     */
    public void evictAll(Class<?> type) {
        engine.shared().evictAll(engine.roots(type).first(), null);
    }

    /**
     * Refuses new work, waits for what is under way ({@link Settings#closeWait()} at the most), logs a warning that names what has
     * not ended, and closes what it was given to own; a data source given to the builder is not. Called again it does nothing.
     *
     * @throws IllegalStateException if something that it owns cannot be closed
     */
    @Override
    public void close() {
        shutdown.run();
    }
}
