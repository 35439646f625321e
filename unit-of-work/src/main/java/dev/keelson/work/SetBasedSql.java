package dev.keelson.work;

import dev.keelson.work.sets.SetDelete;
import dev.keelson.work.sets.SetTarget;
import dev.keelson.work.sets.SetUpdate;
import dev.keelson.work.sets.SetWrites;
import dev.keelson.work.tables.MappedTable;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Table;

/** The SQL of one unit of work, by which it writes many aggregates at once. Used by its thread. */
final class SetBasedSql implements WritingSql {

    private final Engine engine;
    private final Ownership ownership;
    private final SetWrites writes;
    private final Sql reading;

    /**
     * @param reading what it reads by
     */
    SetBasedSql(Engine engine, Ownership ownership, SetWrites writes, Sql reading) {
        this.reading = reading;
        this.engine = engine;
        this.ownership = ownership;
        this.writes = writes;
    }

    private SetTarget target(Class<?> type) {
        ownership.read("write many of", type);
        SetTarget target = SetTarget.of(engine.roots(type));
        engine.sets().requireSupported(target);
        return target;
    }

    @Override
    public SetUpdate update(Class<?> type) {
        return update(target(type));
    }

    @Override
    public SetUpdate update(Class<?> type, String parts) {
        return update(target(type).parts(parts));
    }

    private SetUpdate update(SetTarget target) {
        return new SetUpdate(target, engine.questions(), engine.assigner(), write -> {
            ownership.read("write many of", target.type());
            writes.add(write);
        });
    }

    @Override
    public SetDelete delete(Class<?> type) {
        return delete(target(type));
    }

    @Override
    public SetDelete delete(Class<?> type, String parts) {
        return delete(target(type).parts(parts));
    }

    private SetDelete delete(SetTarget target) {
        return new SetDelete(target, engine.questions(), write -> {
            ownership.read("write many of", target.type());
            writes.add(write);
        });
    }

    @Override
    public void insert(Class<?> type) {
        throw new IllegalArgumentException("Cannot insert " + type.getSimpleName()
                + " at once: an insert from a select would store what no constructor has seen. Load what it is made of,"
                + " make the aggregates, and add them: work.add(...), a chunk at a time.");
    }

    @Override
    public Table<Record> table(Class<?> type) {
        return reading.table(type);
    }

    @Override
    public Table<Record> table(Class<?> type, String path) {
        return reading.table(type, path);
    }

    @Override
    public Table<Record> table(MappedTable generated) {
        return reading.table(generated);
    }

    @Override
    public <R extends Record> Result<R> fetch(ResultQuery<R> select) {
        return reading.fetch(select);
    }

    @Override
    public Sql seeingDatabase() {
        return reading.seeingDatabase();
    }

    @Override
    public Sql acrossTenants(String reason) {
        return reading.acrossTenants(reason);
    }
}
