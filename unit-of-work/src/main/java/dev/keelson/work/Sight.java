package dev.keelson.work;

import dev.keelson.work.database.WorkScope;
import dev.keelson.work.model.Roots;
import dev.keelson.work.query.PropertyField;
import dev.keelson.work.track.Tracked;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.Table;

/** What a unit of work and a reading have in common: they find aggregates, for the thread that they belong to. */
abstract sealed class Sight implements SqlReading permits Session, ReadingSession {

    final Engine engine;
    final WorkScope scope;
    final Ownership ownership;
    final Finder finder;

    Sight(Engine engine, WorkScope scope, Ownership ownership, Finder finder) {
        this.engine = engine;
        this.scope = scope;
        this.ownership = ownership;
        this.finder = finder;
    }

    /** What was tried before, and failed, asks the database: what units of work share may have been why. */
    void asAttempt(int round) {
        if (round > 1) {
            finder.view().lookNoMore();
        }
    }

    /** What it was given of the rows that units of work share is let go. */
    void distrust() {
        finder.view().distrust();
    }

    Roots roots(Class<?> type) {
        return engine.roots(type);
    }

    @Override
    public <A> Optional<A> find(Class<A> type, Object id) {
        ownership.read("find", type);
        Tracked tracked = finder.present(roots(type), type, id);
        return tracked == null ? Optional.empty() : Optional.of(type.cast(tracked.aggregate()));
    }

    @Override
    public <A> A get(Class<A> type, Object id) {
        ownership.read("find", type);
        return type.cast(finder.required(roots(type), type, id).aggregate());
    }

    @Override
    public <A> List<A> getAll(Class<A> type, Collection<?> ids) {
        ownership.read("find all of", type);
        return finder.getAll(roots(type), type, ids);
    }

    @Override
    public <ID, A> Map<ID, A> findAll(Class<A> type, Collection<ID> ids) {
        ownership.read("find all of", type);
        return finder.findAll(roots(type), type, ids);
    }

    @Override
    public boolean exists(Class<?> type, Object id) {
        ownership.read("look for", type);
        return finder.exists(roots(type), type, id);
    }

    @Override
    public <A> AggregateQuery<A> query(Class<A> type) {
        ownership.read("query", type);
        return new AggregateQuery<>(finder.queries(), ownership, roots(type), type);
    }

    /** SQL that reads. */
    final Sql readingSql() {
        ownership.read("read by SQL");
        return new ReadingSql(engine, scope, ownership, finder.tracker(), finder.visibility());
    }

    @Override
    public <T> PropertyField<T> field(Class<?> type, String path) {
        return engine.questions().of(roots(type), finder.visibility()).field(path);
    }

    @Override
    public Table<Record> table(Class<?> type) {
        return engine.questions().table(roots(type));
    }
}
