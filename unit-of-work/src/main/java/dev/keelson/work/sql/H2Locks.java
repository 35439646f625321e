package dev.keelson.work.sql;

import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateOfStep;
import org.jooq.SelectForUpdateStep;
import org.jspecify.annotations.Nullable;

/** H2's one lock of rows, which waits as long as the database's own setting says. */
final class H2Locks implements Locks {

    @Override
    public <R extends Record> SelectForUpdateOfStep<R> update(SelectForUpdateStep<R> select, boolean exclusive) {
        return select.forUpdate();
    }

    @Override
    public <R extends Record> Select<R> share(SelectForUpdateStep<R> select) {
        return select.forUpdate();
    }

    @Override
    public <R extends Record> Select<R> updateAtOnce(SelectForUpdateStep<R> select) {
        return select.forUpdate();
    }

    @Override
    public @Nullable QueryPart timeout(TemplateBuilder builder) {
        return null;
    }
}
