package dev.keelson.work;

import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.tables.MappedTable;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Table;

/** SQL whose tables stand for the rows that may be seen, whichever way its statements are sent. */
abstract sealed class RestrictedSql implements Sql permits ReadingSql, OutsideSql {

    final Engine engine;
    final ScopedTables seen;

    RestrictedSql(Engine engine, ScopedTables seen) {
        this.engine = engine;
        this.seen = seen;
    }

    @Override
    public final Table<Record> table(Class<?> type) {
        return engine.tables().ofRoots(engine.roots(type), seen);
    }

    @Override
    public final Table<Record> table(Class<?> type, String path) {
        return engine.tables().ofParts(engine.roots(type), Objects.requireNonNull(path, "path"), seen);
    }

    @Override
    public final Table<Record> table(MappedTable generated) {
        return engine.tables().of(generated, seen);
    }
}
