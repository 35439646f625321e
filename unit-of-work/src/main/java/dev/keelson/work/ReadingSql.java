package dev.keelson.work;

import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.Query;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.TablesRead;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.track.Tracker;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;

/** The SQL of one unit of work, or of one reading. Used by its thread. */
final class ReadingSql extends RestrictedSql {

    private final WorkScope scope;
    private final Ownership ownership;
    private final Tracker tracker;
    private final boolean seeingDatabase;

    ReadingSql(Engine engine, WorkScope scope, Ownership ownership, Tracker tracker, Visibility visibility) {
        this(engine, scope, ownership, tracker, engine.tables().seen(visibility, true), false);
    }

    private ReadingSql(
            Engine engine,
            WorkScope scope,
            Ownership ownership,
            Tracker tracker,
            ScopedTables seen,
            boolean seeingDatabase) {
        super(engine, seen);
        this.scope = scope;
        this.ownership = ownership;
        this.tracker = tracker;
        this.seeingDatabase = seeingDatabase;
    }

    @Override
    public <R extends Record> Result<R> fetch(ResultQuery<R> select) {
        Objects.requireNonNull(select, "select");
        ownership.read("read by SQL");
        engine.tables()
                .coverage()
                .requireRead(() -> "a statement", select, scope.reading(), seen.visibility(), seen.walled());
        Dialect dialect = engine.database().profile().dialect();
        if (tracker.keepsRows() && !seeingDatabase) {
            PendingChanges.refuse(engine, tracker, scope, () -> TablesRead.of(select, dialect));
        }
        return scope.connections()
                .query(
                        () -> "fetch by SQL",
                        new Query.OfJooq(select, dialect, true, ColumnBinding.open(scope.reading())),
                        new Database.OfCursor<Result<R>>(records -> result(records.fetch())));
    }

    @SuppressWarnings("unchecked") // they are the records of the statement
    private static <R extends Record> Result<R> result(Result<?> records) {
        records.detach();
        return (Result<R>) records;
    }

    @Override
    public Sql seeingDatabase() {
        return new ReadingSql(engine, scope, ownership, tracker, seen, true);
    }

    @Override
    public Sql acrossTenants(String reason) {
        ownership.read("read across tenants");
        Reasons.sqlAcrossTenants(reason, scope.context());
        return new ReadingSql(
                engine, scope, ownership, tracker, engine.tables().seen(seen.visibility(), false), seeingDatabase);
    }
}
