package dev.keelson.work;

import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.Streamed.Chunk;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.load.select.ConditionText;
import dev.keelson.work.load.select.Fetches;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.projection.Projection;
import dev.keelson.work.query.Cursor;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.Keyset;
import dev.keelson.work.query.Page;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

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
        return engine.questions().of(roots, finder.visibility());
    }

    /** The same for aggregates that nobody tracks. */
    Queries untracked() {
        return new Queries(engine, scope, tracker, finder.untracked());
    }

    /**
     * @param unreadable is told of those that are left out since their rows make no object, or null where these are failures
     */
    <A> List<A> list(
            Class<A> type,
            RowQuery query,
            boolean seeingDatabase,
            @Nullable Consumer<? super HydrationException> unreadable) {
        refusePending(query, seeingDatabase);
        return visible(type, asked(query, () -> engine.loader().queries().all(query, unreadable, finder, scope)));
    }

    private <A> List<A> visible(Class<A> type, List<Loaded> all) {
        List<A> found = new ArrayList<>(all.size());
        for (Loaded loaded : all) {
            Tracked tracked = finder.take(loaded, null);
            if (finder.sees(tracked) && tracked.isPresent(type)) {
                found.add(type.cast(tracked.aggregate()));
            }
        }
        return found;
    }

    <A> Page<A> page(Class<A> type, RowQuery query, boolean seeingDatabase, Keyset order, Cursor cursors) {
        refusePending(query, seeingDatabase);
        List<Loaded> loaded = asked(query, () -> engine.loader().queries().all(query, finder, scope));
        boolean isFull = query.limit() != null && loaded.size() == query.limit();
        Optional<String> next = isFull
                ? Optional.of(
                        cursors.write(order.place(loaded.get(loaded.size() - 1).root())))
                : Optional.empty();
        return new Page<>(visible(type, loaded), next);
    }

    /** Some aggregates, as they are loaded, and the place of the last of them. */
    <A> Chunk<A> chunk(Class<A> type, RowQuery query, Keyset order) {
        List<Loaded> some = asked(query, () -> engine.loader().queries().all(query, finder, scope));
        List<A> all = new ArrayList<>(some.size());
        some.forEach(loaded -> all.add(type.cast(loaded.aggregate())));
        return new Chunk<>(
                all,
                some.isEmpty()
                        ? List.of()
                        : order.place(some.get(some.size() - 1).root()));
    }

    <A> List<A> locked(
            Class<A> type, RowQuery query, Lock lock, @Nullable Consumer<? super HydrationException> unreadable) {
        return new Locking(engine, scope, tracker, finder).all(type, query, lock, unreadable);
    }

    @SuppressWarnings("unchecked") // the caller knows the type of the identifiers
    <ID> List<ID> ids(RowQuery query, boolean seeingDatabase) {
        refusePending(query, seeingDatabase);
        AggregateModel first = query.roots().first();
        List<ID> ids = new ArrayList<>();
        List<@Nullable Object[]> keys =
                asked(query, () -> engine.loader().queries().keys(query, null, finder.visibility(), scope));
        for (@Nullable Object[] key : keys) {
            @Nullable Object[] values = new Object[first.root().width()];
            for (int n = 0; n < key.length; n++) {
                values[first.root().keyColumn(n)] = key[n];
            }
            ids.add((ID)
                    engine.hydrator().identifier(first, first.identifier().content(), new Row(first.root(), values)));
        }
        return ids;
    }

    /** The keys among these that the database has, by one statement. */
    List<@Nullable Object[]> stored(Roots roots, List<@Nullable Object[]> keys, Visibility of) {
        RowQuery among = new RowQuery(roots, DSL.noCondition(), List.of(), null).among(keys);
        return engine.loader().queries().keys(among, null, of, scope);
    }

    /** The projection of roots as records. */
    <R> Projection<R> projection(Roots roots, Class<R> record) {
        return engine.projections().of(roots, record, finder.visibility());
    }

    /** What a query finds, as records. */
    <R> List<R> projected(Projection<R> projection, RowQuery query, boolean seeingDatabase) {
        refusePending(query, projection, seeingDatabase);
        return asked(
                query,
                () -> engine.loader()
                        .queries()
                        .columns(query, projection.selected(), finder.visibility(), scope, projection::all));
    }

    /** Some of what a query finds, as records, and the place of the last of them. */
    <R> Chunk<R> chunk(Projection.Placed<R> projection, RowQuery query) {
        Projection.Some<R> some = asked(
                query,
                () -> engine.loader()
                        .queries()
                        .columns(query, projection.selected(), finder.visibility(), scope, projection::all));
        return new Chunk<>(some.all(), some.last());
    }

    /** What these properties of the roots bring along. */
    Fetches fetches(Roots roots, List<String> paths) {
        return engine.loader().queries().fetches(roots, paths);
    }

    /** What a condition asks, without its values. */
    String text(Condition condition) {
        return ConditionText.of(condition, engine.database().profile().dialect());
    }

    long count(RowQuery query, boolean seeingDatabase) {
        refusePending(query, seeingDatabase);
        return asked(query, () -> engine.loader().queries().count(query, finder.visibility(), scope));
    }

    boolean exists(RowQuery query, boolean seeingDatabase) {
        refusePending(query, seeingDatabase);
        return asked(query, () -> engine.loader().queries().exists(query, finder.visibility(), scope));
    }

    private <T> T asked(RowQuery query, Supplier<T> ask) {
        try {
            return ask.get();
        } catch (DatabaseException failure) {
            throw OutOfPlace.told(engine, query, failure);
        }
    }

    /** A query never flushes: it is refused while what it would judge is only in memory. */
    void refusePending(RowQuery query, boolean seeingDatabase) {
        refusePending(query, null, seeingDatabase);
    }

    /**
     * @param projection is made of what is joined to the roots, or null where aggregates are found
     */
    void refusePending(RowQuery query, @Nullable Projection<?> projection, boolean seeingDatabase) {
        if (tracker.keepsRows() && !seeingDatabase) {
            PendingChanges.refuse(engine, tracker, scope, query, projection == null ? null : projection.selected());
        }
    }
}
