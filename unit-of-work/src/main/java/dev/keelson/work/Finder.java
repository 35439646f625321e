package dev.keelson.work;

import dev.keelson.identity.IdentityKey;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.Known;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.load.SharedRows;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import dev.keelson.work.track.Tracker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds aggregates for one unit of work: first among those it tracks, then in the database. Used by its thread.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195).
 */
final class Finder implements Known {

    private final Engine engine;
    private final WorkScope scope;
    private final Tracker tracker;
    private final Ownership ownership;
    private final Visibility visibility;
    private final CacheView view;

    /** One for a unit of work, which tracks what is found. */
    Finder(Engine engine, WorkScope scope, Ownership ownership) {
        this.engine = engine;
        this.scope = scope;
        this.tracker = new Tracker(this::again);
        this.ownership = ownership;
        this.visibility = Visibility.VISIBLE;
        this.view = engine.view(scope);
    }

    private Finder(Engine engine, WorkScope scope, Tracker tracker, Ownership own, Visibility sees, CacheView view) {
        this.engine = engine;
        this.scope = scope;
        this.tracker = tracker;
        this.ownership = own;
        this.visibility = sees;
        this.view = view;
    }

    /** One for a reading, which knows what was found and not what it was made of. */
    static Finder ofReading(Engine engine, WorkScope scope, Ownership ownership) {
        return new Finder(engine, scope, Tracker.withoutRows(), ownership, Visibility.VISIBLE, engine.view(scope));
    }

    Finder untracked() {
        return new Finder(engine, scope, Tracker.withoutRows(), ownership, visibility, view);
    }

    /** The same for one who sees hidden aggregates as well. */
    Finder seeingHidden() {
        return new Finder(engine, scope, tracker, ownership, Visibility.ALL, view);
    }

    Tracker tracker() {
        return tracker;
    }

    CacheView view() {
        return view;
    }

    @Override
    public boolean keepsRows() {
        return tracker.keepsRows();
    }

    @Override
    public SharedRows shared() {
        return visibility == Visibility.VISIBLE ? view.rows() : SharedRows.NONE;
    }

    @Override
    public Visibility visibility() {
        return visibility;
    }

    /** Whether who asks sees what is tracked. */
    boolean sees(Tracked tracked) {
        return visibility == Visibility.ALL || !tracked.isHidden();
    }

    private @Nullable Tracked seen(@Nullable Tracked tracked) {
        return tracked != null && sees(tracked) ? tracked : null;
    }

    /** What is tracked under this identifier, after a load where nothing was; null where there is nothing, or it is hidden. */
    @Nullable
    Tracked tracked(Roots roots, Object id) {
        return seen(tracked(roots, id, visibility));
    }

    /** The same, hidden or not as said; what it refers to is seen as by who asks this. */
    @Nullable
    Tracked tracked(Roots roots, Object id, Visibility of) {
        @Nullable Object[] key = Identity.sought(engine.dehydrator(), roots, id);
        if (key == null) {
            return null;
        }
        Tracked known = tracker.find(roots.first(), key);
        if (known != null) {
            return known.current();
        }
        Loaded loaded = engine.loader().one(roots, key, of, this, scope);
        return loaded == null ? null : take(loaded, key);
    }

    /** What is tracked of an aggregate that is there and of this type, after a load where nothing was; null otherwise. */
    @Nullable
    Tracked present(Roots roots, Class<?> type, Object id) {
        Tracked tracked = tracked(roots, id);
        return tracked != null && tracked.isPresent(type) ? tracked : null;
    }

    /**
     * What is tracked of an aggregate that is there and of this type, after a load where nothing was.
     *
     * @throws AggregateNotFoundException if there is none
     */
    Tracked required(Roots roots, Class<?> type, Object id) {
        Tracked present = present(roots, type, id);
        if (present == null) {
            throw new AggregateNotFoundException(type, List.of(id));
        }
        return present;
    }

    /** Whether an aggregate is there and of this type; where it is not tracked, the database is asked for its root alone. */
    boolean exists(Roots roots, Class<?> type, Object id) {
        @Nullable Object[] key = Identity.sought(engine.dehydrator(), roots, id);
        if (key == null) {
            return false;
        }
        Tracked known = tracker.find(roots.first(), key);
        if (known != null && !known.isHit()) {
            return sees(known) && known.isPresent(type);
        }
        // which row a loose key finds, and whether it is tracked under its own, only a load tells
        return engine.loader().isLoose(roots)
                ? present(roots, type, id) != null
                : engine.loader().exists(roots, key, visibility, scope);
    }

    /** Whether the database holds an aggregate that is not hidden. */
    boolean isThere(Roots roots, Object id) {
        return engine.loader().exists(roots, Identity.key(engine.dehydrator(), roots, id), Visibility.VISIBLE, scope);
    }

    /**
     * What is tracked under the identity of this object, which need not be this object, after a load where nothing was. It may be
     * hidden, since who holds an aggregate that refers to it holds it, too.
     *
     * @throws AggregateNotFoundException if there is nothing
     */
    Tracked stored(Object aggregate) {
        AggregateModel model = engine.model(aggregate.getClass());
        Object id = engine.dehydrator().identifier(model, aggregate);
        Tracked tracked = tracked(engine.family(model), id, visibility);
        if (tracked == null) {
            throw new AggregateNotFoundException(model.type(), List.of(id));
        }
        return tracked;
    }

    /** Takes up what was loaded by this key, if it was asked for by one. */
    Tracked take(Loaded loaded, @Nullable Object @Nullable [] key) {
        Object id = engine.dehydrator().identifier(loaded.model(), loaded.aggregate());
        RowLimit limit = engine.limit();
        if (loaded.snapshot() != null && limit.isExceededBy(loaded.rows())) {
            throw HydrationException.ofSize(loaded.model().name(), id, limit.problem(loaded.rows()), RowLimit.mend());
        }
        return tracker.loaded(id, loaded, key).current();
    }

    /** Those there are of the type asked for, in the order asked; one round trip for all that are not tracked. */
    <ID, A> Map<ID, A> findAll(Roots roots, Class<A> type, Collection<ID> ids) {
        return new ByIdentifiers(engine.dehydrator(), tracker, this).find(roots, type, ids);
    }

    /**
     * All of these, in the order asked.
     *
     * @throws AggregateNotFoundException if any is missing
     */
    <A> List<A> getAll(Roots roots, Class<A> type, Collection<?> ids) {
        return new ByIdentifiers(engine.dehydrator(), tracker, this).get(roots, type, ids);
    }

    /** What the database finds by a key though it is not its own. */
    private void byOtherKey(Roots roots, @Nullable Object[] key) {
        if (tracker.find(roots.first(), key) == null) {
            Loaded loaded = engine.loader().one(roots, key, visibility, this, scope);
            if (loaded != null) {
                take(loaded, key);
            }
        }
    }

    /** Loads those with these keys that are there, and takes them up. */
    void load(Roots roots, List<@Nullable Object[]> missing) {
        if (!missing.isEmpty()) {
            engine.loader().many(roots, missing, this, scope).forEach(loaded -> take(loaded, null));
        }
        if (engine.loader().isLoose(roots)) {
            missing.forEach(key -> byOtherKey(roots, key));
        }
    }

    /** What is asked by queries. */
    Queries queries() {
        return new Queries(engine, scope, tracker, this);
    }

    /** Makes an aggregate anew of rows that were committed. */
    Object again(AggregateModel model, AggregateRows rows) {
        return engine.loader().again(model, rows, this);
    }

    @Override
    public @Nullable Object find(AggregateModel model, @Nullable Object[] key) {
        Tracked known = tracker.find(model, key);
        return known == null ? null : known.current().aggregate();
    }

    @Override
    public @Nullable Object present(AggregateModel model, @Nullable Object[] key) {
        return present(Tracker.identity(model, key));
    }

    /** The same by what tells it in the unit of work. */
    @Nullable
    Object present(IdentityKey key) {
        Tracked known = tracker.find(key);
        return known == null || known.state() == State.REMOVED || !sees(known)
                ? null
                : known.current().aggregate();
    }

    @Override
    public boolean isHidden(Roots roots, @Nullable Object[] key) {
        Tracked known = tracker.find(roots.first(), key);
        if (known != null) {
            return known.isHidden();
        }
        return engine.policies().mayBeHidden(roots.members())
                && engine.loader().exists(roots, key, Visibility.HIDDEN, scope);
    }

    @Override
    public void referred(Loaded loaded, @Nullable Object @Nullable [] key) {
        take(loaded, key);
    }

    @Override
    public void fetch(Roots roots, List<@Nullable Object[]> keys) {
        ownership.read("load the targets of references to", roots.type());
        load(roots, keys);
    }

    @Override
    public List<Loaded> query(RowQuery query) {
        ownership.read("load those that refer, of type", query.roots().type());
        queries().refusePending(query, false);
        List<Loaded> loaded = engine.loader().queries().all(query, this, scope);
        loaded.forEach(one -> take(one, null));
        return loaded;
    }
}
