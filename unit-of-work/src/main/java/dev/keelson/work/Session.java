package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.database.AttemptFencedException;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One unit of work. Holds no connection: each load borrows one for its statement, the commit for its message.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
final class Session implements SqlUnitOfWork {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Engine engine;
    private final WorkContext context;
    private final Ownership ownership = new Ownership();
    private final Tracker tracker = new Tracker(this::again);
    private final Finder finder;
    private final Map<Class<?>, Object> repositories = new HashMap<>(2);

    Session(Engine engine, WorkContext context) {
        this.engine = engine;
        this.context = context;
        this.finder = new Finder(engine, context, tracker, ownership);
    }

    private Object again(AggregateModel model, AggregateRows rows) {
        return finder.again(model, rows);
    }

    @Override
    public CommitReceipt commit() {
        try {
            return commit(new Attempt(CommandToken.next(), 1));
        } catch (AttemptFencedException fenced) {
            throw Retry.inPublic(fenced);
        }
    }

    CommitReceipt commit(Attempt attempt) {
        ownership.commit("commit");
        try {
            return commitTracked(attempt);
        } catch (RuntimeException failure) {
            ownership.failed(failure, Retry.isMendable(failure));
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
        ChangeSet changes = engine.differ().diffOnTrial(tracked, tracker, context);
        ChangeSet decided = engine.policies().apply(changes, context);
        RowPlan plan = engine.planner().plan(decided);
        if (plan.isEmpty()) {
            return handOver(events, Receipt.EMPTY);
        }
        CommitScript script = engine.renderer().render(plan, attempt, context);
        CommitOutcome outcome = engine.executor().execute(script);
        tracker.accept(decided, finder.filled(decided, outcome));
        return handOver(events, new Receipt(token(attempt), plan, decided, tracked, outcome));
    }

    /** What would be written as the aggregates are now. */
    ChangeSet changes() {
        return engine.differ().diff(tracker.tracked(), tracker, context);
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
        ChangeSet changes = engine.differ().diffOnTrial(tracker.tracked(), tracker, context);
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
    public <A> List<A> getAll(Class<A> type, Collection<?> ids) {
        Map<?, A> found = findAll(type, ids);
        List<?> missing =
                ids.stream().filter(id -> !found.containsKey(id)).distinct().toList();
        if (!missing.isEmpty()) {
            throw new AggregateNotFoundException(type, missing);
        }
        List<A> all = new ArrayList<>(ids.size());
        ids.forEach(id -> all.add(type.cast(found.get(id))));
        return all;
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
        tracker.add(model, id, engine.dehydrator().key(model, id), aggregate);
    }

    @Override
    public void replace(Object aggregate) {
        ownership.read("replace", aggregate.getClass());
        tracker.replace(stored(aggregate), engine.model(aggregate.getClass()), aggregate);
    }

    @Override
    public void remove(Object aggregate) {
        ownership.read("remove", aggregate.getClass());
        tracker.remove(stored(aggregate));
    }

    @Override
    public void requireUnchanged(Object aggregate) {
        ownership.read("guard", aggregate.getClass());
        tracker.guard(stored(aggregate));
    }

    /** What is tracked under the identity of this object, which need not be this object. */
    private Tracked stored(Object aggregate) {
        AggregateModel model = engine.model(aggregate.getClass());
        Object id = engine.dehydrator().identifier(model, aggregate);
        Tracked tracked = finder.tracked(engine.family(model), id);
        if (tracked == null) {
            throw new AggregateNotFoundException(model.type(), List.of(id));
        }
        return tracked;
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
    public void close() {
        if (ownership.isClosed()) {
            return;
        }
        ownership.read("close");
        if (!ownership.isExcused()) {
            warnOfLostChanges();
        }
        ownership.close();
    }

    private void warnOfLostChanges() {
        RowPlan lost;
        try {
            lost = plan();
        } catch (RuntimeException unstorable) {
            LOG.warn(
                    "A unit of work of {} was closed with uncommitted changes, which could not have been committed"
                            + " either: {}",
                    context.actor().name(),
                    unstorable.getMessage());
            return;
        }
        if (!lost.writes().isEmpty()) {
            LOG.warn(
                    "A unit of work of {} was closed with uncommitted changes of {}. Call commit(), or discard() to"
                            + " drop them on purpose.",
                    context.actor().name(),
                    lost.writes().stream()
                            .map(change -> change.aggregate())
                            .distinct()
                            .toList());
        }
    }
}
