package dev.keelson.work.track;

import dev.keelson.identity.IdentityKey;
import dev.keelson.identity.IdentityMap;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.hydrate.Targets;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.FilledValues.Shown;
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
public final class Tracker implements Targets {

    private final IdentityMap<Tracked> map = new IdentityMap<>();
    private final VersionProperty versions;
    private final Renewal renewal;
    private final boolean keepsRows;

    /**
     * @param renewal makes those anew that cannot be given their version, or are left as they are stored
     */
    public Tracker(Renewal renewal) {
        this(renewal, true);
    }

    private Tracker(Renewal renewal, boolean keepsRows) {
        this.keepsRows = keepsRows;
        this.renewal = renewal;
        this.versions = new VersionProperty(renewal);
    }

    /** One that only knows which object is which aggregate, for those who read and do no more. */
    public static Tracker withoutRows() {
        return new Tracker(
                (model, rows) -> {
                    throw new IllegalStateException("no rows of " + model.name() + " are kept");
                },
                false);
    }

    /** Whether it keeps the rows that aggregates were made of, so that changes can be found. */
    public boolean keepsRows() {
        return keepsRows;
    }

    /** The aggregates in the order they were first seen. */
    public List<Tracked> tracked() {
        return new ArrayList<>(map.values());
    }

    /**
     * What is tracked under this key.
     *
     * @param model the aggregate's mapping, or that of any other of its family
     */
    public @Nullable Tracked find(AggregateModel model, @Nullable Object[] key) {
        return find(identity(model, key));
    }

    /** What is tracked under this identity. */
    public @Nullable Tracked find(IdentityKey key) {
        return map.find(key);
    }

    /** What is tracked of the row that this was loaded from. */
    public @Nullable Tracked find(Loaded loaded) {
        return map.find(own(loaded));
    }

    private static IdentityKey own(Loaded loaded) {
        return new IdentityKey(loaded.model().family(), loaded.root().key());
    }

    /**
     * Takes up what was loaded. One that is tracked already stays as it is: reads repeat. If its row turns out to be
     * newer, it is marked, so that committing a change to it fails before any SQL.
     *
     * @param asked the key that was asked for, an alias where the row's own key is spelled otherwise
     */
    public Tracked loaded(Object id, Loaded loaded, @Nullable Object @Nullable [] asked) {
        IdentityKey own = own(loaded);
        Tracked known = map.find(own);
        if (known == null) {
            known = keepsRows ? Tracked.loaded(own, id, loaded) : Tracked.read(own, id, loaded);
            map.add(own, known);
        } else if (keepsRows
                && known.state() != State.ADDED
                && GuardRoot.version(known.root()) != GuardRoot.version(loaded.root())) {
            known.markStale();
        }
        if (asked != null) {
            IdentityKey alias = identity(loaded.model(), asked);
            if (!alias.equals(own)) {
                map.alias(alias, own);
            }
        }
        return known;
    }

    /**
     * Registers a new aggregate. One that was removed before is taken up again, as its own next state.
     *
     * @return what is tracked of it now
     * @throws DuplicateAggregateException if another object of this identity is tracked
     * @throws HiddenAggregateException if it is hidden
     */
    public Tracked add(AggregateModel model, Object id, @Nullable Object[] key, Object aggregate) {
        Tracked known = find(model, key);
        if (known == null) {
            IdentityKey own = identity(model, key);
            known = Tracked.added(own, id, model, aggregate);
            map.add(own, known);
        } else if (known.state() == State.REMOVED) {
            requireSeen(known);
            known.become(model, aggregate, State.LOADED);
        } else if (known.isHidden()) {
            throw new HiddenAggregateException(model.type(), id, null);
        } else if (!known.holds(aggregate)) {
            throw new DuplicateAggregateException(model.type(), id, true, null);
        }
        return known;
    }

    /**
     * Makes another object the aggregate's next state.
     *
     * @param model its mapping, which may be another of the family
     */
    public void replace(Tracked known, AggregateModel model, Object aggregate) {
        requireSeen(known);
        known.become(model, aggregate, known.state() == State.REMOVED ? State.LOADED : known.state());
    }

    private static void requireSeen(Tracked known) {
        if (known.isUnseen()) {
            throw new UnitOfWorkStateException(
                    "take up " + known + " again",
                    "removing it by its version, without its state",
                    "Commit the removal first; or get it, and remove or change the object");
        }
    }

    /**
     * Has an aggregate deleted that nobody loaded and that is not tracked yet.
     *
     * @param own its identity
     * @param root its row, of which the key and the version are known
     */
    public void removeUnseen(IdentityKey own, AggregateModel model, Object id, Row root) {
        map.add(own, Tracked.unseen(own, id, model, root));
    }

    /** Has an aggregate deleted, or forgets one that was only added, or leaves one hidden that was to be restored. */
    public void remove(Tracked known) {
        if (known.state() == State.ADDED) {
            map.remove(known.key());
        } else if (known.isRestored()) {
            known.leave(renewal.of(known.storedModel(), known.snapshot()));
        } else {
            known.remove();
        }
    }

    public void guard(Tracked known) {
        known.guard();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The object that an aggregate was before another took its place will do, too: it refers to the same aggregate.
     */
    @Override
    public @Nullable String fault(AggregateModel model, Object target, @Nullable Object[] key) {
        Tracked known = find(model, key);
        String name = model.name() + "[" + Row.keyOf(key) + "]";
        if (known == null) {
            return "refers to " + name + ", which this unit of work does not know; add it or load it";
        }
        if (known.state() == State.REMOVED) {
            return "refers to " + name + ", which is removed in this unit of work; refer to another, or to none";
        }
        return known.held(target)
                ? null
                : "refers to another instance of " + name + " than the one that is tracked; refer to the one that"
                        + " this unit of work gives";
    }

    @Override
    public @Nullable Object target(AggregateModel model, @Nullable Object[] key) {
        Tracked known = find(model, key);
        return known == null ? null : known.aggregate();
    }

    /**
     * The commit of these changes is certain: memory follows.
     *
     * @param filled what the database filled in: rows with their key and those columns
     */
    public void accept(ChangeSet committed, List<Row> filled) {
        FilledValues values = filled.isEmpty() ? null : new FilledValues(filled, renewal);
        for (AggregateChange change : committed.aggregates()) {
            IdentityKey key = new IdentityKey(
                    change.owner().family(), change.owner().root().key());
            Tracked known = map.find(key);
            Dehydrated after = change.after();
            if (known == null) {
                throw new IllegalStateException("committed " + change.owner() + " is not tracked");
            }
            if (after == null) {
                map.remove(key);
            } else {
                Object shown = known.aggregate();
                AggregateRows rows = after.rows();
                if (values != null) {
                    Shown filledIn = values.show(known.model(), shown, change, after);
                    shown = filledIn.object();
                    rows = filledIn.rows();
                }
                known.accept(rows, versions.show(known.model(), shown, rows));
            }
        }
    }

    /** A set-based write hit it, and its commit is certain: what is in memory of it is as it was before. */
    public void hit(Tracked known) {
        known.markHit();
    }

    /** What tells the aggregate with this key from all others. */
    public static IdentityKey identity(AggregateModel model, @Nullable Object[] key) {
        return new IdentityKey(model.family(), Row.keyOf(key));
    }

    /** Forgets everything. */
    public void clear() {
        map.clear();
    }
}
