package dev.keelson.work;

import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkAction;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.WorkFunction;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.Ownership.Begun;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitLog;
import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
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

    private final Engine engine;
    private final Schema schema;
    private final Retry retry;
    private final Shutdown shutdown;

    Keelson(Engine engine, Schema schema, List<AutoCloseable> owned) {
        this.engine = engine;
        this.schema = schema;
        this.retry = new Retry(engine);
        this.shutdown =
                new Shutdown(engine.open(), engine.shield(), engine.numbers().closeWait(), owned);
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
        return begin(context, Terms.DEFAULT);
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if the context lacks what a policy needs, as a tenant
     * @throws UnitOfWorkStateException if the database has no such isolation
     */
    @Override
    public SqlUnitOfWork begin(WorkContext context, Isolation isolation) {
        return begin(context, Terms.of(isolation));
    }

    SqlUnitOfWork begin(WorkContext context, Terms terms) {
        admit(context);
        WorkScope scope = engine.scope(context, terms);
        Ownership ownership = new Ownership(Begun.BY_HAND);
        ownership.open(engine.open().enter(ownership, "a unit of work begun", context.actor()));
        return new Session(engine, scope, ownership);
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
        refuseNested();
        return independent(context, Terms.of(isolation), null, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, CommandToken token, WorkFunction<T, X> work) throws X {
        Objects.requireNonNull(token, "token");
        refuseNested();
        return independent(context, Terms.of(isolation), token, work);
    }

    /** Calls, wherever this thread is. */
    <T extends @Nullable Object, X extends Exception> T independent(
            WorkContext context, Terms terms, @Nullable CommandToken token, WorkFunction<T, X> work) throws X {
        admit(context);
        OpenWork.Entry entry = engine.open().enter(work, "a call", context.actor());
        try {
            return retry.call(context, terms, token, work);
        } finally {
            entry.end();
        }
    }

    /** Refuses a call inside of another. */
    void refuseNested() {
        engine.nesting().refuse();
    }

    @Override
    public <X extends Exception> void run(WorkContext context, Isolation isolation, WorkAction<X> work) throws X {
        call(context, isolation, asFunction(work));
    }

    @Override
    public <X extends Exception> void run(
            WorkContext context, Isolation isolation, CommandToken token, WorkAction<X> work) throws X {
        call(context, isolation, token, asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, WorkAction<X> work) throws X {
        call(context, asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, CommandToken token, WorkAction<X> work) throws X {
        call(context, token, asFunction(work));
    }

    @Override
    public UnitOfWorkFactory independently() {
        return new Derived(this, true, Terms.DEFAULT);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if one is below a millisecond or above 2,147,483,647 of them
     */
    @Override
    public UnitOfWorkFactory withTimeouts(Duration statement, Duration lock) {
        return new Derived(this, false, Terms.DEFAULT).withTimeouts(statement, lock);
    }

    @Override
    public UnitOfWorkFactory withStatementBudget(int statements) {
        return new Derived(this, false, Terms.DEFAULT).withStatementBudget(statements);
    }

    static <X extends Exception> WorkFunction<@Nullable Void, X> asFunction(WorkAction<X> work) {
        return aggregates -> {
            work.accept(aggregates);
            return null;
        };
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token) {
        return asked(context, token, (log, scope) -> log.outcome(token, scope));
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token, int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException(
                    "Cannot tell the outcome of attempt " + attempt + " of command " + token.value()
                            + ": attempts are counted from 1; a CommitOutcomeUnknownException carries its own.");
        }
        return asked(context, token, (log, scope) -> log.outcome(token, attempt, scope));
    }

    private CommandOutcome asked(
            WorkContext context, CommandToken token, BiFunction<CommitLog, WorkScope, Optional<Instant>> question) {
        admit(context);
        CommitLog log = engine.requireLog("tell the outcome of command " + token.value());
        OpenWork.Entry entry = engine.open().enter(token, "a question for an outcome", context.actor());
        try {
            return new CommandOutcome(token, question.apply(log, engine.own(context)));
        } finally {
            entry.end();
        }
    }

    /**
     * Deletes for good the aggregates of a type that were removed before an instant and are hidden, with all their rows, and likewise
     * the hidden parts of those that live on. It works in steps of a few roots, each a transaction of its own, so that it may be
     * stopped and called again; what others refer to stays, and is told. It tells commit listeners nothing, and raises no version.
     *
     * @param context whose tenant's
     * @param olderThan by the instant of their removal
     * @throws dev.keelson.kernel.error.PolicyViolationException if nothing hides such aggregates, or nothing tells when they were
     *     removed, as of a flag
     * @throws IllegalArgumentException if the instant is still to come
     */
    public Purged purgeDeleted(WorkContext context, Class<?> type, Instant olderThan) {
        return purged(context, type, Objects.requireNonNull(olderThan, "olderThan"));
    }

    /**
     * The same of all that are hidden, whenever they were removed.
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if nothing hides such aggregates
     */
    public Purged purgeDeleted(WorkContext context, Class<?> type) {
        return purged(context, type, null);
    }

    private Purged purged(WorkContext context, Class<?> type, @Nullable Instant olderThan) {
        Objects.requireNonNull(type, "type");
        admit(context);
        refuseNested();
        OpenWork.Entry entry = engine.open().enter(type, "a purge", context.actor());
        try {
            return new Purging(engine, context).of(type, olderThan);
        } finally {
            entry.end();
        }
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
        return new Statistics(
                engine.open().size(),
                engine.shield().threads(),
                Statistics.Counts.of(engine.watch()),
                engine.caches().sizes().stream()
                        .map(size -> new Statistics.Cache(size.name(), size.entries(), size.statements(), size.limit()))
                        .toList());
    }

    private void admit(WorkContext context) {
        Objects.requireNonNull(context, "context");
        engine.policies().admit(context);
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
