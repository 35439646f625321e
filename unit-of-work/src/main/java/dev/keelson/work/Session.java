package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.Ownership.Begun;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.database.AttemptFencedException;
import dev.keelson.work.database.CommitLog;
import dev.keelson.work.database.CommitOutcome;
import dev.keelson.work.database.CommitScript;
import dev.keelson.work.database.CommitScript.Attempt;
import dev.keelson.work.load.AggregateTable;
import dev.keelson.work.load.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import dev.keelson.work.track.Tracker;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work. Holds no connection: each load borrows one for its statement, the commit for its message.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
final class Session implements SqlUnitOfWork {

    private final Engine engine;
    private final WorkContext context;
    private final Ownership ownership;
    private final Tracker tracker = new Tracker(this::again);
    private final Finder finder;
    private final SeenVersion versions;
    private final FindOrAdd findOrAdd;
    private final Map<Class<?>, Object> repositories = new HashMap<>(2);
    private boolean storesToken;

    Session(Engine engine, WorkContext context, Begun begun) {
        this.engine = engine;
        this.context = context;
        this.ownership = new Ownership(begun);
        this.finder = new Finder(engine, context, tracker, ownership);
        this.versions = new SeenVersion(engine, finder, tracker);
        this.findOrAdd = new FindOrAdd(engine, finder, tracker);
    }

    private Object again(AggregateModel model, AggregateRows rows) {
        return finder.again(model, rows);
    }

    @Override
    public CommitReceipt commit() {
        ownership.read("commit");
        ownership.byHand("commit");
        try {
            return commit(engine.attempt(CommandToken.next()));
        } catch (AttemptFencedException fenced) {
            throw Retry.inPublic(fenced);
        }
    }

    CommitReceipt commit(Attempt attempt) {
        ownership.commit("commit");
        try {
            return commitTracked(attempt);
        } catch (RuntimeException failure) {
            ownership.failed(failure, Retry.isMendable(failure, engine.errors()));
            engine.listeners().failed(context, Retry.inPublic(failure));
            throw failure;
        } finally {
            ownership.committed();
        }
    }

    /** The whole way of a commit, one stage a line. */
    private CommitReceipt commitTracked(Attempt attempt) {
        engine.listeners().before(this, tracker);
        List<Tracked> tracked = tracker.tracked();
        RecordedEvents events = RecordedEvents.of(tracked);
        ChangeSet changes = engine.differ().diff(tracked, tracker, context);
        ChangeSet decided = engine.policies().apply(changes, context);
        RowPlan plan = engine.planner().plan(decided);
        if (plan.isEmpty() && !storesToken) {
            return handOver(events, Receipt.EMPTY);
        }
        CommitScript script = engine.renderer().render(plan, attempt, context);
        CommitOutcome outcome = engine.executor().execute(script);
        tracker.accept(decided, finder.filled(decided, outcome));
        return handOver(events, new Receipt(token(attempt), plan, decided, tracked, outcome));
    }

    /** Whether {@code call} or {@code run} began it, and commits and closes it. */
    boolean isManaged() {
        return ownership.isManaged();
    }

    /** What would be written as the aggregates are now. */
    ChangeSet changes() {
        return engine.differ().compare(tracker.tracked(), tracker, context);
    }

    private @Nullable CommandToken token(Attempt attempt) {
        return engine.log() == null ? null : attempt.token();
    }

    /** The commit is certain: what happened is told, once. */
    private CommitReceipt handOver(RecordedEvents events, CommitReceipt receipt) {
        events.clear();
        engine.listeners().after(context, receipt, events.all());
        return receipt;
    }

    @Override
    public RowPlan plan() {
        ownership.read("plan");
        ChangeSet changes = engine.differ().diff(tracker.tracked(), tracker, context);
        return engine.planner().plan(engine.policies().apply(changes, context));
    }

    @Override
    public <A> Optional<A> find(Class<A> type, Object id) {
        ownership.read("find", type);
        Tracked tracked = finder.tracked(roots(type), id);
        return tracked == null || tracked.state() == State.REMOVED || !type.isInstance(tracked.aggregate())
                ? Optional.empty()
                : Optional.of(type.cast(tracked.aggregate()));
    }

    @Override
    public <A> A get(Class<A> type, Object id) {
        return find(type, id).orElseThrow(() -> new AggregateNotFoundException(type, List.of(id)));
    }

    @Override
    public <A> A get(Class<A> type, Object id, Expected expected) {
        ownership.read("get", type);
        return type.cast(versions.required(roots(type), type, id, expected).aggregate());
    }

    @Override
    public long version(Object aggregate) {
        ownership.read("tell the version of", aggregate.getClass());
        return versions.of(aggregate);
    }

    @Override
    public <A> List<A> getAll(Class<A> type, Collection<?> ids) {
        ownership.read("find all of", type);
        return finder.getAll(roots(type), type, ids);
    }

    @Override
    public <ID, A> Map<ID, A> findAll(Class<A> type, Collection<ID> ids) {
        ownership.read("find all of", type);
        return finder.findAll(roots(type), type, ids);
    }

    @Override
    public void add(Object aggregate) {
        ownership.read("add", aggregate.getClass());
        AggregateModel model = engine.model(aggregate.getClass());
        Object id = Identity.of(engine, model, aggregate);
        @Nullable Object[] key = engine.dehydrator().key(model, id);
        if (tracker.find(model, key) == null) {
            Identity.requireDrawn(engine, model, id, key);
        }
        tracker.add(model, id, key, aggregate);
    }

    @Override
    public <A> A findOrAdd(Class<A> type, Object id, Supplier<? extends A> made) {
        ownership.read("find or add", type);
        return findOrAdd.of(roots(type), type, id, made);
    }

    /** Whether a commit of this failed since others added first what was absent here. */
    boolean isLostRace(RuntimeException failure) {
        return findOrAdd.isLostRace(failure);
    }

    @Override
    public void replace(Object aggregate) {
        ownership.read("replace", aggregate.getClass());
        tracker.replace(finder.stored(aggregate), engine.model(aggregate.getClass()), aggregate);
    }

    @Override
    public void remove(Object aggregate) {
        ownership.read("remove", aggregate.getClass());
        tracker.remove(finder.stored(aggregate));
    }

    @Override
    public void requireUnchanged(Object aggregate) {
        ownership.read("guard", aggregate.getClass());
        tracker.guard(finder.stored(aggregate));
    }

    @Override
    @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"}) // the contract's own shape
    public <ID> ID nextId(Class<?> type) {
        ownership.read("draw an identifier for", type);
        return (ID) Identity.next(engine, roots(type).first());
    }

    @Override
    public long nextNumber(String sequence) {
        ownership.read("draw a number");
        return engine.ids().next(sequence);
    }

    @Override
    public <R> R repository(Class<R> type) {
        ownership.read("give", type);
        Object known = repositories.get(type);
        if (known == null) {
            known = engine.repositories().make(type, this);
            repositories.put(type, known);
        }
        return type.cast(known);
    }

    @Override
    public <A> AggregateQuery<A> query(Class<A> type) {
        ownership.read("query", type);
        return new AggregateQuery<>(this, type);
    }

    @Override
    public Table<Record> table(Class<?> type) {
        return AggregateTable.of(roots(type));
    }

    Roots roots(Class<?> type) {
        return engine.roots(type);
    }

    <A> List<A> list(Class<A> type, RowQuery query, boolean seeingDatabase) {
        ownership.read("query", type);
        return finder.list(type, query, seeingDatabase);
    }

    long count(RowQuery query, boolean seeingDatabase) {
        ownership.read("count", query.roots().type());
        return finder.count(query, seeingDatabase);
    }

    boolean exists(RowQuery query, boolean seeingDatabase) {
        ownership.read("look for", query.roots().type());
        return finder.exists(query, seeingDatabase);
    }

    @Override
    public void discard() {
        ownership.read("discard");
        tracker.clear();
    }

    @Override
    public void storeToken() {
        ownership.read("store the token");
        ownership.commanded("store the token");
        if (engine.log() == null) {
            throw CommitLog.notKept("store the token");
        }
        storesToken = true;
    }

    @Override
    public void close() {
        if (ownership.isClosed()) {
            return;
        }
        ownership.read("close");
        ownership.byHand("close");
        if (!ownership.isExcused()) {
            LostChanges.warn(engine, tracker, context);
        }
        ownership.close();
    }

    /** Closes what {@code call} or {@code run} began: it was committed, or an exception tells why not. */
    void end() {
        ownership.close();
    }
}
