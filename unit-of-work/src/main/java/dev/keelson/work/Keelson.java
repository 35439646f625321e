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
import dev.keelson.work.execute.CommitLog;
import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final List<AutoCloseable> owned;
    private volatile boolean closed;

    Keelson(Engine engine, Schema schema, List<AutoCloseable> owned) {
        this.engine = engine;
        this.schema = schema;
        this.retry = new Retry(engine);
        this.owned = List.copyOf(owned);
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
        admit(context);
        return new Session(engine, engine.scope(context, Isolation.DEFAULT), Begun.BY_HAND);
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if the context lacks what a policy needs, as a tenant
     * @throws UnitOfWorkStateException if the database has no such isolation
     */
    @Override
    public SqlUnitOfWork begin(WorkContext context, Isolation isolation) {
        admit(context);
        return new Session(engine, engine.scope(context, isolation), Begun.BY_HAND);
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
        engine.nesting().refuse();
        return independent(context, isolation, null, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, CommandToken token, WorkFunction<T, X> work) throws X {
        Objects.requireNonNull(token, "token");
        engine.nesting().refuse();
        return independent(context, isolation, token, work);
    }

    /** Calls, wherever this thread is. */
    <T extends @Nullable Object, X extends Exception> T independent(
            WorkContext context, Isolation isolation, @Nullable CommandToken token, WorkFunction<T, X> work) throws X {
        admit(context);
        return retry.call(context, isolation, token, work);
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
        return new Independent(this);
    }

    static <X extends Exception> WorkFunction<@Nullable Void, X> asFunction(WorkAction<X> work) {
        return aggregates -> {
            work.accept(aggregates);
            return null;
        };
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token) {
        return new CommandOutcome(
                token, logOf(context, token).outcome(token, engine.scope(context, Isolation.DEFAULT)));
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token, int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException(
                    "Cannot tell the outcome of attempt " + attempt + " of command " + token.value()
                            + ": attempts are counted from 1; a CommitOutcomeUnknownException carries its own.");
        }
        return new CommandOutcome(
                token, logOf(context, token).outcome(token, attempt, engine.scope(context, Isolation.DEFAULT)));
    }

    private CommitLog logOf(WorkContext context, CommandToken token) {
        admit(context);
        return engine.requireLog("tell the outcome of command " + token.value());
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

    private void admit(WorkContext context) {
        Objects.requireNonNull(context, "context");
        if (closed) {
            throw new UnitOfWorkStateException("begin", "one of a Keelson that is closed", "Build another Keelson");
        }
        engine.policies().admit(context);
    }

    /** Refuses new work, and closes what it was given to own; a data source given to the builder is not. */
    @Override
    public void close() {
        closed = true;
        RuntimeException failure = null;
        for (AutoCloseable resource : owned) {
            try {
                resource.close();
            } catch (Exception refused) {
                failure = Optional.ofNullable(failure)
                        .orElseGet(() -> new IllegalStateException("Cannot close what Keelson was given to own"));
                failure.addSuppressed(refused);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
