package dev.keelson.work;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.Lock;
import dev.keelson.work.Attempted.Dead;
import dev.keelson.work.Attempted.Done;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.sets.SetWrites;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work. Holds no connection: each load borrows one for its statement, the commit for its message.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
final class Session extends Sight implements SqlUnitOfWork {

    private final Tracker tracker;
    private final Commit commit;
    private final SetWrites sets;
    private @Nullable Map<Class<?>, Object> repositories;
    private final Session origin;
    private @Nullable SeenVersion seen;
    private @Nullable Additions additions;

    Session(Engine engine, WorkScope scope, Ownership ownership) {
        super(engine, scope, ownership, new Finder(engine, scope, ownership));
        this.tracker = finder.tracker();
        this.sets = new SetWrites(engine.sets());
        this.commit = new Commit(engine, scope, tracker, finder, sets);
        this.origin = this;
    }

    /** A view of a unit of work that sees what is hidden as well. */
    private Session(Session origin) {
        super(origin.engine, origin.scope, origin.ownership, origin.finder.seeingHidden());
        this.tracker = origin.tracker;
        this.commit = origin.commit;
        this.sets = origin.sets;
        this.origin = origin;
    }

    @Override
    public CommitReceipt commit() {
        ownership.byHand("commit");
        return switch (commit(engine.attempt(null))) {
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
            scope.watch().committed();
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
        return type.cast(seen().required(roots(type), type, id, expected).aggregate());
    }

    @Override
    public long version(Object aggregate) {
        ownership.read("tell the version of", aggregate.getClass());
        return seen().of(aggregate);
    }

    private SeenVersion seen() {
        SeenVersion known = seen;
        if (known == null) {
            known = new SeenVersion(engine, finder, tracker);
            seen = known;
        }
        return known;
    }

    /** Takes one aggregate as far as a commit goes before the database is asked. */
    void examine(Tracked one) {
        commit.examine(one);
    }

    Additions additions() {
        Additions known = additions;
        if (known == null) {
            known = new Additions(engine, finder, tracker, scope.connections(), scope.reading());
            additions = known;
        }
        return known;
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
    public void remove(Class<?> type, Object id, Expected expected) {
        ownership.read("remove", type);
        seen().remove(roots(type), type, id, expected);
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
        Map<Class<?>, Object> made = repositories == null ? new HashMap<>(2) : repositories;
        repositories = made;
        Object known = made.get(type);
        if (known == null) {
            known = engine.repositories().make(type, this);
            made.put(type, known);
        }
        return type.cast(known);
    }

    @Override
    public SqlUnitOfWork acrossTenants(String reason) {
        ownership.read("work across tenants");
        scope.acrossTenants(Reasons.acrossTenants(reason, scope.context()));
        finder.view().lookNoMore();
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
    public WritingSql sql() {
        return new SetBasedSql(engine, ownership, sets, readingSql());
    }

    @Override
    public void discard() {
        ownership.read("discard");
        tracker.clear();
        sets.clear();
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
        try {
            if (!ownership.isExcused()) {
                LostChanges.tell(engine, tracker, sets, scope.context());
            }
        } finally {
            end();
        }
    }

    /** Closes what {@code call} or {@code run} began: it was committed, or an exception tells why not. */
    void end() {
        ownership.close();
        scope.connections().release();
    }
}
