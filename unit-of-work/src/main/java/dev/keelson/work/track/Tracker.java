package dev.keelson.work.track;

import dev.keelson.identity.IdentityKey;
import dev.keelson.identity.IdentityMap;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every aggregate that one unit of work knows. Memory changes only here, and after a commit only by {@link #accept}. Used
 * by the thread of its unit of work.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184), Identity Map (195).
 */
public final class Tracker {

    private final IdentityMap<Tracked> map = new IdentityMap<>();

    /** The aggregates in the order they were first seen. */
    public List<Tracked> tracked() {
        return new ArrayList<>(map.values());
    }

    public @Nullable Tracked find(AggregateModel model, @Nullable Object[] key) {
        return map.find(identity(model, key));
    }

    /**
     * Takes up what was loaded. One that is tracked already stays as it is: reads repeat. If its row turns out to be
     * newer, it is marked, so that committing a change to it fails before any SQL.
     *
     * @param asked the key that was asked for, an alias where the row's own key is spelled otherwise
     */
    public Tracked loaded(AggregateModel model, Object id, Loaded loaded, @Nullable Object @Nullable [] asked) {
        IdentityKey own = identity(model.type(), loaded.rows().root());
        Tracked known = map.find(own);
        if (known == null) {
            known = new Tracked(model, own, id, loaded.aggregate(), State.LOADED, loaded.rows());
            map.add(own, known);
        } else if (known.state() != State.ADDED
                && GuardRoot.version(known.snapshot().root())
                        != GuardRoot.version(loaded.rows().root())) {
            known.markStale();
        }
        if (asked != null) {
            IdentityKey alias = identity(model, asked);
            if (!alias.equals(own)) {
                map.alias(alias, own);
            }
        }
        return known;
    }

    /**
     * Registers a new aggregate. One that was removed before is taken up again, as its own next state.
     *
     * @throws DuplicateAggregateException if another object of this identity is tracked
     */
    public void add(AggregateModel model, Object id, @Nullable Object[] key, Object aggregate) {
        Tracked known = find(model, key);
        if (known == null) {
            IdentityKey own = identity(model, key);
            map.add(own, new Tracked(model, own, id, aggregate, State.ADDED, null));
        } else if (known.state() == State.REMOVED) {
            known.become(aggregate, State.LOADED);
        } else if (!known.holds(aggregate)) {
            throw new DuplicateAggregateException(model.type(), id, true, null);
        }
    }

    /** Makes another object the aggregate's next state. */
    public void replace(Tracked known, Object aggregate) {
        known.become(aggregate, known.state() == State.REMOVED ? State.LOADED : known.state());
    }

    /** Has an aggregate deleted, or forgets one that was only added. */
    public void remove(Tracked known) {
        if (known.state() == State.ADDED) {
            map.remove(known.key());
        } else {
            known.become(known.aggregate(), State.REMOVED);
        }
    }

    public void guard(Tracked known) {
        known.guard();
    }

    /** The commit of these changes is certain: memory follows. */
    public void accept(ChangeSet committed) {
        for (AggregateChange change : committed.aggregates()) {
            IdentityKey key = identity(change.owner().type(), change.owner().root());
            Tracked known = map.find(key);
            AggregateRows after = change.after();
            if (known == null) {
                throw new IllegalStateException("committed " + change.owner() + " is not tracked");
            }
            if (after == null) {
                map.remove(key);
            } else {
                known.accept(after);
            }
        }
    }

    private static IdentityKey identity(AggregateModel model, @Nullable Object[] key) {
        return new IdentityKey(model.type(), Row.keyOf(key));
    }

    private static IdentityKey identity(Class<?> type, Row root) {
        return new IdentityKey(type, root.key());
    }

    /** Forgets everything. */
    public void clear() {
        map.clear();
    }
}
