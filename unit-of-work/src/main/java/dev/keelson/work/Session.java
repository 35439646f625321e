package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Lock;
import dev.keelson.work.Attempted.Dead;
import dev.keelson.work.Attempted.Done;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.query.PropertyField;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Record;
import org.jooq.Table;

/**
 * One unit of work. Holds no connection: each load borrows one for its statement, the commit for its message.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
final class Session implements SqlUnitOfWork {

    private final Engine engine;
    private final WorkScope scope;
    private final Ownership ownership;
    private final Tracker tracker;
    private final Finder finder;
    private final Commit commit;
    private final Map<Class<?>, Object> repositories = new HashMap<>(2);
    private final Session origin;

    Session(Engine engine, WorkScope scope, Ownership ownership) {
        this.engine = engine;
        this.scope = scope;
        this.ownership = ownership;
        this.tracker = new Tracker(this::again);
        this.finder = new Finder(engine, scope, tracker, ownership, Visibility.VISIBLE);
        this.commit = new Commit(engine, scope, tracker, finder);
        this.origin = this;
    }

    /** A view of a unit of work that sees what is hidden as well. */
    private Session(Session origin) {
        this.engine = origin.engine;
        this.scope = origin.scope;
        this.ownership = origin.ownership;
        this.tracker = origin.tracker;
        this.finder = origin.finder.seeingHidden();
        this.commit = origin.commit;
        this.origin = origin;
    }

    private Object again(AggregateModel model, AggregateRows rows) {
        return finder.again(model, rows);
    }

    @Override
    public CommitReceipt commit() {
        ownership.byHand("commit");
        return switch (commit(engine.attempt(CommandToken.next()))) {
            case Done done -> done.receipt();
            case Dead dead -> throw dead.failure();
        };
    }

    Attempted commit(Attempt attempt) {
        ownership.commit("commit");
        try {
            Attempted attempted = commit.attempt(attempt, origin);
            if (attempted instanceof Dead dead) {
                commit.failed(dead.failure(), ownership);
            }
            return attempted;
        } catch (RuntimeException failure) {
            commit.failed(failure, ownership);
            throw failure;
        } finally {
            ownership.committed();
            if (!scope.connections().isUsable()) {
                scope.connections().release();
            }
        }
    }

    /** Whether {@code call} or {@code run} began it, and commits and closes it. */
    boolean isManaged() {
        return ownership.isManaged();
    }

    @Override
    public CommitPlan plan() {
        ownership.read("plan");
        return commit.plan();
    }

    @Override
    public <A> Optional<A> find(Class<A> type, Object id) {
        ownership.read("find", type);
        Tracked tracked = finder.present(roots(type), type, id);
        return tracked == null ? Optional.empty() : Optional.of(type.cast(tracked.aggregate()));
    }

    @Override
    public <A> A get(Class<A> type, Object id) {
        ownership.read("find", type);
        return type.cast(finder.required(roots(type), type, id).aggregate());
    }

    @Override
    public <A> Optional<A> find(Class<A> type, Object id, Lock lock) {
        ownership.read("lock", type);
        return new Locking(engine, scope, tracker, finder).find(roots(type), type, id, lock);
    }

    @Override
    public <A> A get(Class<A> type, Object id, Lock lock) {
        return Locking.required(find(type, id, lock), type, id);
    }

    @Override
    public <A> A get(Class<A> type, Object id, Expected expected) {
        ownership.read("get", type);
        SeenVersion seen = new SeenVersion(engine, finder, tracker);
        return type.cast(seen.required(roots(type), type, id, expected).aggregate());
    }

    @Override
    public long version(Object aggregate) {
        ownership.read("tell the version of", aggregate.getClass());
        return new SeenVersion(engine, finder, tracker).of(aggregate);
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

    private Additions additions() {
        return new Additions(engine, finder, tracker, scope.connections(), scope.reading());
    }

    @Override
    public boolean exists(Class<?> type, Object id) {
        ownership.read("look for", type);
        return finder.exists(roots(type), type, id);
    }

    @Override
    public <A> A add(A aggregate) {
        ownership.read("add", aggregate.getClass());
        additions().add(aggregate);
        return aggregate;
    }

    @Override
    public <A> A findOrAdd(Class<A> type, Object id, Supplier<? extends A> made) {
        ownership.read("find or add", type);
        return additions().findOrAdd(roots(type), type, id, made);
    }

    /** Whether a commit of this failed since others added first what was absent here. */
    boolean isLostRace(RuntimeException failure) {
        return additions().isLostRace(failure);
    }

    @Override
    public void replace(Object aggregate) {
        ownership.read("replace", aggregate.getClass());
        tracker.replace(finder.stored(aggregate), engine.model(aggregate.getClass()), aggregate);
    }

    @Override
    public void remove(Object aggregate) {
        ownership.read("remove", aggregate.getClass());
        tracker.remove(Removals.removable(engine, finder.stored(aggregate)));
    }

    @Override
    public void remove(Class<?> type, Object id) {
        ownership.read("remove", type);
        tracker.remove(Removals.removable(engine, finder.required(roots(type), type, id)));
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
        return (ID) Identity.next(engine, roots(type).first(), scope.connections());
    }

    @Override
    public long nextNumber(String sequence) {
        ownership.read("draw a number");
        return engine.ids().next(sequence, scope.connections());
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
        return new AggregateQuery<>(finder, ownership, roots(type), type, finder.fields(roots(type)));
    }

    @Override
    public Table<Record> table(Class<?> type) {
        return AggregateTable.of(roots(type));
    }

    @Override
    public <T> PropertyField<T> field(Class<?> type, String path) {
        return finder.fields(roots(type)).field(path);
    }

    Roots roots(Class<?> type) {
        return engine.roots(type);
    }

    @Override
    public SqlUnitOfWork acrossTenants(String reason) {
        ownership.read("work across tenants");
        scope.acrossTenants(Reasons.acrossTenants(reason, scope.context()));
        return this;
    }

    @Override
    public SqlUnitOfWork includingDeleted(String reason) {
        ownership.read("include what is deleted");
        Reasons.includingDeleted(reason, scope.context());
        return new Session(origin);
    }

    @Override
    public <A> A restore(Class<A> type, Object id) {
        ownership.read("restore", type);
        return type.cast(
                Removals.restored(engine, finder, roots(type), type, id).aggregate());
    }

    @Override
    public void discard() {
        ownership.read("discard");
        tracker.clear();
        scope.connections().renew();
        ownership.renewed();
    }

    @Override
    public void storeToken() {
        commit.storeToken(ownership);
    }

    @Override
    public void close() {
        if (ownership.isClosed()) {
            return;
        }
        ownership.byHand("close");
        if (!ownership.isExcused()) {
            LostChanges.warn(engine, tracker, scope.context());
        }
        end();
    }

    /** Closes what {@code call} or {@code run} began: it was committed, or an exception tells why not. */
    void end() {
        ownership.close();
        scope.connections().release();
    }
}
