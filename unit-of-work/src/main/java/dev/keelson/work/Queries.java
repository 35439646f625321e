package dev.keelson.work;

import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.Roots;
import dev.keelson.work.query.Fields;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.List;

/** What one unit of work asks the database by queries. Used by its thread. */
final class Queries {

    private final Engine engine;
    private final WorkScope scope;
    private final Tracker tracker;
    private final Finder finder;

    Queries(Engine engine, WorkScope scope, Tracker tracker, Finder finder) {
        this.engine = engine;
        this.scope = scope;
        this.tracker = tracker;
        this.finder = finder;
    }

    /** What may be asked of roots. */
    Fields fields(Roots roots) {
        return engine.fields(roots, finder.visibility(), scope.reading());
    }

    <A> List<A> list(Class<A> type, RowQuery query, boolean seeingDatabase) {
        refusePending(query, seeingDatabase);
        List<A> found = new ArrayList<>();
        for (Loaded loaded : engine.loader().query(query, finder, scope)) {
            Tracked tracked = finder.take(loaded, null);
            if (finder.sees(tracked) && Finder.isPresent(tracked, type)) {
                found.add(type.cast(tracked.aggregate()));
            }
        }
        return found;
    }

    long count(RowQuery query, boolean seeingDatabase) {
        refusePending(query, seeingDatabase);
        return engine.loader().count(query, finder.visibility(), scope);
    }

    boolean exists(RowQuery query, boolean seeingDatabase) {
        refusePending(query, seeingDatabase);
        return engine.loader().exists(query, finder.visibility(), scope);
    }

    /** A query never flushes: it is refused while what it would judge is only in memory. */
    void refusePending(RowQuery query, boolean seeingDatabase) {
        if (tracker.keepsRows() && !seeingDatabase) {
            PendingChanges.refuse(engine, tracker, scope, query);
        }
    }
}
