package dev.keelson.work;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.AggregateLockedException;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.render.CommitScript.Lookups;
import dev.keelson.work.render.FoundRow;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Locks roots for one unit of work, as it finds them. Used by its thread. */
final class Locking {

    private final Engine engine;
    private final WorkScope scope;
    private final Tracker tracker;
    private final Finder finder;

    Locking(Engine engine, WorkScope scope, Tracker tracker, Finder finder) {
        this.engine = engine;
        this.scope = scope;
        this.tracker = tracker;
        this.finder = finder;
    }

    /** The aggregate once its row is locked, as {@link #tracked} finds it. */
    <A> Optional<A> find(Roots roots, Class<A> type, Object id, Lock lock) {
        Tracked tracked = tracked(roots, type, id, lock);
        return tracked == null || !tracked.isPresent(type)
                ? Optional.empty()
                : Optional.of(type.cast(tracked.aggregate()));
    }

    /**
     * What is tracked under this identifier once its row is locked; null where there is nothing, or it is locked by somebody else
     * and skipped. What is tracked already stays, if it is as the database has it now.
     *
     * @throws AggregateLockedException if somebody else holds the lock
     * @throws StaleAggregateException if what is tracked is not as the database has it
     * @throws UnitOfWorkStateException if a snapshot could hide what was changed before the lock
     */
    private @Nullable Tracked tracked(Roots roots, Class<?> type, Object id, Lock lock) {
        @Nullable Object[] key = Identity.sought(engine.dehydrator(), roots, id);
        if (key == null) {
            return null;
        }
        Tracked asked = tracker.find(roots.first(), key);
        if (asked != null && !finder.sees(asked)) {
            return null;
        }
        if (asked != null && (asked.state() != State.LOADED || !type.isInstance(asked.aggregate()))) {
            return asked; // nobody else can have it, or it is to go, or it is not what is asked for
        }
        requireWholeByRoot(roots, id);
        Finder seeing = asked != null && asked.isRestored() ? finder.seeingHidden() : finder;
        // the row may spell its identifier otherwise than it was asked for
        Loaded loaded = lock(roots, id, key, lock, seeing);
        Tracked known = asked != null || loaded == null ? asked : tracker.find(loaded);
        if (known == null) {
            return loaded == null ? null : finder.take(loaded, key);
        }
        if (!finder.sees(known)) {
            return null;
        }
        if (known.state() != State.LOADED) {
            return known;
        }
        if (loaded == null && lock == Lock.SKIP_LOCKED) {
            return null;
        }
        if (loaded == null || !isAsKnown(known, loaded)) {
            throw stale(known, loaded);
        }
        return known;
    }

    /**
     * Those that a query finds, once their rows are locked, in the order that it asks for.
     *
     * @throws AggregateLockedException if somebody else holds one of the locks
     * @throws StaleAggregateException if what is tracked is not as the database has it
     * @throws UnitOfWorkStateException if no transaction would hold the locks, or a snapshot could hide what was changed before them
     */
    <A> List<A> all(
            Class<A> type, RowQuery query, Lock lock, @Nullable Consumer<? super HydrationException> unreadable) {
        requireLockable(query.roots());
        List<@Nullable Object[]> keys = keys(query, lock);
        if (keys.isEmpty()) {
            return List.of();
        }
        // what was changed while the locks were waited for is judged again, and ordered
        RowQuery again = query.among(keys);
        List<A> all = new ArrayList<>();
        for (Loaded loaded : engine.loader().queries().all(again, unreadable, finder, scope)) {
            Tracked locked = locked(loaded);
            if (finder.sees(locked) && locked.isPresent(type)) {
                all.add(type.cast(locked.aggregate()));
            }
        }
        return all;
    }

    private void requireLockable(Roots roots) {
        if (!tracker.keepsRows()) {
            throw new UnitOfWorkStateException(
                    "lock " + roots.type().getSimpleName() + " by a query",
                    "a reading, which takes no locks",
                    "Lock in a unit of work: keelson.run(context, Isolation.LOCKING, work -> ...)");
        }
        if (scope.isolation() == Isolation.DEFAULT) {
            throw new UnitOfWorkStateException(
                    "lock " + roots.type().getSimpleName() + " by a query",
                    "one that holds no transaction, so that a lock would end with its statement",
                    "Begin the unit of work with Isolation.LOCKING");
        }
        if (roots.members().size() > 1) {
            throw new IllegalArgumentException("Cannot lock " + roots.type().getSimpleName()
                    + " by a query: its classes have a table each, and the database locks no rows of a union. Lock the"
                    + " classes one by one.");
        }
        requireWholeByRoot(roots, "...");
    }

    private List<@Nullable Object[]> keys(RowQuery query, Lock lock) {
        try {
            return engine.loader().queries().keys(query, lock, finder.visibility(), scope);
        } catch (DatabaseException failure) {
            if (engine.errors().isNotLocked(failure)) {
                throw new AggregateLockedException(query.roots().type(), "...", failure);
            }
            throw OutOfPlace.told(engine, query, failure);
        }
    }

    private Tracked locked(Loaded loaded) {
        Tracked known = tracker.find(loaded);
        if (known == null) {
            return finder.take(loaded, null);
        }
        if (known.state() == State.LOADED && !isAsKnown(known, loaded)) {
            throw stale(known, loaded);
        }
        return known;
    }

    /** The snapshot may be older than the lock, and only the root's row would tell: by its version, if it has one. */
    private void requireWholeByRoot(Roots roots, Object id) {
        boolean keepsSnapshot = scope.isolation() == Isolation.SNAPSHOT || scope.isolation() == Isolation.SERIALIZABLE;
        for (AggregateModel member : roots.members()) {
            if (keepsSnapshot && member.root().version() < 0 && member.tables().size() > 1) {
                throw new UnitOfWorkStateException(
                        "lock " + roots.type().getSimpleName() + "[" + id + "]",
                        "one that reads by a snapshot (" + scope.isolation() + "), and " + member.name()
                                + " has no version: its parts may have changed since the snapshot, and nothing would"
                                + " tell",
                        "Give it a version, or begin the unit of work with Isolation.LOCKING");
            }
        }
    }

    private static boolean isAsKnown(Tracked known, Loaded loaded) {
        long version = GuardRoot.version(known.root());
        return version < 0 ? loaded.rows().isSame(known.snapshot()) : version == GuardRoot.version(loaded.root());
    }

    private @Nullable Loaded lock(Roots roots, Object id, @Nullable Object[] key, Lock lock, Finder seeing) {
        try {
            return engine.loader().locked(roots, key, lock, seeing, scope);
        } catch (DatabaseException failure) {
            if (engine.errors().isNotLocked(failure)) {
                throw new AggregateLockedException(roots.type(), id, failure);
            }
            throw failure;
        }
    }

    private StaleAggregateException stale(Tracked known, @Nullable Loaded loaded) {
        if (loaded != null) {
            return stale(known, version(GuardRoot.version(loaded.root())), Reason.CHANGED);
        }
        Row root = known.root();
        Lookups lookups = engine.renderer().lookups();
        if (!lookups.mayBeHidden(root.type())) {
            return stale(known, OptionalLong.empty(), Reason.DELETED);
        }
        AggregateModel model = known.model();
        AggregateRef owner = new AggregateRef(model.type(), model.family(), known.id(), root);
        GuardRoot guard = new GuardRoot(owner, root, false);
        FoundRow found = scope.connections()
                .query(
                        () -> "look up what " + owner + " became",
                        lookups.of(guard, scope.reading()),
                        rows -> lookups.read(guard, rows));
        return found.hidden()
                ? stale(known, found.version(), Reason.HIDDEN)
                : stale(known, OptionalLong.empty(), Reason.DELETED);
    }

    private static OptionalLong version(long found) {
        return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private static StaleAggregateException stale(Tracked known, OptionalLong found, Reason reason) {
        long expected = GuardRoot.version(known.root());
        return new StaleAggregateException(
                List.of(new Stale(known.model().type(), known.id(), expected, found, reason)));
    }

    /**
     * What was found.
     *
     * @throws AggregateNotFoundException if that is nothing
     */
    static <A> A required(Optional<A> found, Class<A> type, Object id) {
        return found.orElseThrow(() -> new AggregateNotFoundException(type, List.of(id)));
    }
}
