package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.tables.MappedTable;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** SQL without a unit of work: each statement is a reading of its own. Thread-safe. */
final class OutsideSql implements Sql {

    private final Engine engine;
    private final UseCases useCases;
    private final WorkContext context;
    private final @Nullable String reason;
    private final ScopedTables seen;

    OutsideSql(Engine engine, UseCases useCases, WorkContext context) {
        this(engine, useCases, Objects.requireNonNull(context, "context"), null);
    }

    private OutsideSql(Engine engine, UseCases useCases, WorkContext context, @Nullable String reason) {
        this.engine = engine;
        this.useCases = useCases;
        this.context = context;
        this.reason = reason;
        this.seen = engine.tables().seen(Visibility.VISIBLE, reason == null);
    }

    @Override
    public Table<Record> table(Class<?> type) {
        return engine.tables().ofRoots(engine.roots(type), seen);
    }

    @Override
    public Table<Record> table(Class<?> type, String path) {
        return engine.tables().ofParts(engine.roots(type), Objects.requireNonNull(path, "path"), seen);
    }

    @Override
    public Table<Record> table(MappedTable generated) {
        return engine.tables().of(generated, seen);
    }

    @Override
    public <R extends Record> Result<R> fetch(ResultQuery<R> select) {
        Objects.requireNonNull(select, "select");
        return useCases.read(context, Terms.DEFAULT, reading -> {
            Sql sql = reason == null ? reading.sql() : reading.sql().acrossTenants(reason);
            return sql.fetch(select);
        });
    }

    /** Nothing is pending here. */
    @Override
    public Sql seeingDatabase() {
        return this;
    }

    @Override
    public Sql acrossTenants(String reason) {
        Reasons.sqlAcrossTenants(reason, context);
        return new OutsideSql(engine, useCases, context, reason);
    }
}
