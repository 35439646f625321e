package dev.keelson.work;

import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.AggregateLockedException;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.model.Roots;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import dev.keelson.work.track.Tracker;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
        Tracked tracked = tracked(roots, id, lock);
        return tracked == null || tracked.state() == State.REMOVED || !type.isInstance(tracked.aggregate())
                ? Optional.empty()
                : Optional.of(type.cast(tracked.aggregate()));
    }

    /**
     * What is tracked under this identifier once its row is locked; null where there is nothing, or it is locked by somebody else
     * and skipped. What is tracked already stays, if it is as the database has it now.
     *
     * @throws AggregateLockedException if somebody else holds the lock
     * @throws StaleAggregateException if what is tracked is not as the database has it
     */
    private @Nullable Tracked tracked(Roots roots, Object id, Lock lock) {
        @Nullable Object[] key = Identity.key(engine.dehydrator(), roots, id);
        Tracked known = tracker.find(roots.first(), key);
        if (known != null && known.state() != State.LOADED) {
            return known; // nobody else can have it, or it is to go
        }
        Loaded loaded = lock(roots, id, key, lock);
        if (known == null) {
            return loaded == null ? null : finder.take(loaded, key);
        }
        if (loaded == null && lock == Lock.SKIP_LOCKED) {
            return null;
        }
        if (loaded == null || !isAsKnown(known, loaded)) {
            throw stale(known, loaded);
        }
        return known;
    }

    private static boolean isAsKnown(Tracked known, Loaded loaded) {
        long version = GuardRoot.version(known.snapshot().root());
        return version < 0
                ? loaded.rows().isSame(known.snapshot())
                : version == GuardRoot.version(loaded.rows().root());
    }

    private @Nullable Loaded lock(Roots roots, Object id, @Nullable Object[] key, Lock lock) {
        try {
            return engine.loader().locked(roots, key, lock, finder, scope);
        } catch (DatabaseException failure) {
            if (engine.errors().isNotLocked(failure)) {
                throw new AggregateLockedException(roots.type(), id, failure);
            }
            throw failure;
        }
    }

    private static StaleAggregateException stale(Tracked known, @Nullable Loaded loaded) {
        long expected = GuardRoot.version(known.snapshot().root());
        long found = loaded == null ? -1 : GuardRoot.version(loaded.rows().root());
        return new StaleAggregateException(List.of(new Stale(
                known.model().type(),
                known.id(),
                expected,
                found < 0 ? OptionalLong.empty() : OptionalLong.of(found),
                loaded == null ? Reason.DELETED : Reason.CHANGED)));
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
