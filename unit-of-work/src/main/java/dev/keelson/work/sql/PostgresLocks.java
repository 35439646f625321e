package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateOfStep;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.DSL;

/** PostgreSQL's locks of rows. */
final class PostgresLocks implements Locks {

    @Override
    public <R extends Record> SelectForUpdateOfStep<R> update(SelectForUpdateStep<R> select, boolean exclusive) {
        return exclusive ? select.forUpdate() : select.forNoKeyUpdate();
    }

    @Override
    public <R extends Record> Select<R> share(SelectForUpdateStep<R> select) {
        return select.forShare();
    }

    @Override
    public <R extends Record> Select<R> updateAtOnce(SelectForUpdateStep<R> select) {
        return select.forUpdate().noWait();
    }

    @Override
    public QueryPart timeout(TemplateBuilder builder) {
        return DSL.select(DSL.function(
                "set_config",
                Object.class,
                DSL.inline("lock_timeout"),
                builder.bind(ColumnType.text()),
                DSL.inline(true)));
    }
}
