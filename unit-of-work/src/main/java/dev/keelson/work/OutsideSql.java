package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.policy.Visibility;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** SQL without a unit of work: each statement is a reading of its own. Thread-safe. */
final class OutsideSql extends RestrictedSql {

    private final UseCases useCases;
    private final WorkContext context;
    private final @Nullable String reason;

    OutsideSql(Engine engine, UseCases useCases, WorkContext context) {
        this(engine, useCases, Objects.requireNonNull(context, "context"), null);
    }

    private OutsideSql(Engine engine, UseCases useCases, WorkContext context, @Nullable String reason) {
        super(engine, engine.tables().seen(Visibility.VISIBLE, reason == null));
        this.useCases = useCases;
        this.context = context;
        this.reason = reason;
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
