package dev.keelson.work;

import dev.keelson.identity.IdentityKey;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import dev.keelson.work.track.Tracker;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The versions that clients see, and require when they come back. Used by the thread of a unit of work.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416).
 */
final class SeenVersion {

    private final Engine engine;
    private final Finder finder;
    private final Tracker tracker;

    SeenVersion(Engine engine, Finder finder, Tracker tracker) {
        this.engine = engine;
        this.finder = finder;
        this.tracker = tracker;
    }

    /**
     * The version that the database had of an aggregate when it was loaded or last committed.
     *
     * @throws UnitOfWorkStateException if this object is not tracked, or its row has no version
     * @throws MappingException if such aggregates have none
     */
    long of(Object aggregate) {
        AggregateModel model = versioned(engine.model(aggregate.getClass()));
        Object id = engine.dehydrator().identifier(model, aggregate);
        @Nullable Object[] key = engine.dehydrator().key(model, id);
        String attempted = "tell the version of " + name(model, key);
        Tracked tracked = tracker.find(model, key);
        if (tracked == null || !tracked.held(aggregate)) {
            throw new UnitOfWorkStateException(
                    attempted,
                    tracked == null ? "not holding it" : "holding another object of this identity",
                    "A version is that of a state: ask for that of the object which this unit of work gave, as long as"
                            + " it is there");
        }
        return stored(tracked, attempted);
    }

    private static long stored(Tracked tracked, String attempted) {
        if (tracked.state() == State.ADDED) {
            throw new UnitOfWorkStateException(
                    attempted, "still to add it", "It gets its first version when it is committed");
        }
        long version = GuardRoot.version(tracked.root());
        if (version < 0) {
            throw new UnitOfWorkStateException(
                    attempted,
                    "holding a row of it that others stored without a version",
                    "It gets its first with the next commit that changes it; or give the column a value: update ... set"
                            + " version = 1");
        }
        return version;
    }

    /**
     * What is tracked of an aggregate, which is as expected, and on which the commit depends from here on.
     *
     * @throws StaleAggregateException if it is not as expected, or gone
     * @throws AggregateNotFoundException if it was removed here
     * @throws UnitOfWorkStateException if it was added here and is not committed
     * @throws MappingException if such aggregates have no versions
     */
    Tracked required(Roots roots, Class<?> type, Object id, Expected expected) {
        long seen = seen(expected);
        versioned(roots.first());
        @Nullable Object[] key = Identity.sought(engine.dehydrator(), roots, id);
        if (key != null && tracker.find(roots.first(), key) == null) {
            finder.view().expect(roots, key, seen);
        }
        Tracked tracked = finder.tracked(roots, id);
        if (tracked != null && tracked.isUnseen()) {
            throw new AggregateNotFoundException(type, List.of(id));
        }
        if (tracked == null || !type.isInstance(tracked.aggregate())) {
            throw stale(type, id, seen, OptionalLong.empty(), Reason.DELETED);
        }
        if (tracked.state() == State.REMOVED) {
            throw new AggregateNotFoundException(type, List.of(id));
        }
        if (tracked.state() == State.ADDED) {
            throw new UnitOfWorkStateException(
                    "get " + tracked + " as of version " + seen,
                    "still to add it",
                    "It has no version before it is committed, and no client can have seen one");
        }
        long found = GuardRoot.version(tracked.root());
        if (found != seen) {
            OptionalLong known = found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
            throw stale(type, id, seen, known, found >= 0 && found < seen ? Reason.AHEAD : Reason.CHANGED);
        }
        tracker.guard(tracked);
        return tracked;
    }

    /**
     * Has an aggregate removed that is as expected: unseen where its mapping allows that, so that the commit finds out.
     *
     * @throws StaleAggregateException if it is known not to be as expected, or gone
     * @throws AggregateNotFoundException if it was removed here
     * @throws UnitOfWorkStateException if it was added here and is not committed
     * @throws MappingException if such aggregates have no versions
     */
    void remove(Roots roots, Class<?> type, Object id, Expected expected) {
        if (!removedUnseen(roots, type, id, expected)) {
            tracker.remove(Removals.removable(engine, required(roots, type, id, expected)));
        }
    }

    /** Whether an aggregate can go by its root's row as far as it is known, and goes so. */
    private boolean removedUnseen(Roots roots, Class<?> type, Object id, Expected expected) {
        AggregateModel model = versioned(roots.first());
        if (roots.members().size() > 1
                || model.type() != type
                || !engine.renderer().removesUnseen(model)) {
            return false;
        }
        @Nullable Object[] key = Identity.sought(engine.dehydrator(), roots, id);
        IdentityKey own = key == null ? null : Tracker.identity(model, key);
        if (key == null || own == null || tracker.find(own) != null) {
            return false;
        }
        RowType root = model.root();
        Object version = stored(root.column(root.version()).type(), seen(expected));
        if (version == null) {
            return false;
        }
        @Nullable Object[] values = new Object[root.width()];
        for (int n = 0; n < key.length; n++) {
            values[root.keyColumn(n)] = key[n];
        }
        values[root.version()] = version;
        tracker.removeUnseen(own, model, id, new Row(root, values));
        return true;
    }

    /** A version as its column has it; null where no row can have it. */
    private static @Nullable Object stored(ColumnType column, long version) {
        long most = switch (column.kind()) {
            case SMALLINT -> Short.MAX_VALUE;
            case INTEGER -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
        return version > most ? null : column.fit(version);
    }

    private static long seen(Expected expected) {
        return switch (Objects.requireNonNull(
                expected,
                "what is expected of the aggregate is null; a version that a client saw is Expected.version(7)")) {
            case Expected.Version version -> version.seen();
        };
    }

    private static StaleAggregateException stale(
            Class<?> type, Object id, long seen, OptionalLong found, Reason reason) {
        return StaleAggregateException.seenByClient(new Stale(type, id, seen, found, reason));
    }

    private static AggregateModel versioned(AggregateModel model) {
        if (model.root().version() < 0) {
            throw new MappingException(List.of(new MappingException.Fault(
                    model.name(),
                    "it is mapped without a version, so that nobody can have seen one or require one",
                    "Leave .unversioned() out of its mapping")));
        }
        return model;
    }

    private static String name(AggregateModel model, @Nullable Object[] key) {
        return model.name() + "[" + Row.keyOf(key) + "]";
    }
}
