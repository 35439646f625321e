package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.load.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds aggregates for one unit of work: first among those it tracks, then in the database. Used by its thread.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195).
 */
final class Finder {

    private final Engine engine;
    private final WorkContext context;
    private final Tracker tracker;

    Finder(Engine engine, WorkContext context, Tracker tracker) {
        this.engine = engine;
        this.context = context;
        this.tracker = tracker;
    }

    /** What is tracked under this identifier, after a load where nothing was; null where there is nothing. */
    @Nullable
    Tracked tracked(AggregateModel model, Object id) {
        @Nullable Object[] key = Identity.key(engine.dehydrator(), model, id);
        Tracked known = tracker.find(model, key);
        if (known != null) {
            return known;
        }
        Loaded loaded = engine.loader().one(model, key, context);
        return loaded == null ? null : take(model, loaded, key);
    }

    private Tracked take(AggregateModel model, Loaded loaded, @Nullable Object @Nullable [] key) {
        Object id = engine.dehydrator().identifier(model, loaded.aggregate());
        return tracker.loaded(model, id, loaded, key);
    }

    /** Those there are, in the order asked for; one statement for all that are not tracked. */
    <ID, A> Map<ID, A> findAll(AggregateModel model, Class<A> type, Collection<ID> ids) {
        List<@Nullable Object[]> missing = new ArrayList<>();
        Map<ID, @Nullable Object[]> keys = new LinkedHashMap<>();
        for (ID id : ids) {
            @Nullable Object[] key = Identity.key(engine.dehydrator(), model, id);
            if (keys.put(id, key) == null && tracker.find(model, key) == null) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            engine.loader().many(model, missing, context).forEach(loaded -> take(model, loaded, null));
        }
        Map<ID, A> found = new LinkedHashMap<>();
        keys.forEach((id, key) -> {
            Tracked tracked = tracker.find(model, key);
            if (tracked != null && tracked.state() != State.REMOVED) {
                found.put(id, type.cast(tracked.aggregate()));
            }
        });
        return found;
    }

    <A> List<A> list(Class<A> type, RowQuery query, boolean seeingDatabase) {
        refusePending(query.model(), seeingDatabase);
        List<A> found = new ArrayList<>();
        for (Loaded loaded : query.list(engine.loader(), context)) {
            Tracked tracked = take(query.model(), loaded, null);
            if (tracked.state() != State.REMOVED) {
                found.add(type.cast(tracked.aggregate()));
            }
        }
        return found;
    }

    long count(RowQuery query, boolean seeingDatabase) {
        refusePending(query.model(), seeingDatabase);
        return query.count(engine.loader(), context);
    }

    /** A query never flushes: it is refused while what it would judge is only in memory. */
    private void refusePending(AggregateModel model, boolean seeingDatabase) {
        if (seeingDatabase) {
            return;
        }
        List<Tracked> same = tracker.tracked().stream()
                .filter(one -> one.model().type() == model.type())
                .toList();
        RowPlan pending = engine.planner().plan(engine.differ().diff(same, context));
        if (!pending.writes().isEmpty()) {
            throw new PendingChangesException(
                    pending.writes().stream()
                            .map(change -> change.table())
                            .distinct()
                            .toList(),
                    pending.writes().stream()
                            .map(change -> change.aggregate())
                            .distinct()
                            .toList());
        }
    }
}
