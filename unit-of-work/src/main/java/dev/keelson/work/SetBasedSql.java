package dev.keelson.work;

import dev.keelson.work.sets.SetDelete;
import dev.keelson.work.sets.SetTarget;
import dev.keelson.work.sets.SetUpdate;
import dev.keelson.work.sets.SetWrites;

/** What one unit of work writes of many aggregates at once. Used by its thread. */
final class SetBasedSql implements WritingSql {

    private final Engine engine;
    private final Ownership ownership;
    private final SetWrites writes;

    SetBasedSql(Engine engine, Ownership ownership, SetWrites writes) {
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
}
